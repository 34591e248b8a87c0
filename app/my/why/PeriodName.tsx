import type { Period } from '#domain/tariff/tariff.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './PeriodName.module.css';

/** A period with its colour, the same everywhere. */
export function PeriodName({ period }: { readonly period: Period }) {
  const t = useWords();
  return (
    <span className={styles.period}>
      <i style={{ background: `var(--${period})` }} />
      {t(`period.${period}`)}
    </span>
  );
}
