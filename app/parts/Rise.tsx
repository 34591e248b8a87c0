import { percent } from '../format/quantity.ts';
import styles from './Rise.module.css';

/** How far a figure stands above or below another, as an arrow and a share: neither good nor bad, so without colour. */
export function Rise({ value, before }: { readonly value: number; readonly before: number }) {
  if (!(before > 0)) return null;
  const change = (value - before) / before;
  return (
    <b className={styles.rise}>
      <svg className={styles.arrow} viewBox="0 0 10 10" role="img" aria-label={change < 0 ? '−' : '+'}>
        <path d={change < 0 ? 'M0 1h10L5 10Z' : 'M0 9h10L5 0Z'} fill="currentColor" />
      </svg>
      {percent(Math.abs(change))} %
    </b>
  );
}
