'use client';

import { useMemo } from 'react';
import type { BalanceLevel } from '#domain/board/board.ts';
import { fenOf } from '../format/money.ts';
import { inScale, KW } from '../format/quantity.ts';
import type { Column } from '../parts/DataTable.tsx';
import { useDaysLeft } from '../parts/use-days-left.ts';
import type { AccountLine } from '../rpc/shapes.ts';
import { useNames, useWords } from '../words/use-words.ts';
import { AccountAge, AccountName, AccountNote, Amount, Cut, Level } from './AccountCells.tsx';

const ORDER: Readonly<Record<BalanceLevel, number>> = { exhausted: 0, alarm2: 1, alarm1: 2, ok: 3 };

/** Columns of the list of accounts, money in yuan. */
export const useAccountColumns = (): readonly Column<AccountLine>[] => {
  const t = useWords();
  const nameOf = useNames();
  const daysLeft = useDaysLeft();
  return useMemo(
    () => [
      {
        key: 'name',
        head: t('accounts.name'),
        phone: 'title',
        cell: (account) => <AccountName account={account} />,
        sort: (a, b) => nameOf(a.name).localeCompare(nameOf(b.name), 'zh-CN'),
      },
      {
        key: 'level',
        head: t('accounts.level'),
        cell: (account) => <Level account={account} />,
        sort: (a, b) => ORDER[a.level] - ORDER[b.level] || byDays(a.daysLeft, b.daysLeft) || byFen(a.available, b.available),
      },
      {
        key: 'available',
        head: t('accounts.available'),
        figure: true,
        phone: 'value',
        cell: ({ available, kind }) => <Amount yuan={available} strong owes={kind === 'prepaid'} />,
        sort: (a, b) => byFen(a.available, b.available),
      },
      {
        key: 'daysLeft',
        head: t('accounts.daysLeft'),
        figure: true,
        cell: (account) => daysLeft(account.kind === 'prepaid' ? account.daysLeft : null),
        sort: (a, b) => byDays(a.daysLeft, b.daysLeft),
      },
      {
        key: 'ledger',
        head: t('accounts.ledger'),
        figure: true,
        cell: ({ ledger }) => <Amount yuan={ledger} />,
        sort: (a, b) => byFen(a.ledger, b.ledger),
      },
      {
        key: 'unposted',
        head: t('accounts.unposted'),
        figure: true,
        cell: ({ unposted }) => <Amount yuan={unposted} />,
        sort: (a, b) => byFen(a.unposted, b.unposted),
      },
      {
        key: 'todayYuan',
        head: t('accounts.today'),
        figure: true,
        cell: ({ todayYuan }) => <Amount yuan={todayYuan} />,
        sort: (a, b) => byFen(a.todayYuan, b.todayYuan),
      },
      {
        key: 'monthYuan',
        head: t('accounts.month'),
        figure: true,
        cell: ({ monthYuan }) => <Amount yuan={monthYuan} />,
        sort: (a, b) => byFen(a.monthYuan, b.monthYuan),
      },
      { key: 'power', head: t('accounts.power'), figure: true, cell: ({ power }) => inScale(power, KW), sort: (a, b) => a.power - b.power },
      { key: 'cut', head: t('accounts.supply'), cell: ({ cut }) => <Cut cut={cut} /> },
      { key: 'age', head: t('accounts.asOf'), figure: true, phone: 'end', cell: (account) => <AccountAge account={account} /> },
      { key: 'note', head: '', phone: 'note', phoneOnly: true, cell: (account) => <AccountNote account={account} /> },
    ],
    [t, nameOf, daysLeft],
  );
};

const byFen = (a: string, b: string): number => {
  const difference = fenOf(a) - fenOf(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Accounts without a pace come last. */
const byDays = (a: number | null, b: number | null): number => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE);
