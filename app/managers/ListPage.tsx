import type { ReactNode } from 'react';
import styles from './ListPage.module.css';

interface Props {
  readonly title: string;
  /** What the title's list is made of: how many, how old. */
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A page that is one list: its name, how to narrow it, the list. */
export function ListPage({ title, note, tools, children }: Props) {
  return (
    <section className={styles.page}>
      <div className={styles.head}>
        <h1>
          {title} <small>{note}</small>
        </h1>
        {tools === undefined ? null : <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </section>
  );
}
