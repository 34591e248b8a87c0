'use client';

import { textWidth } from '../charts/axis.ts';
import { inScale, KWH } from '../format/quantity.ts';
import { useWords } from '../words/use-words.ts';
import styles from './PeriodBar.module.css';
import type { PeriodUse } from './use-sums.ts';

/** px of a phone's card; only decides which words fit. */
const BAR_PX = 330;
const TEXT_PX = 12;

/** Energy by period, cheap to dear, as shares of one bar. */
export function PeriodBar({ uses }: { readonly uses: readonly Omit<PeriodUse, 'yuan'>[] }) {
  const t = useWords();
  const total = uses.reduce((sum, { quantity }) => sum + quantity, 0);
  if (total === 0) return <p className={styles.none}>{t('my.nothingUsed')}</p>;
  return (
    <ul className={styles.bar}>
      {uses.map(({ period, quantity }) => {
        const room = (quantity / total) * BAR_PX - 6;
        const name = t(`periodShort.${period}`);
        const said = `${t(`period.${period}`)} ${inScale(quantity, KWH)} kWh`;
        const label = [`${name} ${inScale(quantity, KWH)}`, name].find((text) => textWidth(text, TEXT_PX) < room) ?? '';
        return (
          <li
            key={period}
            style={{ flexGrow: quantity / total, background: `var(--${period})`, color: `var(--on-${period})` }}
            title={said}
          >
            <span aria-hidden="true">{label}</span>
            <span className="unseen">{said}</span>
          </li>
        );
      })}
    </ul>
  );
}
