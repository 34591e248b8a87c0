'use client';

import type { PastBoard } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import { usePast } from './PastProvider.tsx';
import styles from './RefinedMark.module.css';

type Props = (
  | { readonly point: string }
  /** A figure that sums several. */
  | { readonly points: readonly string[] }
  | { readonly account: string }
) & {
  /** The sign alone, where a table has no room for its word. */
  readonly small?: true;
};

/** Beside a figure of the past that is known better now than then; nothing in the present, nor of figures that are as they were. */
export function RefinedMark({ small, ...of }: Props) {
  const t = useWords();
  const refined = usePast()?.shown?.refined;
  if (!refined || !isRefined(refined, of)) return null;
  return (
    <span className={styles.mark} title={`${t('past.refined')}: ${t('past.refinedMeans')}`}>
      <span aria-hidden="true">◌</span> <span className={small ? 'unseen' : undefined}>{t('past.refined')}</span>
    </span>
  );
}

type Refined = PastBoard['refined'];

const isRefined = (refined: Refined, of: Props): boolean => {
  if ('account' in of) return refined.accounts.includes(of.account);
  if (refined.points.length === 0) return false;
  return 'points' in of ? of.points.some((code) => setOf(refined).has(code)) : 'point' in of && setOf(refined).has(of.point);
};

const sets = new WeakMap<Refined, ReadonlySet<string>>();

/** A level of the park asks for thousands of points: once a board, not once a row. */
const setOf = (refined: Refined): ReadonlySet<string> => {
  const known = sets.get(refined) ?? new Set(refined.points);
  sets.set(refined, known);
  return known;
};
