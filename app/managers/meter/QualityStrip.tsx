import { grouped } from '../../format/quantity.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './QualityStrip.module.css';
import type { QualityCounts, QualityRun } from './quality-runs.ts';

interface Props {
  readonly runs: readonly QualityRun[];
  readonly counts: QualityCounts;
}

const STATES = ['measured', 'interpolated', 'estimated', 'missing'] as const;

/** How each quarter of an hour of a day is known: by shade and hatching, and in figures beside it. */
export function QualityStrip({ runs, counts }: Props) {
  const t = useWords();
  const total = runs.at(-1)?.to ?? 0;
  if (total === 0) return null;
  return (
    <div className={styles.quality}>
      <span className={styles.title}>{t('meter.quality')}</span>
      <span className={styles.strip} aria-hidden="true">
        {runs.map(({ state, from, to }) => (
          <i key={from} data-state={state} style={{ flexGrow: (to - from) / total }} />
        ))}
      </span>
      <ul className={styles.key}>
        {STATES.filter((state) => state === 'measured' || counts[state] > 0).map((state) => (
          <li key={state}>
            <i data-state={state} aria-hidden="true" />
            {t(`meter.state.${state}`)} {grouped(counts[state])}
          </li>
        ))}
      </ul>
    </div>
  );
}
