'use client';

import { useMemo } from 'react';
import type { Medium } from '#domain/units/quantity.ts';
import { energyScale, inScale, powerScale, type Scale, waterFlowScale, waterScale } from '../../format/quantity.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { GlideNumber } from '../../parts/Glide.tsx';
import { RefinedMark } from '../../past/RefinedMark.tsx';
import { useWords } from '../../words/use-words.ts';
import { Density, RowName, ShareBar, StateNote } from './DrillCells.tsx';
import type { DrillRow } from './drill.ts';
import type { Place } from './place.ts';
import { useRowName } from './use-row-name.ts';

/** Columns of a level. Meters have no area, and the meters of one tenant no meters of their own. */
export const useDrillColumns = (medium: Medium, place: Place): readonly Column<DrillRow>[] => {
  const t = useWords();
  const nameOf = useRowName();
  const isMeters = place.group !== null;
  return useMemo(() => {
    const power = medium === 'water' ? waterFlowScale : powerScale;
    const used = medium === 'water' ? waterScale : energyScale;
    const columns: readonly (Column<DrillRow> & { readonly not?: boolean })[] = [
      {
        key: 'name',
        head: t('live.name'),
        phone: 'title',
        cell: (row) => <RowName row={row} />,
        sort: (a, b) => nameOf(a).localeCompare(nameOf(b), 'zh-CN', { numeric: true }),
      },
      {
        key: 'power',
        head: t('live.now'),
        figure: true,
        phone: 'value',
        cell: (row) => <Figure value={row.power} scale={power(row.power)} glide />,
        // What measures the whole again stands last, however much it draws.
        sort: (a, b) => Number(a.kind !== 'supply') - Number(b.kind !== 'supply') || a.power - b.power,
      },
      { key: 'share', head: t('live.share'), cell: (row) => <ShareBar row={row} />, sort: (a, b) => (a.share ?? -1) - (b.share ?? -1) },
      {
        key: 'density',
        head: 'W/m²',
        figure: true,
        not: medium === 'water' || isMeters,
        cell: (row) => <Density row={row} />,
        sort: (a, b) => (a.density ?? -1) - (b.density ?? -1),
      },
      {
        key: 'today',
        head: t('live.today'),
        figure: true,
        phone: 'end',
        cell: (row) => <Figure value={row.today} scale={used(row.today)} before={t('live.today')} points={row.points} />,
        sort: (a, b) => a.today - b.today,
      },
      {
        key: 'meters',
        head: t('live.meters'),
        figure: true,
        not: isMeters,
        cell: ({ state }) => state.meters,
        sort: (a, b) => a.state.meters - b.state.meters,
      },
      {
        key: 'state',
        head: t('live.state'),
        cell: (row) => <StateNote row={row} />,
        sort: (a, b) => troubles(a) - troubles(b),
      },
      { key: 'note', head: '', phone: 'note', phoneOnly: true, cell: (row) => <ShareBar row={row} /> },
    ];
    return columns.filter(({ not }) => not !== true);
  }, [t, nameOf, medium, isMeters]);
};

const troubles = ({ state }: DrillRow): number => state.offline + state.stale + state.suspect + state.open;

interface FigureProps {
  readonly value: number;
  readonly scale: Scale;
  readonly glide?: boolean;
  /** What a phone, which has no heads of columns, says before it. */
  readonly before?: string;
  /** Marked where later readings of these changed it. */
  readonly points?: readonly string[];
}

const Figure = ({ value, scale, glide = false, before, points }: FigureProps) => (
  <span data-part="figure">
    {before === undefined ? null : <span data-part="before">{before} </span>}
    {glide ? <GlideNumber value={value} scale={scale} /> : inScale(value, scale)}
    <small data-part="unit">{scale.unit}</small>
    {points === undefined ? null : <RefinedMark points={points} small />}
  </span>
);
