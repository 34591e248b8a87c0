import type { ReactNode } from 'react';
import styles from './Card.module.css';

interface Props {
  readonly title: ReactNode;
  /** Unit, span, count: quiet, beside the title. */
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A card of a page: its name, what can be chosen, what it shows. */
export function Card({ title, note, tools, children }: Props) {
  return (
    <section className={styles.card}>
      <header>
        <h2>
          {title} <small>{note}</small>
        </h2>
        {tools}
      </header>
      {children}
    </section>
  );
}
