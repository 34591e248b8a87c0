import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './ButtonLink.module.css';

interface Props {
  readonly href: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

/** A way on that looks like what it is: something to press. */
export const ButtonLink = ({ href, primary = false, children }: Props) => (
  <Link href={href} className={styles.link} data-primary={primary} prefetch={false}>
    {children}
  </Link>
);
