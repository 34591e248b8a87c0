import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from '../shell/Icon.tsx';
import styles from './PageHead.module.css';

interface Props {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** The list this page is one line of. */
  readonly up: { readonly href: string; readonly word: string };
  readonly children?: ReactNode;
}

/** The head of a page about one thing: back to its list, its name, what can be done with it. */
export function PageHead({ title, note, up, children }: Props) {
  return (
    <header className={styles.head}>
      <Link href={up.href} className={styles.up} aria-label={up.word}>
        <Icon name="chevron" />
        <span>{up.word}</span>
      </Link>
      <h1>
        {title} <small>{note}</small>
      </h1>
      <div className={styles.tools}>{children}</div>
    </header>
  );
}
