import { type InstantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';

/** What one look leaves for the next. */
export interface SettledWatch {
  readonly at: InstantMs;
  /** The first month that is looked at, its first day. */
  readonly month: string;
  /** No transfer before it is about that month or a later one: ids only grow. */
  readonly firstId: string;
  /** Transfers of transactions that it could not see yet are looked at again. */
  readonly seen: string;
}

export interface SettledLook {
  /** Months of accounts whose settlement is not what the ledger says, at most a hundred. */
  readonly broken: number;
  /** Accounts that were summed up. */
  readonly looked: number;
  readonly watch: SettledWatch;
}

/** Accounts are looked at a twelfth at a time, each once in TICK_MS × PIECES: a row that is wrong anywhere in the month is told within the hour. */
export const TICK_MS = 5 * MINUTE_MS;
export const PIECES = 12;
const FOUND_MAX = 100;

const SEEN = 'select pg_snapshot_xmin(pg_current_snapshot())::text as seen';

/** Ids that transactions may have taken and not committed yet, many times over. */
const IDS_UNDER_WAY = 100_000;
const FIRST = `
  select (coalesce(min(id), (select coalesce(max(id), 0) from ledger_transfer)) - ${IDS_UNDER_WAY})::text as id from ledger_transfer
  where kind = 'usage' and coalesce(of_day, day) >= date_trunc('month', $1::date)`;

/** A piece is every twelfth account id, so that new accounts move none. Who was booked to since the last look is looked at whatever piece it is in. */
const WHO = `
  select id from account where id % ${PIECES} = any($1::int[])
  union select l.account_id from ledger_transfer t join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id
    where t.xact >= $2::xid8 and t.kind = 'usage' and l.kind = 'wallet'`;

const BROKEN = `
  with who as (select id from unnest($1::int[]) as t(id)),
  posted as (
    select l.account_id, date_trunc('month', coalesce(t.of_day, t.day))::date as month, -sum(e.amount_fen) as fen
    from who join ledger_account l on l.account_id = who.id and l.kind = 'wallet'
      join ledger_entry e on e.ledger_account_id = l.id and e.transfer_id >= $3::bigint join ledger_transfer t on t.id = e.transfer_id
    where t.kind = 'usage' and coalesce(t.of_day, t.day) >= date_trunc('month', $2::date) group by 1, 2),
  known as (
    select s.account_id, s.month, sum(s.posted_fen) as fen from who join settlement_line s on s.account_id = who.id
    where s.month >= date_trunc('month', $2::date) group by 1, 2)
  select count(*)::int as broken from (
    select from posted full join known using (account_id, month) where coalesce(posted.fen, 0) <> coalesce(known.fen, 0) limit ${FOUND_MAX}) as found`;

/**
 * Whether what settlements have posted, line by line, is in the ledger, from the month of a park day on: of whom settlements have booked for since the last look,
 * and of the pieces whose turn it is. The first look, and the first in another month, is at everybody.
 */
export async function checkSettled(
  db: Queryable,
  { from, now, watch }: { readonly from: string; readonly now: InstantMs; readonly watch: SettledWatch | null },
): Promise<SettledLook> {
  const month = `${from.slice(0, 7)}-01`;
  const last = watch !== null && watch.month === month ? watch : null;
  const seen = (await rowOf(db, SEEN, [], (row) => textIn(row, 'seen'))) ?? '0';
  const pieces = last === null ? ALL : piecesDue(last.at, now);
  const firstId =
    last === null || pieces.includes(0) ? ((await rowOf(db, FIRST, [month], (row) => textIn(row, 'id'))) ?? '0') : last.firstId;
  const who = await rowsOf(db, WHO, [numbersOf(pieces, (piece) => piece), last?.seen ?? seen], (row) => wholeIn(row, 'id'));
  const broken = await rowOf(db, BROKEN, [numbersOf(who, (id) => id), month, firstId], (row) => wholeIn(row, 'broken'));
  return { broken: broken ?? 0, looked: who.length, watch: { at: now, month, firstId, seen } };
}

const ALL: readonly number[] = Array.from({ length: PIECES }, (_, piece) => piece);

/** Those whose turn has come since the last look, however late this one is. */
const piecesDue = (since: InstantMs, now: InstantMs): readonly number[] => {
  const [done, tick] = [Math.floor(since / TICK_MS), Math.floor(now / TICK_MS)];
  return ALL.slice(0, Math.max(0, tick - done)).map((n) => (tick - n) % PIECES);
};
