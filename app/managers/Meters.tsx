'use client';

import { useMemo, useState } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import { type InstantMs, instantMs, SECOND_MS } from '#domain/time/instant.ts';
import { type Freshness, freshnessOf } from '../format/age.ts';
import { useFromNow } from '../live/use-now.ts';
import { useSampledBoard } from '../live/use-sampled-board.ts';
import { Choice } from '../parts/Choice.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { ExportButton } from '../parts/ExportButton.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { TableBones } from '../parts/TableBones.tsx';
import { useWords } from '../words/use-words.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { ListPage } from './ListPage.tsx';
import { type QualityByPoint, useMeterColumns } from './MeterColumns.tsx';
import { SelectField } from './SelectField.tsx';
import { useChosenColumns } from './use-chosen-columns.ts';
import { useQuality } from './use-quality.ts';

const SAMPLE_MS = 3 * SECOND_MS;
const TICK_MS = 5 * SECOND_MS;

const STATES = ['fresh', 'stale', 'offline', 'suspect', 'open', 'gaps'] as const;
type MeterState = (typeof STATES)[number];

const ROLES = ['grid', 'feeder', 'tenant', 'public', 'pv', 'storage'] as const;

/** All metering points, their figures live. */
export function Meters({ park }: { readonly park: string }) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const [state, setState] = useState('');
  const [role, setRole] = useState('');
  const points = useSampledBoard({ type: 'meters', park }, SAMPLE_MS);
  const tick = useFromNow((time) => Math.floor(time / TICK_MS));
  const all = useMemo(() => Object.values(points ?? {}), [points]);
  const quality = useQuality(park, points === null ? null : all);
  const columns = useChosenColumns('meters', useMeterColumns(park, quality), HIDDEN);
  const now = instantMs((tick ?? 0) * TICK_MS);
  const rows = all.filter(
    (point) =>
      matches(point, search) && (state === '' || isInState(point, state, { now, quality })) && (role === '' || point.role === role),
  );
  const choices = [
    { value: '', word: `${t('all')} ${all.length}` },
    ...STATES.map((value) => ({
      value,
      word: `${t(`meters.state.${value}`)} ${all.filter((point) => isInState(point, value, { now, quality })).length}`,
    })),
  ];
  return (
    <ListPage
      title={t('nav.meters')}
      tools={
        <>
          <Choice label={t('meters.states')} chosen={state} choose={setState} choices={choices} />
          <SelectField
            label={t('meters.role')}
            chosen={role}
            choose={setRole}
            choices={ROLES.map((value) => ({ value, word: t(`role.${value}`) }))}
          />
          <SearchField label={t('meters.search')} text={search} search={setSearch} />
          <ColumnChoice of={columns} />
          <ExportButton kind="meters" query={{ park }} />
        </>
      }
    >
      {points === null || tick === null ? <TableBones /> : null}
      {points !== null && all.length === 0 ? <Notice title={t('meters.none')} text={t('meters.noneNext')} /> : null}
      {all.length > 0 && rows.length === 0 ? <Notice title={t('nothingFound')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('nav.meters')}
          columns={columns.shown}
          rows={rows}
          keyOf={keyOf}
          hrefOf={({ code }) => `/parks/${encodeURIComponent(park)}/meters/${encodeURIComponent(code)}`}
        />
      ) : null}
    </ListPage>
  );
}

/** Of twelve columns these stand aside until somebody wants them. */
const HIDDEN = ['register'];

const keyOf = ({ code }: PointBoard): string => code;

interface Known {
  readonly now: InstantMs;
  readonly quality: QualityByPoint;
}

const isInState = (point: PointBoard, state: MeterState | string, { now, quality }: Known): boolean => {
  if (state === 'gaps') return (quality.get(point.code)?.gaps.length ?? 0) > 0;
  if (state === 'suspect') return point.suspect;
  if (state === 'open') return point.relay === 'open';
  const fresh: Freshness = freshnessOf(point.at, point.intervalS, now);
  return fresh === state;
};

const matches = ({ code, name, serial, account, space }: PointBoard, search: string): boolean =>
  [code, name.zh, name.en, serial ?? '', account ?? '', space ?? ''].some((text) =>
    text.toLowerCase().includes(search.trim().toLowerCase()),
  );
