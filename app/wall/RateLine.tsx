import { digitsOf, niceAxis } from '../charts/axis.ts';
import { grouped } from '../format/quantity.ts';
import styles from './RateLine.module.css';
import { RATES_MAX, type Rate, STEP_MS } from './use-rates.ts';

/** The last ten minutes as a line, now at the right; as far back as this wall has looked. */
export function RateLine({ rates, empty }: { readonly rates: readonly Rate[]; readonly empty: string }) {
  const last = rates.at(-1);
  if (!last || rates.length < 2) return <p className={styles.empty}>{empty}</p>;
  const axis = niceAxis(Math.max(...rates.map(({ perS }) => perS)) * 1.05);
  const ticks = Array.from({ length: Math.round(axis.max / axis.step) + 1 }, (_, i) => i * axis.step);
  const x = (at: number) => 100 - ((last.at - at) / (STEP_MS * RATES_MAX)) * 100;
  const y = (perS: number) => 100 - (perS / axis.max) * 100;
  return (
    <div className={styles.chart}>
      {ticks.map((tick) => (
        <span key={tick} className={styles.tick} style={{ top: `${y(tick)}%` }}>
          {grouped(tick, digitsOf(axis.step))}
        </span>
      ))}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((tick) => (
          <path key={tick} d={`M0 ${y(tick)}H100`} className={styles.grid} />
        ))}
        <polyline points={rates.map(({ at, perS }) => `${x(at).toFixed(2)},${y(perS).toFixed(2)}`).join(' ')} />
      </svg>
    </div>
  );
}
