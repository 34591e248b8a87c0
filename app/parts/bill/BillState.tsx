'use client';

import type { BillState as State } from '#domain/bill/states.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './BillState.module.css';

/** The state of a bill: a word in a shape of its own. */
export function BillState({ state }: { readonly state: State }) {
  const t = useWords();
  return (
    <span className={styles.state} data-state={state}>
      {t(`bills.state.${state}`)}
    </span>
  );
}
