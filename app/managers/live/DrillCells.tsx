import type { CSSProperties } from 'react';
import { grouped, percent } from '../../format/quantity.ts';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { loadStep } from '../../site/site-loads.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './DrillCells.module.css';
import type { DrillRow } from './drill.ts';
import { useRowName } from './use-row-name.ts';

export function RowName({ row }: { readonly row: DrillRow }) {
  const t = useWords();
  const nameOf = useRowName();
  const { state, kind } = row;
  return (
    <span className={styles.name}>
      <span className={styles.text}>{nameOf(row)}</span>
      {kind === 'account' || kind === 'meter' ? <small>{row.code}</small> : null}
      {state.suspect > 0 ? <SeverityMark severity="warning" /> : null}
      <span className={styles.short}>
        {state.open > 0 ? <b>{t('live.short.open', { n: state.open })}</b> : null}
        {state.offline > 0 ? <b>{t('live.short.offline', { n: state.offline })}</b> : null}
      </span>
    </span>
  );
}

/** Its share of the level's power; where there is an area, coloured by load density. */
export function ShareBar({ row }: { readonly row: DrillRow }) {
  const { share, density } = row;
  if (share === null) return <span className={styles.quiet}>–</span>;
  const step = loadStep(density);
  const style: CSSProperties = {
    width: `${Math.max(0, Math.min(1, share)) * 100}%`,
    background: step === 0 ? 'var(--ink)' : `var(--load-${step})`,
  };
  return (
    <span className={styles.share}>
      <span className={styles.track}>
        <i style={style} />
      </span>
      <span className={styles.percent} data-part="percent">
        {percent(share)} %
      </span>
    </span>
  );
}

export const Density = ({ row: { density } }: { readonly row: DrillRow }) =>
  density === null ? <span className={styles.quiet}>–</span> : <span>{grouped(density, 1)}</span>;

/** What is not in order below, in words; nothing where all is. */
export function StateNote({ row: { state } }: { readonly row: DrillRow }) {
  const t = useWords();
  const words = STATES.filter((name) => state[name] > 0).map((name) => t(`live.short.${name}`, { n: state[name] }));
  return <span className={styles.quiet}>{words.length === 0 ? t('live.inOrder') : words.join(' · ')}</span>;
}

const STATES = ['open', 'offline', 'stale', 'suspect'] as const;
