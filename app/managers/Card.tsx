'use client';

import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../shell/Icon.tsx';
import styles from './Card.module.css';

interface Props {
  readonly title: ReactNode;
  /** Unit, span, count: quiet, beside the title. */
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  /** Secondary: on a phone only its head stands until it is pressed, or until something in it is wrong. */
  readonly folds?: boolean;
  readonly children: ReactNode;
}

/** A card of a page: its name, what can be chosen, what it shows. */
export function Card({ title, note, tools, folds = false, children }: Props) {
  const name = useId();
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.card} data-folded={folds && !open}>
      <header>
        <h2 id={name}>
          {title} <small>{note}</small>
        </h2>
        {tools}
        {folds ? (
          <button type="button" className={styles.fold} aria-expanded={open} aria-labelledby={name} onClick={() => setOpen(!open)}>
            <Icon name="chevron" />
          </button>
        ) : null}
      </header>
      {children}
    </section>
  );
}
