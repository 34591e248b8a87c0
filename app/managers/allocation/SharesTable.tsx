'use client';

import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import type { ShareLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { type Bearer, bearersOf, compareFen, fenText, kWhText } from './figures.ts';
import type { AllocationNames } from './use-allocation-names.ts';

interface Props {
  readonly shares: readonly ShareLine[];
  readonly names: AllocationNames;
  readonly hrefOf: (account: string | null) => string;
}

/** On a phone: those who bear most. */
const PHONE_ROWS = 6;

/** Who bears what; each line leads to how it came about. */
export function SharesTable({ shares, names, hrefOf }: Props) {
  const t = useWords();
  const rows = useMemo(() => bearersOf(shares), [shares]);
  const columns = useMemo((): readonly Column<Bearer>[] => {
    const money = (key: 'shared' | 'loss' | 'other'): Column<Bearer> => ({
      key,
      head: t(`allocation.column.${key}`),
      figure: true,
      cell: (row) => fenText(row[key]),
      sort: (a, b) => compareFen(a[key], b[key]),
    });
    return [
      {
        key: 'name',
        head: t('allocation.bearer'),
        phone: 'title',
        cell: ({ account }) => names.account(account),
        sort: (a, b) => names.account(a.account).localeCompare(names.account(b.account)),
      },
      { key: 'code', head: t('allocation.code'), phone: 'note', cell: ({ account }) => account ?? '–' },
      { key: 'wh', head: 'kWh', figure: true, phone: 'end', unit: 'kWh', cell: ({ wh }) => kWhText(wh), sort: (a, b) => a.wh - b.wh },
      money('shared'),
      money('loss'),
      money('other'),
      {
        key: 'amount',
        head: t('allocation.column.amount'),
        figure: true,
        phone: 'value',
        unit: t('unit.yuan'),
        cell: ({ amount }) => <b>{fenText(amount)}</b>,
        sort: (a, b) => compareFen(a.amount, b.amount),
      },
    ];
  }, [t, names]);
  return (
    <DataTable
      label={t('allocation.shares')}
      columns={columns}
      rows={rows}
      keyOf={({ account }) => account ?? ''}
      hrefOf={({ account }) => hrefOf(account)}
      phoneRows={PHONE_ROWS}
      sorted={{ key: 'amount', descending: true }}
    />
  );
}
