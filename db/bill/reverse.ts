import type { ClientBase, Pool } from 'pg';
import { reversalOf } from '#domain/ledger/posting.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { postAll, selectLines } from '../ledger/post.ts';
import { withTransaction } from '../pool.ts';
import { atMs, orNull, type Queryable, rowOf, rowsOf, textIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { Act } from './issue.ts';
import { takeNumbers } from './write-drafts.ts';

export type Reversed =
  | { readonly type: 'reversed'; readonly id: string; readonly year: number; readonly number: number }
  /** It is not out, was taken back before, or is a reversal itself. */
  | { readonly type: 'refused'; readonly because: 'notIssued' };

/** 红冲: a full negative bill with its own number and the reason; what was booked for it, and paid on it, is booked back. */
export const reverseBill = (
  pool: Pool,
  of: BillMonth,
  { id, reason, ...act }: Act & { readonly id: string; readonly reason: string },
): Promise<Reversed> =>
  withTransaction(pool, async (client) => {
    const bill = await rowOf(client, LOCK, [of.parkId, of.month, id], (row) => ({ transfer: orNull(row, 'transfer_id', textIn) }));
    if (bill === null) return { type: 'refused', because: 'notIssued' };
    const day = parkDayOf(act.at, of.zone);
    const year = Number(day.slice(0, 4));
    const payments = await rowsOf(client, PAYMENTS, [id], (row) => textIn(row, 'transfer_id'));
    // The payment first: it is younger.
    for (const payment of payments) {
      const back = await bookBack(client, of, { transfer: payment, ...act });
      await rowsOf(client, PAID_BACK, [id, back, payment, act.at, act.actor], () => null);
    }
    const transfer = bill.transfer === null ? null : await bookBack(client, of, { transfer: bill.transfer, ...act });
    const number = await takeNumbers(client, { parkId: of.parkId, year, count: 1 });
    await rowsOf(client, `update bill set state = 'reversed' where id = $1::bigint`, [id], () => null);
    const negative = await insertNegative(client, { id, reason, ...act });
    await rowsOf(client, ISSUE, [negative, year, number, act.at, act.actor, day, transfer], () => null);
    return { type: 'reversed', id: negative, year, number };
  });

const LOCK = `
  select transfer_id::text as transfer_id from bill
  where park_id = $1 and month = $2::date and id = $3::bigint and kind <> 'reversal' and state in ('issued', 'partlyPaid', 'paid') for update`;
const PAYMENTS = `select transfer_id::text as transfer_id from bill_payment where bill_id = $1::bigint order by transfer_id desc`;
const PAID_BACK = `
  insert into bill_payment (bill_id, transfer_id, amount_fen, at, actor)
  select $1::bigint, $2::bigint, -amount_fen, ${atMs('$4')}, $5 from bill_payment where transfer_id = $3::bigint`;

async function bookBack(
  client: ClientBase,
  { parkId, zone }: BillMonth,
  { transfer, at, actor }: Act & { readonly transfer: string },
): Promise<string> {
  const lines = reversalOf(await selectLines(client, transfer));
  const booking = { kind: 'reversal' as const, key: `reversal:${transfer}`, lines, memo: '', day: parkDayOf(at, zone), reverses: transfer };
  const [booked] = await postAll(client, { parkId, at, actor }, [booking]);
  if (booked?.type !== 'booked') throw new Error(`bill: transfer ${transfer} was taken back before`);
  return booked.id;
}

const NEGATIVE = `
  insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, allocation_hash, computed_at, reverses,
    reason)
  select park_id, account_id, month, 'reversal', -total_fen, -excl_fen, -tax_fen, -to_post_fen, -used_wh, -used_l, input_hash, allocation_hash, ${atMs('$2')}, id, $3
  from bill where id = $1::bigint returning id::text as id`;
/** As domain/bill/reversal.ts: each line with the other sign. */
const NEGATIVE_LINES = `
  insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, version_id, component, name, period, quantity, unit, price, amount_fen, tax_rate,
    excl_fen, tax_fen, posted, reason, share, factor)
  select $2::bigint, line, kind, item, of_month, from_on, to_on, version_id, component, name, period, -quantity, unit, price, -amount_fen, tax_rate,
    -excl_fen, -tax_fen, posted, reason, share, factor
  from bill_line where bill_id = $1::bigint`;

async function insertNegative(db: Queryable, { id, reason, at }: Act & { readonly id: string; readonly reason: string }): Promise<string> {
  const negative = await rowOf(db, NEGATIVE, [id, at, reason], (row) => textIn(row, 'id'));
  if (negative === null) throw new Error(`bill: ${id} is not there`);
  await rowsOf(db, NEGATIVE_LINES, [id, negative], () => null);
  return negative;
}

/** Nothing is left to pay of it: what it takes back is booked back with it. */
const ISSUE = `
  update bill set state = 'paid', year = $2, number = $3, issued_at = ${atMs('$4')}, issued_by = $5, due_on = $6::date, transfer_id = $7::bigint, paid_at = ${atMs('$4')}
  where id = $1::bigint`;
