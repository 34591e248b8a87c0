'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ARREARS_AGES, type ArrearsLine, askArrears } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { ACCOUNT_ROWS, accountColumns, sparseYuanColumn, yuanColumn } from './columns.tsx';
import { MonthBars } from './MonthBars.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import type { ReportProps } from './Reports.tsx';
import { barOf, sumYuan } from './sums.ts';

/** Who owes what on bills, by how long it is overdue. */
export function Arrears(props: ReportProps) {
  const { park } = props;
  const query = useQuery(`arrears ${park}`, (signal) => askArrears(park, signal));
  return (
    <ReportCard kind="arrears" of={props} query={query} empty={(rows) => rows.length === 0}>
      {(rows) => <Shown rows={rows} park={park} />}
    </ReportCard>
  );
}

function Shown({ rows, park }: { readonly rows: readonly ArrearsLine[]; readonly park: string | null }) {
  const t = useWords();
  const nameOf = useNames();
  const ages = ARREARS_AGES.map((age) => ({ age, word: t(`reports.age.${age}`), yuan: sumYuan(rows, ({ owedYuan }) => owedYuan[age]) }));
  const overdue = sumYuan(
    ages.filter(({ age }) => age !== 'notDue'),
    ({ yuan }) => yuan,
  );
  const columns: readonly Column<ArrearsLine>[] = [
    ...accountColumns<ArrearsLine>(park, t, nameOf),
    { key: 'bills', head: t('reports.bills'), cell: ({ bills }) => bills, figure: true, sort: (a, b) => a.bills - b.bills },
    {
      key: 'due',
      head: t('reports.oldestDue'),
      cell: ({ oldestDue }) => oldestDue,
      sort: (a, b) => (a.oldestDue < b.oldestDue ? -1 : 1),
      phone: 'end',
      phoneName: t('reports.oldestDue'),
    },
    ...ages.map(({ age, word }) => sparseYuanColumn<ArrearsLine>(age, word, ({ owedYuan }) => owedYuan[age])),
    sparseYuanColumn('late', t('reports.lateFee'), ({ lateFeeYuan }) => lateFeeYuan),
    yuanColumn('total', t('reports.owed'), ({ totalYuan }) => totalYuan, { phone: 'value', unit: t('unit.yuan') }),
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('reports.overdue'), value: yuanGrouped(overdue) },
          {
            name: t('reports.owed'),
            value: yuanGrouped(sumYuan(rows, ({ totalYuan }) => totalYuan)),
            note: t('reports.accounts', { n: rows.length }),
          },
        ]}
      />
      <MonthBars
        label={t('reports.name.arrears')}
        names={ages.map(({ word }) => word)}
        parts={[{ name: t('reports.owed'), values: ages.map(({ yuan }) => barOf(yuan)) }]}
        unit={t('unit.yuan')}
      />
      <DataTable label={t('reports.name.arrears')} columns={columns} rows={rows} {...ACCOUNT_ROWS} />
    </>
  );
}
