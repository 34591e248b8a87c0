'use client';

import { inScale, KWH, waterScale } from '../format/quantity.ts';
import { Bone } from '../parts/Bone.tsx';
import type { Curve, PointLine } from '../rpc/shapes.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './MetersCard.module.css';
import { totalOf } from './sum-curves.ts';

interface Props {
  readonly points: readonly PointLine[] | null;
  readonly curves: ReadonlyMap<string, Curve>;
}

/** The tenant's meters, with the number on their face and what each counted today. */
export function MetersCard({ points, curves }: Props) {
  const t = useWords();
  const nameOf = useNames();
  return (
    <section className={styles.meters}>
      <h2>
        {t('my.meters')} <small>{t('my.metersToday')}</small>
      </h2>
      {points === null ? <Bone height="44px" /> : null}
      {points?.length === 0 ? <p className={styles.none}>{t('my.noMeters')}</p> : null}
      {points?.map((point) => {
        const curve = curves.get(point.code);
        const used = curve ? totalOf(curve.slots) : null;
        const scale = point.medium === 'water' ? waterScale(used ?? 0) : KWH;
        return (
          <p key={point.code} className={styles.row}>
            <span className={styles.name}>{nameOf(point.name)}</span>
            <b>
              {used === null ? '–' : inScale(used, scale)}
              <small>{scale.unit}</small>
            </b>
            <span className={styles.serial}>
              {t(`medium.${point.medium}`)} · {point.serial ?? '–'}
            </span>
          </p>
        );
      })}
    </section>
  );
}
