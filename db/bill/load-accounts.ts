import { POOL_KINDS } from '#domain/allocation/rules.ts';
import type { BilledShare } from '#domain/bill/compose-bill.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { atMs, bigIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

export interface BillAccount {
  readonly id: number;
  readonly code: string;
  readonly kind: 'prepaid' | 'postpaid';
  /** Quarters of an hour that its meters counted in the month, and that they should have. */
  readonly slots: number;
  readonly slotsExpected: number;
}

const ACCOUNTS = `
  select a.id, a.code, a.kind,
    coalesce((select sum(c.slots) from accrual c where c.account_id = a.id and c.day >= $2::date and c.day < ($2::date + interval '1 month')), 0)::bigint as slots,
    coalesce((select sum(extract(epoch from least(coalesce(g.to_at, 'infinity'), ${atMs('$4')}) - greatest(g.from_at, ${atMs('$3')})) / 900)
      from assignment g where g.account_id = a.id and g.from_at < ${atMs('$4')} and (g.to_at is null or g.to_at > ${atMs('$3')})), 0)::bigint as expected
  from account a where a.id = any($1::int[]) and a.kind in ('prepaid', 'postpaid') order by a.id`;

/** Accounts that are billed, in order of their ids. */
export const selectBillAccounts = (
  db: Queryable,
  { zone, month }: { readonly zone: string; readonly month: ParkDay },
  ids: readonly number[],
): Promise<BillAccount[]> => {
  const { from, to } = monthRange(month, zone);
  return rowsOf(db, ACCOUNTS, [ids, month, from, to], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    kind: row.kind === 'prepaid' ? 'prepaid' : 'postpaid',
    slots: wholeIn(row, 'slots'),
    slotsExpected: wholeIn(row, 'expected'),
  }));
};

const SHARES = `
  select s.account, s.grp, s.kind, s.via, s.wh::text as wh, s.fen::text as fen, r.revision
  from allocation_run r join allocation_share s on s.run_id = r.id
  where r.id = $1::bigint and s.account = any($2::text[]) order by s.account, s.grp, s.kind, s.via`;

/** Shares by account code, without the steps that led to them. */
export async function selectShares(db: Queryable, runId: string, accounts: readonly string[]): Promise<ReadonlyMap<string, BilledShare[]>> {
  const rows = await rowsOf(db, SHARES, [runId, accounts], (row) => ({
    account: textIn(row, 'account'),
    group: textIn(row, 'grp') || null,
    kind: kindIn(textIn(row, 'kind')),
    via: textIn(row, 'via') || null,
    revision: wholeIn(row, 'revision'),
    wh: orNull(row, 'wh', bigIn),
    amount: orNull(row, 'fen', (one, column) => fen(bigIn(one, column))),
  }));
  return Map.groupBy(rows, ({ account }) => account);
}

const kindIn = (text: string): string => {
  const kind = POOL_KINDS.find((one) => one === text);
  if (!kind) throw new TypeError(`allocation_share: ${text} is no kind`);
  return kind;
};
