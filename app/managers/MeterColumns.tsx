'use client';

import { useMemo } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import type { Column } from '../parts/DataTable.tsx';
import type { QualityLine } from '../rpc/shapes.ts';
import { type Translate, useNames, useWords } from '../words/use-words.ts';
import { MeterAge, MeterMarks, MeterName, MeterNote, MeterPower, MeterRegister, MeterToday, Relay } from './MeterCells.tsx';
import { MeterGaps, MeterQuality, readShare } from './MeterQuality.tsx';

export type QualityByPoint = ReadonlyMap<string, QualityLine>;

/** Where nobody asked how well the meters were read. */
const NO_QUALITY: QualityByPoint = new Map();

/** Columns of the list of meters. Cells of figures follow the board by themselves. */
export const useMeterColumns = (park: string, quality: QualityByPoint = NO_QUALITY): readonly Column<PointBoard>[] => {
  const t = useWords();
  const nameOf = useNames();
  return useMemo(
    () => [
      {
        key: 'name',
        head: t('meters.point'),
        phone: 'title',
        cell: (point) => <MeterName point={point} />,
        sort: (a, b) => nameOf(a.name).localeCompare(nameOf(b.name), 'zh-CN', { numeric: true }),
      },
      {
        key: 'serial',
        head: t('meters.serial'),
        cell: ({ serial }) => serial ?? '–',
        sort: (a, b) => (a.serial ?? '').localeCompare(b.serial ?? '', 'en', { numeric: true }),
      },
      { key: 'role', head: t('meters.role'), cell: ({ role }) => t(`role.${role}`), sort: (a, b) => a.role.localeCompare(b.role, 'en') },
      {
        key: 'age',
        head: t('meters.lastSeen'),
        figure: true,
        phone: 'end',
        cell: ({ code }) => <MeterAge park={park} code={code} />,
        sort: (a, b) => (a.at ?? 0) - (b.at ?? 0),
      },
      {
        key: 'power',
        head: t('meters.power'),
        figure: true,
        phone: 'value',
        cell: ({ code }) => <MeterPower park={park} code={code} />,
        sort: (a, b) => (a.power ?? 0) - (b.power ?? 0),
      },
      {
        key: 'today',
        head: t('meters.today'),
        figure: true,
        cell: ({ code }) => <MeterToday park={park} code={code} span="today" />,
        sort: (a, b) => a.today - b.today,
      },
      {
        key: 'month',
        head: t('meters.month'),
        figure: true,
        cell: ({ code }) => <MeterToday park={park} code={code} span="month" />,
        sort: (a, b) => a.month - b.month,
      },
      { key: 'register', head: t('meters.register'), figure: true, cell: ({ code }) => <MeterRegister park={park} code={code} /> },
      ...(quality === NO_QUALITY ? [] : qualityColumns(t, quality)),
      { key: 'relay', head: t('meters.relay'), cell: (point) => <Relay point={point} /> },
      { key: 'marks', head: t('meters.marks'), cell: ({ code }) => <MeterMarks park={park} code={code} /> },
      { key: 'note', head: '', phone: 'note', phoneOnly: true, cell: (point) => <MeterNote park={park} code={point.code} /> },
    ],
    [t, nameOf, park, quality],
  );
};

const qualityColumns = (t: Translate, quality: QualityByPoint): readonly Column<PointBoard>[] => {
  const known = ({ code }: PointBoard): number => readShare(quality.get(code) ?? null) ?? -1;
  const gaps = ({ code }: PointBoard): number => quality.get(code)?.gaps.length ?? 0;
  return [
    {
      key: 'quality',
      head: t('meters.quality'),
      figure: true,
      cell: ({ code }) => <MeterQuality quality={quality.get(code) ?? null} />,
      sort: (a, b) => known(a) - known(b),
    },
    {
      key: 'gaps',
      head: t('meters.gaps'),
      figure: true,
      cell: ({ code }) => <MeterGaps quality={quality.get(code) ?? null} />,
      sort: (a, b) => gaps(a) - gaps(b),
    },
  ];
};
