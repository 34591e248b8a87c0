'use client';

import { yuanGrouped } from '../../format/money.ts';
import { Bone } from '../../parts/Bone.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askPurchases } from '../../rpc/purchase-api.ts';
import type { PurchaseKind, PurchaseLine } from '../../rpc/purchase-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { monthBefore } from '../calendar.ts';
import { BillState } from './BillsCard.tsx';

interface Props {
  readonly park: string;
  readonly latest: string;
  readonly root: string;
}

interface Row {
  readonly month: string;
  readonly grid: PurchaseLine | null;
  readonly pv: PurchaseLine | null;
}

const MONTHS = 12;
const PHONE_MONTHS = 4;

/** A year of months with what was bought in each. */
export function MonthsCard({ park, latest, root }: Props) {
  const t = useWords();
  const months = Array.from({ length: MONTHS - 1 }).reduce<string[]>((all) => [...all, monthBefore(all.at(-1) ?? latest)], [latest]);
  const query = useQuery(`purchases ${park} ${latest}`, (signal) =>
    askPurchases({ park, from: months.at(-1) ?? latest, to: latest }, signal),
  );
  const byMonth = new Map(query.type === 'ready' ? query.data.map(({ month, bills }) => [month, bills] as const) : []);
  const rows = months.map((month): Row => {
    const bills = byMonth.get(month) ?? [];
    const of = (kind: PurchaseKind) => bills.find((one) => one.kind === kind && one.state !== 'taken') ?? null;
    return { month, grid: of('grid'), pv: of('pv') };
  });
  const yuanOf = (bill: PurchaseLine | null) => (bill === null ? '–' : yuanGrouped(bill.yuan));
  const columns: readonly Column<Row>[] = [
    { key: 'month', head: t('purchase.month'), cell: ({ month }) => month, phone: 'title' },
    { key: 'grid', head: t('purchase.kind.grid'), cell: ({ grid }) => yuanOf(grid), figure: true, phone: 'value' },
    { key: 'gridState', head: '', cell: ({ grid }) => <BillState bill={grid} />, phone: 'note' },
    { key: 'pv', head: t('purchase.kind.pv'), cell: ({ pv }) => yuanOf(pv), figure: true, phone: 'end', phoneName: t('purchase.kind.pv') },
    { key: 'pvState', head: '', cell: ({ pv }) => <BillState bill={pv} /> },
  ];
  return (
    <Card title={t('purchase.months')} note={t('unit.yuan')}>
      {query.type === 'loading' ? <Bone height="20em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? (
        <DataTable
          label={t('purchase.months')}
          columns={columns}
          rows={rows}
          phoneRows={PHONE_MONTHS}
          keyOf={({ month }) => month}
          hrefOf={({ month }) => `${root}?month=${month}`}
        />
      ) : null}
    </Card>
  );
}
