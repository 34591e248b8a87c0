import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import type { Page } from './faults.ts';
import { bigIn, dayIn, epochMs, instantIn, type Queryable, rowsOf, textIn } from './row.ts';

/** A posting to an account's wallet; + is in favour of the holder. */
export interface LedgerLine {
  /** Of the transfer; rises with each that is booked. */
  readonly id: string;
  readonly at: InstantMs;
  /** The park day it is about: of use, the day that is charged, though the books of its month were closed when it was booked. */
  readonly day: ParkDay;
  readonly kind: string;
  readonly amount: Fen;
  /** After it, in the order of booking. */
  readonly balance: Fen;
  readonly memo: string;
}

/** An account has some thousand postings in its life (one a day and line): the running sum reads all of them. */
const LEDGER = `
  with own as (
    select e.transfer_id, sum(e.amount_fen) as amount, sum(sum(e.amount_fen)) over (order by e.transfer_id) as balance
    from ledger_entry e
    join ledger_account l on l.id = e.ledger_account_id and l.kind = 'wallet'
    join account a on a.id = l.account_id join park p on p.id = a.park_id
    where p.code = $1 and a.code = $2
    group by e.transfer_id
  )
  select t.id::text as id, ${epochMs('t.booked_at')} as at, coalesce(t.of_day, t.day)::text as day, t.kind, own.amount::text as amount, own.balance::text as balance, t.memo
  from own join ledger_transfer t on t.id = own.transfer_id
  where $3::bigint is null or t.id < $3
  order by t.id desc
  limit $4`;

/** Newest booking first. */
export const selectLedger = (
  db: Queryable,
  of: { readonly park: string; readonly account: string },
  { before, limit }: Page,
): Promise<LedgerLine[]> =>
  rowsOf(db, LEDGER, [of.park, of.account, before, limit], (row) => ({
    id: textIn(row, 'id'),
    at: instantIn(row, 'at'),
    day: dayIn(row, 'day'),
    kind: textIn(row, 'kind'),
    amount: fen(bigIn(row, 'amount')),
    balance: fen(bigIn(row, 'balance')),
    memo: textIn(row, 'memo'),
  }));

/** Money that came into an account. */
export interface ReceiptLine {
  readonly id: string;
  readonly at: InstantMs;
  readonly account: string;
  readonly name: Words;
  readonly kind: string;
  readonly amount: Fen;
}

const RECEIPTS = `
  select t.id::text as id, ${epochMs('t.booked_at')} as at, a.code as account, a.name_zh, a.name_en, t.kind, e.amount_fen::text as amount
  from ledger_entry e
  join ledger_transfer t on t.id = e.transfer_id
  join ledger_account l on l.id = e.ledger_account_id and l.kind = 'wallet'
  join account a on a.id = l.account_id
  where l.park_id = (select id from park where code = $1) and e.amount_fen > 0 and t.kind not in ('usage', 'adjustment', 'reversal')
  order by e.transfer_id desc, e.line
  limit $2`;

/** The newest credits to the wallets of a park: recharges, and the balances its accounts were opened with (`kind` opening). */
export const selectReceipts = (db: Queryable, park: string, limit: number): Promise<ReceiptLine[]> =>
  rowsOf(db, RECEIPTS, [park, limit], (row) => ({
    id: textIn(row, 'id'),
    at: instantIn(row, 'at'),
    account: textIn(row, 'account'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    kind: textIn(row, 'kind'),
    amount: fen(bigIn(row, 'amount')),
  }));
