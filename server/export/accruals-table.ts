import { type AccountStepDay, selectStepDays } from '#db/bill/load-step-days.ts';
import { countExportUse, type ExportAccount, type ExportUse, selectExportAccounts, selectExportUse } from '#db/queries/export.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { exactYuan } from '../trpc/exact-yuan.ts';
import { type Asked, accountsAsked, columnsOf, fileNameOf, tooManyRows } from './asked.ts';
import { kiloText } from './local-text.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const HEADS = ['day', 'account', 'name', 'point', 'period', 'quantity', 'charge', 'tier', 'inTier'] as const;

/**
 * What accounts used and were charged, a line a day, point and period: exact, closed quarters of an hour only. What a tier added to a day is a line of
 * its own behind them, without a point; the quantity in it is a part of theirs and stands in a column of its own, so that columns add up.
 */
export async function accrualsTable(asked: Asked): Promise<Table> {
  const { ctx, query, range } = asked;
  const { db } = ctx.services;
  const codes = accountsAsked(asked);
  const accounts = await selectExportAccounts(db, query.park, codes);
  const accountIds = accounts.map(({ id }) => id);
  const days = await countExportUse(db, { accountIds, from: range.first, to: range.last });
  if (days.reduce((sum, { lines }) => sum + lines, 0) > asked.rowsMax) throw tooManyRows(asked);
  const known = new Map(accounts.map((account) => [account.id, account]));
  // A tier is of all points of an account together.
  const tiers = query.point === undefined ? await selectStepDays(db, accountIds, { from: range.first, to: range.last }) : [];
  if (days.reduce((sum, { lines }) => sum + lines, tiers.length) > asked.rowsMax) throw tooManyRows(asked);
  const tiersOn = Map.groupBy(tiers, ({ day }) => day);
  async function* batches() {
    for (const stretch of stretchesOf(days)) {
      const lines = (await selectExportUse(db, { accountIds, ...stretch })).filter(
        ({ point }) => query.point === undefined || point === query.point,
      );
      const more = [...tiersOn].flatMap(([day, own]) => (day >= stretch.from && day <= stretch.to ? own : []));
      yield [...lines, ...more]
        .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.accountId - b.accountId))
        .map((line) => {
          const account = known.get(line.accountId);
          return 'component' in line ? tierRowOf(asked, line, account) : rowOf(asked, line, account);
        });
    }
  }
  return {
    title: headOf('accruals', query.lang),
    fileName: fileNameOf(asked, 'accruals'),
    columns: columnsOf(HEADS, ['quantity', 'charge', 'inTier'], asked),
    batches: batches(),
  };
}

/** Days that make up a batch together; one that is larger is one by itself. */
export function* stretchesOf(
  days: readonly { readonly day: ParkDay; readonly lines: number }[],
): Generator<{ readonly from: ParkDay; readonly to: ParkDay }> {
  let open: { from: ParkDay; to: ParkDay; lines: number } | undefined;
  for (const { day, lines } of days) {
    if (open !== undefined && open.lines + lines <= ROWS_A_BATCH) {
      open = { from: open.from, to: day, lines: open.lines + lines };
      continue;
    }
    if (open !== undefined) yield { from: open.from, to: open.to };
    open = { from: day, to: day, lines };
  }
  if (open !== undefined) yield { from: open.from, to: open.to };
}

const rowOf = ({ query: { lang } }: Asked, line: ExportUse, account: ExportAccount | undefined): Row => [
  line.day,
  account?.code ?? null,
  account?.name[lang] ?? null,
  line.point,
  line.versionId === null ? null : wordOf(PERIODS[line.period] ?? null, lang),
  kiloText(line.quantity),
  exactYuan(line.charge),
  null,
  null,
];

const tierRowOf = ({ query: { lang } }: Asked, tier: AccountStepDay, account: ExportAccount | undefined): Row => [
  tier.day,
  account?.code ?? null,
  account?.name[lang] ?? null,
  null,
  null,
  null,
  exactYuan(tier.charge),
  tier.name[lang],
  kiloText(tier.used),
];
