'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { askCollection, type CollectionLine } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { rateText } from '../finance/MonthsTable.tsx';
import { parkColumn, yuanColumn } from './columns.tsx';
import { MonthBars } from './MonthBars.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import type { ReportProps } from './Reports.tsx';
import { barsOf, distinct, sumYuan } from './sums.ts';

/** 收缴率: what was paid of what was billed, month by month. */
export function Collection(props: ReportProps) {
  const { park, from, to } = props;
  const query = useQuery(`collection ${park} ${from} ${to}`, (signal) => askCollection({ park, from, to }, signal));
  return (
    <ReportCard kind="collection" of={props} query={query} empty={(rows) => rows.length === 0}>
      {(rows) => <Shown rows={rows} park={park} />}
    </ReportCard>
  );
}

function Shown({ rows, park }: { readonly rows: readonly CollectionLine[]; readonly park: string | null }) {
  const t = useWords();
  const billed = sumYuan(rows, ({ billedYuan }) => billedYuan);
  const paid = sumYuan(rows, ({ paidYuan }) => paidYuan);
  const months = distinct(rows, ({ month }) => month);
  const paidBars = barsOf(months, rows, ({ paidYuan }) => paidYuan);
  const billedBars = barsOf(months, rows, ({ billedYuan }) => billedYuan);
  const columns: readonly Column<CollectionLine>[] = [
    { key: 'month', head: t('finance.month'), cell: ({ month }) => month, sort: (a, b) => (a.month < b.month ? -1 : 1), phone: 'title' },
    ...parkColumn<CollectionLine>(park, t('reports.park')),
    { key: 'bills', head: t('reports.bills'), cell: ({ bills }) => bills, figure: true, sort: (a, b) => a.bills - b.bills },
    yuanColumn('billed', t('finance.billed'), ({ billedYuan }) => billedYuan, { phone: 'value', unit: t('unit.yuan') }),
    yuanColumn('paid', t('finance.paid'), ({ paidYuan }) => paidYuan),
    {
      key: 'rate',
      head: t('finance.rate'),
      cell: ({ paidYuan, billedYuan }) => rateText(paidYuan, billedYuan),
      figure: true,
      phone: 'end',
      phoneName: t('finance.rate'),
    },
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('finance.rate'), value: rateText(paid, billed) },
          { name: t('finance.billed'), value: yuanGrouped(billed) },
          { name: t('finance.paid'), value: yuanGrouped(paid) },
        ]}
      />
      <MonthBars
        label={t('reports.name.collection')}
        names={months}
        parts={[
          { name: t('reports.paid'), values: paidBars },
          { name: t('reports.unpaid'), values: billedBars.map((billedBar, i) => Math.max(0, billedBar - (paidBars[i] ?? 0))) },
        ]}
        unit={t('unit.yuan')}
      />
      <DataTable
        label={t('reports.name.collection')}
        columns={columns}
        rows={rows.toReversed()}
        keyOf={({ park: code, month }) => `${code} ${month}`}
      />
    </>
  );
}
