import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountMenu } from '../shell/AccountMenu.tsx';
import { Logo } from '../shell/Logo.tsx';
import { SkipLink } from '../shell/SkipLink.tsx';
import styles from './TopBar.module.css';

interface Props {
  readonly title: ReactNode;
  readonly nav?: ReactNode;
  readonly state?: ReactNode;
  readonly park?: string;
}

/** The head of every manager's page. On phones it holds the title and the state; the navigation moves to the thumb. */
export function TopBar({ title, nav, state, park }: Props) {
  return (
    <header className={styles.bar}>
      <SkipLink />
      <Link href="/" className={styles.home} aria-label="ParkTwin">
        <Logo />
      </Link>
      <div className={styles.title}>{title}</div>
      {nav}
      <div className={styles.state}>
        {state}
        {park === undefined ? <AccountMenu /> : <AccountMenu park={park} />}
      </div>
    </header>
  );
}
