import type { ParkBoard } from '#domain/board/board.ts';
import { grouped } from '../format/quantity.ts';
import { useWords } from '../words/use-words.ts';
import styles from './LawOne.module.css';
import { SeverityMark } from './SeverityMark.tsx';

/** Law 1, for all to see: whatever came in is stored, a duplicate, or quarantined. */
export function LawOne({ counts }: { readonly counts: ParkBoard['counts'] }) {
  const t = useWords();
  const { received, stored, duplicate, quarantined } = counts;
  const part = (word: string, n: number) => (
    <span>
      {word} <b>{grouped(n)}</b>
    </span>
  );
  return (
    <span className={styles.counts}>
      {part(t('counts.received'), received)}
      <i>=</i>
      {part(t('counts.stored'), stored)}
      <i>+</i>
      {part(t('counts.duplicate'), duplicate)}
      <i>+</i>
      {part(t('counts.quarantined'), quarantined)}
      {received === stored + duplicate + quarantined ? null : (
        <span className={styles.uneven}>
          <SeverityMark severity="critical" />
          {t('counts.uneven')}
        </span>
      )}
    </span>
  );
}
