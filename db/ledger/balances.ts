import type { InstantMs } from '#domain/time/instant.ts';
import type { ReadBalance } from '#domain/twin/set-balance.ts';
import { fen } from '#domain/units/money.ts';
import { atMs, bigIn, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

const balanceFromRow = (row: Row): ReadBalance => ({
  accountId: wholeIn(row, 'account_id'),
  ledger: fen(bigIn(row, 'ledger')),
  posted: fen(bigIn(row, 'posted')),
});

/** One statement, so that both figures are of one moment: a settlement moves them together. */
const BALANCES = `
  with ledgers as (
    select l.account_id, sum(e.amount_fen) as ledger
    from ledger_account l join ledger_entry e on e.ledger_account_id = l.id
    where l.park_id = $1 and l.kind = 'wallet' and ($2::int[] is null or l.account_id = any($2))
    group by l.account_id
  ), settled as (
    select s.account_id, sum(s.posted_fen) as posted
    from settlement_line s join account a on a.id = s.account_id
    where a.park_id = $1 and ($2::int[] is null or s.account_id = any($2))
    group by s.account_id
  )
  select account_id, coalesce(ledger, 0)::text as ledger, coalesce(posted, 0)::text as posted
  from ledgers full join settled using (account_id)`;

/** Balances of a park's accounts, of all or of some. One that was never booked to is not among them. */
export const readBalances = (db: Queryable, parkId: number, accountIds: readonly number[] | null): Promise<ReadBalance[]> =>
  rowsOf(db, BALANCES, [parkId, accountIds], balanceFromRow);

const BALANCES_AT = `
  select l.account_id, sum(e.amount_fen)::text as ledger, coalesce(-sum(e.amount_fen) filter (where t.kind = 'usage'), 0)::text as posted
  from ledger_account l join ledger_entry e on e.ledger_account_id = l.id join ledger_transfer t on t.id = e.transfer_id
  where l.park_id = $1 and l.kind = 'wallet' and t.booked_at <= ${atMs('$2')} group by l.account_id`;

/** Balances as they stood at an instant. */
export const readBalancesAt = (db: Queryable, parkId: number, at: InstantMs): Promise<ReadBalance[]> =>
  rowsOf(db, BALANCES_AT, [parkId, at], balanceFromRow);

/** A place in the order of transactions: everything before it has been committed or given up. */
export type LedgerMark = string;

export const readMark = async (db: Queryable): Promise<LedgerMark> => {
  const mark = await rowOf(db, 'select pg_snapshot_xmin(pg_current_snapshot())::text as mark', [], (row) => textIn(row, 'mark'));
  if (mark === null) throw new Error('ledger: no mark');
  return mark;
};

export interface Moved {
  /** Ask from here the next time. */
  readonly mark: LedgerMark;
  readonly accountIds: readonly number[];
}

const MOVED = `
  select pg_snapshot_xmin(pg_current_snapshot())::text as mark, coalesce((
    select array_agg(distinct l.account_id)
    from ledger_transfer t join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id
    where t.xact >= $2::xid8 and t.park_id = any($1::int[]) and l.kind = 'wallet'), '{}') as accounts`;

/** Accounts of some parks whose wallets may have moved since a mark: all that have, and perhaps one that was told before. */
export const selectMoved = async (db: Queryable, parkIds: readonly number[], since: LedgerMark): Promise<Moved> => {
  const moved = await rowOf(db, MOVED, [parkIds, since], (row) => ({
    mark: textIn(row, 'mark'),
    accountIds: wholesIn(row.accounts),
  }));
  if (!moved) throw new Error('ledger: no mark');
  return moved;
};

const wholesIn = (value: unknown): readonly number[] => {
  if (!Array.isArray(value)) throw new TypeError('row: accounts is no array');
  return value.map(Number);
};

/** One at a time at an account's wallet, until the transaction ends: what is judged by its balance is judged under this. */
export const lockWallet = async (db: Queryable, accountId: number): Promise<void> => {
  await rowsOf(db, 'select id from account where id = $1 for no key update', [accountId], () => null);
};
