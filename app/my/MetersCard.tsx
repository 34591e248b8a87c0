'use client';

import { freshnessOf } from '../format/age.ts';
import { inScale, KWH, waterScale } from '../format/quantity.ts';
import { useFromNow } from '../live/use-now.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { Bone } from '../parts/Bone.tsx';
import type { PointLine } from '../rpc/shapes.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './MetersCard.module.css';

/** The tenant's meters, with the number on their face, what each counted today and this month, and how old that is. */
export function MetersCard({ points }: { readonly points: readonly PointLine[] | null }) {
  const t = useWords();
  return (
    <section className={styles.meters}>
      <h2>
        {t('my.meters')} <small>{t('my.metersToday')}</small>
      </h2>
      {points === null ? <Bone height="44px" /> : null}
      {points?.length === 0 ? <p className={styles.none}>{t('my.noMeters')}</p> : null}
      {points === null || points.length === 0 ? null : (
        <ul>
          {points.map((point) => (
            <Meter key={point.code} point={point} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Meter({ point }: { readonly point: PointLine }) {
  const t = useWords();
  const nameOf = useNames();
  const fresh = useFromNow((now) => freshnessOf(point.at, point.intervalS, now)) ?? 'fresh';
  const scaleOf = (quantity: number) => (point.medium === 'water' ? waterScale(quantity) : KWH);
  return (
    <li className={styles.row} data-fresh={fresh}>
      <span className={styles.name}>{nameOf(point.name)}</span>
      <b>
        {inScale(point.today, scaleOf(point.today))}
        <small>{scaleOf(point.today).unit}</small>
      </b>
      <span className={styles.serial}>
        {t(`medium.${point.medium}`)} · {point.serial ?? '–'}
        {fresh === 'fresh' ? null : (
          <em>
            {t(`meters.state.${fresh}`)} · <AgeText at={point.at} />
          </em>
        )}
      </span>
      <span className={styles.month}>
        {t('my.month')} {inScale(point.month, scaleOf(point.month))} {scaleOf(point.month).unit}
      </span>
    </li>
  );
}
