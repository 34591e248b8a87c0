'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { askRevenue, type LedgerLine, type Revenue as RevenueData, type RevenueLine } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { parkColumn, yuanColumn } from './columns.tsx';
import { MonthBars } from './MonthBars.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import styles from './Reports.module.css';
import type { ReportProps } from './Reports.tsx';
import { barsOf, byYuan, distinct, sumYuan } from './sums.ts';

/** What bills were for, with their tax, and whether the ledger says the same. */
export function Revenue(props: ReportProps) {
  const { park, from, to } = props;
  const query = useQuery(`revenue ${park} ${from} ${to}`, (signal) => askRevenue({ park, from, to }, signal));
  return (
    <ReportCard kind="revenue" of={props} query={query} empty={({ rows }) => rows.length === 0}>
      {(data) => <Shown data={data} park={park} />}
    </ReportCard>
  );
}

const KINDS = ['use', 'demand', 'powerFactor', 'share', 'fee', 'correction'] as const;

/** The months of a park summed up by what they were for. */
const summed = (rows: readonly RevenueLine[]): readonly RevenueLine[] => {
  const all = [...Map.groupBy(rows, ({ park, kind, component, item }) => [park, kind, component, item].join(' ')).values()].flatMap(
    (own) => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          ...first,
          exclYuan: sumYuan(own, ({ exclYuan }) => exclYuan),
          taxYuan: sumYuan(own, ({ taxYuan }) => taxYuan),
          totalYuan: sumYuan(own, ({ totalYuan }) => totalYuan),
        },
      ];
    },
  );
  const most = byYuan<RevenueLine>(({ totalYuan }) => totalYuan);
  return all.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || most(b, a));
};

function Shown({ data: { rows, ledger }, park }: { readonly data: RevenueData; readonly park: string | null }) {
  const t = useWords();
  const nameOf = useNames();
  const months = distinct(rows, ({ month }) => month);
  const kinds = KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const kindWord = (kind: RevenueLine['kind']) => t(`bills.group.${kind}`);
  const columns: readonly Column<RevenueLine>[] = [
    { key: 'kind', head: t('reports.kind'), cell: ({ kind }) => kindWord(kind), sort: (a, b) => (a.kind < b.kind ? -1 : 1), phone: 'note' },
    {
      key: 'component',
      head: t('reports.component'),
      cell: ({ name, component }) => (name ? nameOf(name) : componentWord(component, t)),
      phone: 'title',
    },
    ...parkColumn<RevenueLine>(park, t('reports.park')),
    { key: 'item', head: t('reports.item'), cell: ({ item }) => t(`reports.taxItem.${item}`), phone: 'end' },
    yuanColumn('excl', t('reports.excl'), ({ exclYuan }) => exclYuan),
    yuanColumn('tax', t('reports.tax'), ({ taxYuan }) => taxYuan),
    yuanColumn('total', t('reports.total'), ({ totalYuan }) => totalYuan, { phone: 'value', unit: t('unit.yuan') }),
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('reports.total'), value: yuanGrouped(sumYuan(rows, ({ totalYuan }) => totalYuan)) },
          { name: t('reports.excl'), value: yuanGrouped(sumYuan(rows, ({ exclYuan }) => exclYuan)) },
          { name: t('reports.tax'), value: yuanGrouped(sumYuan(rows, ({ taxYuan }) => taxYuan)) },
        ]}
      />
      <Agreement ledger={ledger} />
      <MonthBars
        label={t('reports.name.revenue')}
        names={months}
        parts={kinds.map((kind) => ({
          name: kindWord(kind),
          values: barsOf(
            months,
            rows.filter((row) => row.kind === kind),
            ({ totalYuan }) => totalYuan,
          ),
        }))}
        unit={t('unit.yuan')}
      />
      <DataTable
        label={t('reports.name.revenue')}
        columns={columns}
        rows={summed(rows)}
        keyOf={(row) => [row.park, row.kind, row.component, row.item].join(' ')}
      />
    </>
  );
}

const COMPONENTS = ['sharedArea', 'lineLoss', 'transformerLoss', 'capacity', 'powerFactor', 'demand', 'dailyRounding', 'lateFee'] as const;

/** What is no component of a price has a word of ours; the rest is its code. */
const componentWord = (component: string, t: ReturnType<typeof useWords>): string => {
  const known = COMPONENTS.find((one) => one === component);
  return known ? t(`reports.componentWord.${known}`) : component;
};

/** Bills against the ledger, to the cent; and what was taken and stands on no statement yet. */
function Agreement({ ledger }: { readonly ledger: readonly LedgerLine[] }) {
  const t = useWords();
  const wrong = ledger.filter(({ agrees }) => !agrees);
  const unbilled = sumYuan(ledger, ({ unbilledYuan }) => unbilledYuan);
  return (
    <p className={styles.note} data-wrong={wrong.length > 0} role={wrong.length > 0 ? 'alert' : undefined}>
      {wrong.length > 0
        ? t('reports.disagrees', { months: wrong.map(({ park, month }) => `${park} ${month}`).join(', ') })
        : t('reports.agrees', {
            bills: yuanGrouped(sumYuan(ledger, ({ byBillsYuan }) => byBillsYuan)),
            settlements: yuanGrouped(sumYuan(ledger, ({ bySettlementsYuan }) => bySettlementsYuan)),
          })}{' '}
      {unbilled === '0.00' ? null : t('reports.unbilled', { yuan: yuanGrouped(unbilled) })}
    </p>
  );
}
