'use client';

import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './EscalatedMark.module.css';

interface Props {
  /** Beside what holds so many: the figure stands for the word. */
  readonly n?: number;
  /** Where there is no room for a word. */
  readonly bare?: boolean;
}

/** Beside an alarm that is with those above its park. */
export function EscalatedMark({ n, bare = false }: Props) {
  const t = useWords();
  if (n === undefined && !bare)
    return (
      <span className={styles.mark}>
        <Icon name="escalate" />
        {t('escalation.mark')}
      </span>
    );
  return (
    <span
      className={styles.mark}
      data-bare={n === undefined}
      role="img"
      aria-label={n === undefined ? t('escalation.mark') : t('escalation.markN', { n })}
    >
      <Icon name="escalate" />
      {n}
    </span>
  );
}
