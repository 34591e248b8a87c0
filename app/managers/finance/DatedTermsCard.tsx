'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import type { Query } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './Finance.module.css';

interface Dated {
  readonly validFrom: string;
}

interface Props<T extends Dated> {
  readonly park: string;
  /** Oldest first. */
  readonly query: Query<readonly T[]>;
  readonly words: { readonly title: string; readonly hint: string; readonly change: string; readonly none: string };
  /** What terms say, what stands below it, and from when they hold. */
  readonly tell: (terms: T) => { readonly text: string; readonly small: string; readonly from: string };
  /** Begins with the last terms there are. */
  readonly form: (before: T | undefined, done: () => void) => ReactNode;
}

/** What a park has said from which day on, the newest first, and the form by which a manager says it anew. */
export function DatedTermsCard<T extends Dated>({ park, query, words, tell, form }: Props<T>) {
  const t = useWords();
  const isClerk = useIsClerk(park);
  const [editing, edit] = useState(false);
  if (query.type !== 'ready') return null;
  const done = () => {
    edit(false);
    query.again();
  };
  return (
    <Card
      title={words.title}
      note={words.hint}
      tools={isClerk ? null : <Button onPress={() => edit(!editing)}>{editing ? t('bills.cancel') : words.change}</Button>}
    >
      {query.data.length === 0 ? <p className={styles.note}>{words.none}</p> : null}
      <ul className={styles.terms}>
        {query.data.toReversed().map((terms) => {
          const { text, small, from } = tell(terms);
          return (
            <li key={terms.validFrom}>
              <span>
                {text}
                <br />
                <small className={styles.note}>{small}</small>
              </span>
              <small className={styles.note}>{from}</small>
            </li>
          );
        })}
      </ul>
      {editing ? form(query.data.at(-1), done) : null}
    </Card>
  );
}
