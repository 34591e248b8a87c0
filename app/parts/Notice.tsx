import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface Props {
  readonly title: string;
  readonly text?: string;
  /** The next step. */
  readonly children?: ReactNode;
}

/** A state that is no data: empty, refused, failed. It says what is so, and what to do next. */
export function Notice({ title, text, children }: Props) {
  return (
    <div className={styles.notice} role="status">
      <b>{title}</b>
      {text === undefined ? null : <p>{text}</p>}
      {children === undefined ? null : <div className={styles.next}>{children}</div>}
    </div>
  );
}
