'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { askHeld, type HeldLine } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { daysOfMonth, earlier } from '../calendar.ts';
import { ACCOUNT_ROWS, accountColumns, sparseYuanColumn } from './columns.tsx';
import { Figures, ReportCard } from './ReportCard.tsx';
import type { ReportProps } from './Reports.tsx';
import { sumYuan } from './sums.ts';

/** What the park holds for its accounts at the end of a month, or today. */
export function Held(props: ReportProps) {
  const { park, to, today } = props;
  const day = String(earlier(daysOfMonth(to).last, today));
  const query = useQuery(`held ${park} ${day}`, (signal) => askHeld({ park, day }, signal));
  return (
    <ReportCard kind="held" of={props} query={query} empty={(rows) => rows.length === 0}>
      {(rows) => <Shown rows={rows} park={park} day={day} />}
    </ReportCard>
  );
}

const SUMS = ['walletYuan', 'depositYuan', 'receivableYuan'] as const;
const WALLETS = { above: (yuan: string) => !yuan.startsWith('-'), below: (yuan: string) => yuan.startsWith('-') } as const;

function Shown({ rows, park, day }: { readonly rows: readonly HeldLine[]; readonly park: string | null; readonly day: string }) {
  const t = useWords();
  const nameOf = useNames();
  const wallets = (which: keyof typeof WALLETS) =>
    sumYuan(
      rows.filter(({ walletYuan }) => WALLETS[which](walletYuan)),
      ({ walletYuan }) => walletYuan,
    );
  const columns: readonly Column<HeldLine>[] = [
    ...accountColumns<HeldLine>(park, t, nameOf),
    ...SUMS.map((sum) =>
      sparseYuanColumn<HeldLine>(sum, t(`reports.heldSum.${sum}`), (row) => row[sum], {
        ...(sum === 'walletYuan' ? { phone: 'value', unit: t('unit.yuan') } : {}),
        ...(sum === 'depositYuan' ? { phone: 'end', phoneName: t('opening.deposit') } : {}),
      }),
    ),
  ];
  return (
    <>
      <Figures
        all={[
          { name: t('reports.heldWallets'), value: yuanGrouped(wallets('above')), note: t('reports.at', { day }) },
          { name: t('reports.heldDebts'), value: yuanGrouped(wallets('below')) },
          { name: t('reports.heldSum.depositYuan'), value: yuanGrouped(sumYuan(rows, ({ depositYuan }) => depositYuan)) },
          { name: t('reports.heldSum.receivableYuan'), value: yuanGrouped(sumYuan(rows, ({ receivableYuan }) => receivableYuan)) },
        ]}
      />
      <DataTable label={t('reports.name.held')} columns={columns} rows={rows} {...ACCOUNT_ROWS} />
    </>
  );
}
