'use client';

import { dayTimeText } from '../format/time.ts';
import { useWords } from '../words/use-words.ts';
import { usePast, usePastControl } from './PastProvider.tsx';
import styles from './PastSign.module.css';

/** "2026-11-19 14:39 · 历史回放": nobody takes the past for the present. Nothing in the present. */
export function PastSign() {
  const t = useWords();
  const control = usePastControl();
  const past = usePast();
  if (!past || !control || control.zone === null) return null;
  const at = past.shown?.at ?? past.wanted;
  return (
    <p className={styles.sign} data-past>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.5 8a5.500 5.500 0 1 1 1.700 4M2 12.500v-3h3M8 5v3.200l2 1.300" />
      </svg>
      <time>{dayTimeText(at, control.zone)}</time>
      <span aria-hidden="true">·</span>
      <span>{past.playing ? t('past.playing', { speed: past.speed }) : t('past.replay')}</span>
    </p>
  );
}
