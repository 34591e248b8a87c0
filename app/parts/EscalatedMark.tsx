'use client';

import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './EscalatedMark.module.css';

/** Beside an alarm that is with those above its park; with `n`, beside what holds so many. */
export function EscalatedMark({ n }: { readonly n?: number }) {
  const t = useWords();
  return (
    <span className={styles.mark}>
      <Icon name="escalate" />
      {n === undefined ? t('escalation.mark') : t('escalation.markN', { n })}
    </span>
  );
}
