'use client';

import Link from 'next/link';
import { useMemo } from 'react';
import type { Words } from '#domain/park/model.ts';
import { instantMs, SECOND_MS } from '#domain/time/instant.ts';
import { inScale, powerScale } from '../format/quantity.ts';
import { useFromNow } from '../live/use-now.ts';
import { useSampledBoard } from '../live/use-sampled-board.ts';
import { askSpaces } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './BuildingsCard.module.css';
import { RowName, ShareBar } from './live/DrillCells.tsx';
import { drill } from './live/drill.ts';
import { PARK, searchOf } from './live/place.ts';

const ROWS_MAX = 8;
const SAMPLE_MS = 2 * SECOND_MS;
const TICK_MS = 15 * SECOND_MS;
const NO_NAMES: ReadonlyMap<string, Words> = new Map();

/** Buildings by their power now, coloured by load density; each leads into the live page. */
export function BuildingsCard({ park }: { readonly park: string }) {
  const t = useWords();
  const points = useSampledBoard({ type: 'meters', park }, SAMPLE_MS);
  const spaces = dataOf(useQuery(`spaces ${park}`, (signal) => askSpaces(park, signal)));
  const tick = useFromNow((now) => Math.floor(now / TICK_MS));
  const rows = useMemo(() => {
    if (!points || !spaces || tick === null) return [];
    const level = drill({ points, spaces, accounts: NO_NAMES, medium: 'electricity', now: instantMs(tick * TICK_MS) }, PARK);
    return level.rows.filter(({ kind }) => kind === 'building').toSorted((a, b) => b.power - a.power);
  }, [points, spaces, tick]);
  const root = `/parks/${encodeURIComponent(park)}/live`;
  return (
    <section className={styles.buildings}>
      <h2>
        <span>
          {t('live.buildings')} {rows.length > 0 ? rows.length : ''} <small>{t('live.byDensity')}</small>
        </span>
        <Link href={root}>{t('allOf')} ›</Link>
      </h2>
      <ol>
        {rows.slice(0, ROWS_MAX).map((row) => {
          const scale = powerScale(row.power);
          return (
            <li key={row.key}>
              <Link href={`${root}${searchOf(row.to)}`} prefetch={false}>
                <RowName row={row} />
                <ShareBar row={row} />
                <span className={styles.power}>
                  <b>{inScale(row.power, scale)}</b>
                  <small>{scale.unit}</small>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
