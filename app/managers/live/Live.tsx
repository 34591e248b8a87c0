'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import type { Words } from '#domain/park/model.ts';
import { instantMs, SECOND_MS } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { useFromNow } from '../../live/use-now.ts';
import { useSampledBoard } from '../../live/use-sampled-board.ts';
import { Choice } from '../../parts/Choice.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { PastProvider } from '../../past/PastProvider.tsx';
import { askAccounts, askSpaces } from '../../rpc/api.ts';
import { dataOf } from '../../rpc/use-curves.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Crumbs } from './Crumbs.tsx';
import { type DrillRow, drill } from './drill.ts';
import { LevelFigures } from './LevelFigures.tsx';
import styles from './Live.module.css';
import { MeterNow } from './MeterNow.tsx';
import { type Place, placeOf, searchOf } from './place.ts';
import { SiteView } from './SiteView.tsx';
import { TimeFold } from './TimeFold.tsx';
import { useDrillColumns } from './use-drill-columns.tsx';
import { useRememberSpaces } from './use-remember-spaces.ts';

/** A list that people tap on must not jump under the thumb: it is summed and sorted again once a second. */
const SAMPLE_MS = SECOND_MS;
const TICK_MS = 5 * SECOND_MS;

/** The park now, or at any past minute, from the whole down to one meter; the address is the place and the time. */
export function Live({ park }: { readonly park: string }) {
  return (
    <PastProvider park={park}>
      <Shown park={park} />
    </PastProvider>
  );
}

function Shown({ park }: { readonly park: string }) {
  const t = useWords();
  const search = useSearchParams();
  const place = placeOf(search);
  const at = search.get('at');
  const [medium, setMedium] = useState<Medium>('electricity');
  const points = useSampledBoard({ type: 'meters', park }, SAMPLE_MS);
  const spaces = useQuery(`spaces ${park}`, (signal) => askSpaces(park, signal));
  const accounts = useAccountNames(park);
  const tick = useFromNow((time) => Math.floor(time / TICK_MS));
  const shownMedium = (place.point === null ? undefined : points?.[place.point]?.medium) ?? medium;
  const columns = useDrillColumns(shownMedium, place);
  useRememberSpaces(park, { points, spaces: dataOf(spaces) });
  const hrefOf = (to: Place) => `/parks/${encodeURIComponent(park)}/live${searchOf(to, at)}`;
  if (spaces.type === 'failed') return <Failed failure={spaces.failure} again={spaces.again} />;
  if (points === null || spaces.type === 'loading' || tick === null) return <TableBones />;
  const level = drill({ points, spaces: spaces.data, accounts, medium: shownMedium, now: instantMs(tick * TICK_MS) }, place);
  const hasWater = Object.values(points).some((point) => point.medium === 'water');
  return (
    <div className={styles.page}>
      <h1 className="unseen">{t('nav.live')}</h1>
      <div className={styles.site} data-deep={level.point !== null}>
        <SiteView park={park} crumbs={level.crumbs} hrefOf={hrefOf} />
        <TimeFold />
      </div>
      <div className={styles.list}>
        <div className={styles.head}>
          <Crumbs crumbs={level.crumbs} hrefOf={hrefOf} />
          {hasWater && level.point === null ? (
            <Choice
              label={t('live.medium')}
              chosen={medium}
              choose={(value) => setMedium(value === 'water' ? 'water' : 'electricity')}
              choices={[
                { value: 'electricity', word: t('live.electricity') },
                { value: 'water', word: t('live.water') },
              ]}
            />
          ) : null}
        </div>
        {level.found ? null : <Notice title={t('live.notFound')} text={t('live.notFoundNext')} />}
        {level.point ? <MeterNow park={park} point={level.point} /> : null}
        {level.rows.length > 0 ? <LevelFigures level={level} medium={shownMedium} /> : null}
        {level.rows.length > 0 ? (
          <DataTable
            key={`${level.crumbs.at(-1)?.kind ?? 'park'} ${shownMedium}`}
            label={t('nav.live')}
            columns={columns}
            rows={level.rows}
            keyOf={keyOf}
            sorted={BY_POWER}
            hrefOf={(row) => hrefOf(row.to)}
          />
        ) : null}
        {level.found && level.point === null && level.rows.length === 0 ? (
          <Notice title={t('live.none')} text={t('live.noneNext')} />
        ) : null}
      </div>
    </div>
  );
}

const BY_POWER = { key: 'power', descending: true } as const;

const keyOf = ({ key }: DrillRow): string => key;

const NO_NAMES: ReadonlyMap<string, Words> = new Map();

/** Tenants by code. Who may not read the accounts still sees their codes. */
const useAccountNames = (park: string): ReadonlyMap<string, Words> => {
  const lines = dataOf(useQuery(`accounts ${park}`, (signal) => askAccounts(park, signal)));
  return useMemo(() => (lines ? new Map(lines.map(({ code, name }) => [code, name])) : NO_NAMES), [lines]);
};
