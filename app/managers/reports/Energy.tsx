'use client';

import { grouped, percent } from '../../format/quantity.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { askEnergy, type EnergyLine } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { parkColumn } from './columns.tsx';
import { MonthBars } from './MonthBars.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import type { ReportProps } from './Reports.tsx';
import { distinct } from './sums.ts';

/** Where electricity went, month by month, and how much of it was lost. */
export function Energy(props: ReportProps) {
  const { park, from, to } = props;
  const query = useQuery(`energy ${park} ${from} ${to}`, (signal) => askEnergy({ park, from, to }, signal));
  return (
    <ReportCard kind="energy" of={props} query={query} empty={(rows) => rows.length === 0}>
      {(rows) => <Shown rows={rows} park={park} />}
    </ReportCard>
  );
}

const PARTS = ['tenantWh', 'sharedWh', 'lineLossWh', 'transformerLossWh'] as const;
const MWH = 1_000_000;

const sumOf = (rows: readonly EnergyLine[], of: (row: EnergyLine) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
const lostOf = ({ lineLossWh, transformerLossWh }: EnergyLine): number => lineLossWh + transformerLossWh;
/** A month's sums are read, not added up: whole kWh. The export has every Wh. */
const wholeKWh = (wh: number): string => grouped(Math.round(wh / 1_000));
const shareText = (part: number, whole: number): string => (whole > 0 ? `${percent(part / whole, 2)} %` : '–');

function Shown({ rows, park }: { readonly rows: readonly EnergyLine[]; readonly park: string | null }) {
  const t = useWords();
  const months = distinct(rows, ({ month }) => month);
  const input = sumOf(rows, ({ inputWh }) => inputWh);
  const columns: readonly Column<EnergyLine>[] = [
    { key: 'month', head: t('finance.month'), cell: ({ month }) => month, sort: (a, b) => (a.month < b.month ? -1 : 1), phone: 'title' },
    ...parkColumn<EnergyLine>(park, t('reports.park')),
    {
      key: 'input',
      head: `${t('reports.input')} kWh`,
      cell: ({ inputWh }) => wholeKWh(inputWh),
      figure: true,
      sort: (a, b) => a.inputWh - b.inputWh,
      phone: 'value',
      unit: 'kWh',
    },
    ...PARTS.map(
      (part): Column<EnergyLine> => ({
        key: part,
        head: `${t(`allocation.part.${part}`)} kWh`,
        cell: (row) => wholeKWh(row[part]),
        figure: true,
        sort: (a, b) => a[part] - b[part],
      }),
    ),
    {
      key: 'rate',
      head: t('reports.lossRate'),
      cell: (row) => shareText(lostOf(row), row.inputWh),
      figure: true,
      sort: (a, b) => lostOf(a) / a.inputWh - lostOf(b) / b.inputWh,
      phone: 'end',
      phoneName: t('reports.lossRate'),
    },
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('reports.input'), value: `${wholeKWh(input)} kWh` },
          { name: t('reports.lossRate'), value: shareText(sumOf(rows, lostOf), input) },
          {
            name: t('reports.sharedRate'),
            value: shareText(
              sumOf(rows, ({ sharedWh }) => sharedWh),
              input,
            ),
          },
        ]}
      />
      <MonthBars
        label={t('reports.name.energy')}
        names={months}
        parts={PARTS.map((part) => ({
          name: t(`allocation.part.${part}`),
          values: months.map(
            (month) =>
              sumOf(
                rows.filter((row) => row.month === month),
                (row) => row[part],
              ) / MWH,
          ),
        }))}
        unit="MWh"
      />
      <DataTable
        label={t('reports.name.energy')}
        columns={columns}
        rows={rows.toReversed()}
        keyOf={({ park: code, month }) => `${code} ${month}`}
      />
    </>
  );
}
