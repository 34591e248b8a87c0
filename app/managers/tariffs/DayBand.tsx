import type { Piece } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './DayBand.module.css';
import { hoursByPeriod, priceLine } from './price-rows.ts';

const TICKS = ['00:00', '06:00', '12:00', '18:00', '24:00'] as const;

/** A day as a band in the five colours of periods, the price over it as steps, and both in words. */
export function DayBand({ pieces, unit }: { readonly pieces: readonly Piece[]; readonly unit: string }) {
  const t = useWords();
  const slots = pieces.reduce((sum, piece) => sum + piece.slots, 0);
  const line = priceLine(pieces);
  const hours = hoursByPeriod(pieces);
  return (
    <div className={styles.day}>
      <div className={styles.picture} aria-hidden="true">
        <svg viewBox={`0 0 ${slots} 100`} preserveAspectRatio="none" aria-hidden="true">
          {line.map(({ x, to, y }, i) => (
            <rect key={x} x={x} width={to - x} y={88 - 72 * y} height={12 + 72 * y} fill={`var(--${pieces[i]?.period ?? 'flat'})`} />
          ))}
          <path d={line.map(({ x, to, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${88 - 72 * y}L${to} ${88 - 72 * y}`).join('')} />
        </svg>
        <ul className={styles.band}>
          {runsOf(pieces).map(({ key, period, width }) => (
            <li key={key} style={{ flexGrow: width, background: `var(--${period})`, color: `var(--on-${period})` }}>
              {width / slots < 0.07 ? null : <span>{t(`period.${period}`)}</span>}
            </li>
          ))}
        </ul>
        <ul className={styles.ticks}>
          {TICKS.map((tick) => (
            <li key={tick}>{tick}</li>
          ))}
        </ul>
      </div>
      <dl className={styles.words}>
        {hours.map(({ period, hours: own, min, max }) => (
          <div key={period}>
            <dt>
              <i style={{ background: `var(--${period})` }} />
              {t(`period.${period}`)}
            </dt>
            <dd>{own.join('  ')}</dd>
            <dd>
              <b>{min === max ? min : `${min}–${max}`}</b> <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Neighbours of one period as one part of the band. */
const runsOf = (
  pieces: readonly Piece[],
): readonly { readonly key: string; readonly period: Piece['period']; readonly width: number }[] => {
  const runs: { key: string; period: Piece['period']; width: number }[] = [];
  for (const { from, period, slots } of pieces) {
    const last = runs.at(-1);
    if (last?.period === period) last.width += slots;
    else runs.push({ key: from, period, width: slots });
  }
  return runs;
};
