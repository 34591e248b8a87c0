'use client';

import { useWords } from '../words/use-words.ts';
import { usePast } from './PastProvider.tsx';
import styles from './RefinedMark.module.css';

type Props = { readonly point: string } | { readonly account: string };

/** Beside a figure of the past that is known better now than then; nothing in the present, nor of figures that are as they were. */
export function RefinedMark(props: Props) {
  const t = useWords();
  const refined = usePast()?.shown?.refined;
  const marked = 'point' in props ? refined?.points.includes(props.point) : refined?.accounts.includes(props.account);
  if (!marked) return null;
  return (
    <span className={styles.mark} title={t('past.refinedMeans')}>
      <span aria-hidden="true">◌</span> {t('past.refined')}
    </span>
  );
}
