'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './ListPage.module.css';

interface Props {
  readonly title: string;
  /** What the title's list is made of: how many, how old. */
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A page that is one list: its name, how to narrow it, the list. "/" goes to the search, as everywhere. */
export function ListPage({ title, note, tools, children }: Props) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      const search = page.current?.querySelector<HTMLElement>('input[type=search]');
      if (event.key !== '/' || isTyping || !search) return;
      event.preventDefault();
      search.focus();
    };
    document.addEventListener('keydown', toSearch);
    return () => document.removeEventListener('keydown', toSearch);
  }, []);
  return (
    <section ref={page} className={styles.page}>
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
