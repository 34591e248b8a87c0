'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { CHANNELS } from '../../rpc/counter-api.ts';
import { askTakings, type TakingsLine } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { daysOfMonth } from '../calendar.ts';
import { parkColumn, sparseYuanColumn, yuanColumn } from './columns.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import type { ReportProps } from './Reports.tsx';
import { sumYuan } from './sums.ts';

/** What each clerk took and gave back, by cash, card and slip. */
export function Takings(props: ReportProps) {
  const { park, from, to } = props;
  const days = { from: String(daysOfMonth(from).first), to: String(daysOfMonth(to).last) };
  const query = useQuery(`takings ${park} ${from} ${to}`, (signal) => askTakings({ park, ...days }, signal));
  return (
    <ReportCard kind="takings" of={props} query={query} empty={(rows) => rows.length === 0}>
      {(rows) => <Shown rows={rows} park={park} />}
    </ReportCard>
  );
}

const SUMS = ['topUpsYuan', 'refundsYuan', 'depositsYuan', 'closingsYuan'] as const;
const netOf = (row: TakingsLine): string => sumYuan(SUMS, (sum) => row[sum]);

function Shown({ rows, park }: { readonly rows: readonly TakingsLine[]; readonly park: string | null }) {
  const t = useWords();
  const columns: readonly Column<TakingsLine>[] = [
    { key: 'clerk', head: t('counter.clerk'), cell: ({ clerk }) => clerk, sort: (a, b) => a.clerk.localeCompare(b.clerk), phone: 'title' },
    ...parkColumn<TakingsLine>(park, t('reports.park')),
    { key: 'channel', head: t('counter.way'), cell: ({ channel }) => t(`counter.channel.${channel}`), phone: 'note' },
    {
      key: 'receipts',
      head: t('counter.receipts'),
      cell: ({ receipts }) => receipts,
      figure: true,
      sort: (a, b) => a.receipts - b.receipts,
      phone: 'end',
      phoneName: t('counter.receipts'),
    },
    ...SUMS.map((sum) => sparseYuanColumn<TakingsLine>(sum, t(`reports.takings.${sum}`), (row) => row[sum])),
    yuanColumn('net', t('reports.net'), netOf, { phone: 'value', unit: t('unit.yuan') }),
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('reports.net'), value: yuanGrouped(sumYuan(rows, netOf)) },
          ...CHANNELS.map((channel) => ({
            name: t(`counter.channel.${channel}`),
            value: yuanGrouped(
              sumYuan(
                rows.filter((row) => row.channel === channel),
                netOf,
              ),
            ),
          })),
        ]}
      />
      <DataTable
        label={t('reports.name.takings')}
        columns={columns}
        rows={rows}
        keyOf={(row) => [row.park, row.clerk, row.channel].join(' ')}
      />
    </>
  );
}
