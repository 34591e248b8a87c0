import type { BilledShare } from '#domain/bill/compose-bill.ts';
import type { SharedAnew } from '#domain/bill/share-corrections.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { bigIn, dayIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { BillAccount } from './load-accounts.ts';
import { selectBillShares } from './load-shares.ts';
import { IS_SAID } from './load-use.ts';

/** A month whose sharing was made anew, by its last revision. */
export interface RevisedMonth {
  readonly month: ParkDay;
  readonly runId: string;
  readonly revision: number;
  readonly inputHash: string;
  readonly frozen: boolean;
}

const REVISED = `
  select distinct on (month) month::text as month, id::text as id, revision, input_hash, state from allocation_run
  where park_id = $1 and month < $2::date and month >= $3::date and revision > 1 order by month, revision desc`;

/** Earlier months, from `since` on, that were shared anew; those that stopped are left as they were billed. */
export const selectRevised = async (db: Queryable, { parkId, month }: BillMonth, since: ParkDay): Promise<readonly RevisedMonth[]> =>
  (
    await rowsOf(db, REVISED, [parkId, month, since], (row) => ({
      month: dayIn(row, 'month'),
      runId: textIn(row, 'id'),
      revision: wholeIn(row, 'revision'),
      inputHash: textIn(row, 'input_hash'),
      frozen: row.state === 'frozen',
      stopped: row.state === 'stopped',
    }))
  ).filter(({ stopped }) => !stopped);

const BILLED = `
  with b as materialized (select id, account_id from bill where account_id = any($1::int[]) and ${IS_SAID})
  select b.account_id, l.of_month::text as month, l.share ->> 'group' as grp, l.share ->> 'kind' as kind, l.share ->> 'via' as via,
    max(coalesce((l.share ->> 'revision')::int, 1)) as revision, sum(l.quantity)::text as wh, sum(l.amount_fen)::text as fen
  from b cross join lateral (select of_month, share, quantity, amount_fen from bill_line where bill_id = b.id offset 0) as l
  where l.share is not null and l.of_month = any($2::date[])
  group by 1, 2, 3, 4, 5 having coalesce(sum(l.quantity), 0) <> 0 or sum(l.amount_fen) <> 0 order by 1, 2, 3, 4, 5`;

interface SharedBefore extends BilledShare {
  readonly accountId: number;
  readonly month: ParkDay;
}

const selectBilledShares = (db: Queryable, accountIds: readonly number[], months: readonly ParkDay[]): Promise<SharedBefore[]> =>
  rowsOf(db, BILLED, [accountIds, months], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    month: dayIn(row, 'month'),
    group: orNull(row, 'grp', textIn),
    kind: textIn(row, 'kind'),
    via: orNull(row, 'via', textIn),
    revision: wholeIn(row, 'revision'),
    wh: orNull(row, 'wh', bigIn),
    amount: fen(bigIn(row, 'fen')),
  }));

const OPEN = `
  select account_id, month::text as month from bill
  where account_id = any($1::int[]) and month = any($2::date[]) and kind <> 'reversal' and state in ('draft', 'checked')`;

/** What each account's bill corrects of earlier sharing: months shared anew, and the month itself where later bills spoke of it. By account id. */
export async function loadSharedAnew(
  db: Queryable,
  of: BillMonth,
  { accounts, revised }: { readonly accounts: readonly BillAccount[]; readonly revised: readonly RevisedMonth[] },
): Promise<ReadonlyMap<number, readonly SharedAnew[]>> {
  const ids = accounts.map(({ id }) => id);
  const billed = await selectBilledShares(db, ids, [...revised.map(({ month }) => month), of.month]);
  const before = Map.groupBy(billed, ({ accountId, month }) => keyOf(accountId, month));
  const open = new Set(
    await rowsOf(db, OPEN, [ids, revised.map(({ month }) => month)], (row) => keyOf(wholeIn(row, 'account_id'), dayIn(row, 'month'))),
  );
  const shares = new Map<string, ReadonlyMap<string, readonly BilledShare[]>>();
  for (const { month, runId, revision } of revised) shares.set(month, await selectBillShares(db, { id: runId, revision }, accounts));
  return new Map(
    accounts.map(({ id, code }) => {
      // Who still has a bill to come for the month has all of it on that one.
      const earlier = revised
        .filter(({ month }) => !open.has(keyOf(id, month)))
        .map(({ month, revision }): SharedAnew => {
          const of = keyOf(id, month);
          return {
            month: monthOf(month),
            revision,
            shares: shares.get(month)?.get(code) ?? [],
            billed: before.get(of) ?? [],
            again: false,
          };
        });
      const own = before.get(keyOf(id, of.month)) ?? [];
      const again =
        own.length === 0 ? [] : [{ month: monthOf(of.month), revision: own[0]?.revision ?? 1, shares: [], billed: own, again: true }];
      return [id, [...earlier, ...again]] as const;
    }),
  );
}

const keyOf = (accountId: number, month: ParkDay): string => `${accountId} ${month}`;
