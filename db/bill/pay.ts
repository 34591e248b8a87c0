import type { ClientBase, Pool } from 'pg';
import { isOpen } from '#domain/bill/states.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { lockWallet, readBalances } from '../ledger/balances.ts';
import { postAll } from '../ledger/post.ts';
import { withTransaction } from '../pool.ts';
import { atMs, bigIn, orNull, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { Act } from './issue.ts';
import { billStateIn } from './select-bills.ts';

export type Paid =
  /** What was paid now, and what is still open of the bill; `again`: it was paid before, under the same key. */
  | { readonly type: 'paid'; readonly amount: Fen; readonly open: Fen; readonly again: boolean }
  /** It is not out, paid, taken back, or none that is paid. */
  | { readonly type: 'refused'; readonly because: 'notOpen' }
  /** More than is open of it. */
  | { readonly type: 'refused'; readonly because: 'aboveOpen'; readonly open: Fen }
  /** The key was used for another amount. */
  | { readonly type: 'refused'; readonly because: 'keyTaken' }
  /** The wallet has less: it is topped up at the counter first. */
  | { readonly type: 'refused'; readonly because: 'balanceTooLow'; readonly shortBy: Fen };

export interface Payment extends Act {
  readonly id: string;
  /** Of the event, made by who asks. */
  readonly key: string;
  /** Above zero; null: all that is open, or what a bill below zero gives back. */
  readonly amount: Fen | null;
}

const LOCK = `select account_id, state, total_fen::text as total from bill
  where park_id = $1 and month = $2::date and id = $3::bigint and kind = 'bill' for update`;
const SO_FAR = `
  select coalesce(sum(p.amount_fen), 0)::text as paid,
    (select q.amount_fen::text from bill_payment q join ledger_transfer t on t.id = q.transfer_id where q.bill_id = $1::bigint and t.key = $2) as known
  from bill_payment p where p.bill_id = $1::bigint`;

/** Pays an issued bill, or a part of it, from its account's wallet, or puts what it gives back into it; each key once. */
export const payBill = (pool: Pool, of: BillMonth, payment: Payment): Promise<Paid> =>
  withTransaction(pool, async (client): Promise<Paid> => {
    const { id, amount: asked } = payment;
    const key = `bill:${id}:pay:${payment.key}`;
    const bill = await rowOf(client, LOCK, [of.parkId, of.month, id], (row) => ({
      accountId: wholeIn(row, 'account_id'),
      state: billStateIn(row),
      total: bigIn(row, 'total'),
    }));
    // Under the bill's lock: who pays at the same moment has paid, or has not.
    const sums = await rowOf(client, SO_FAR, [id, key], (row) => ({ paid: bigIn(row, 'paid'), known: orNull(row, 'known', bigIn) }));
    if (bill === null || sums === null) return { type: 'refused', because: 'notOpen' };
    const open = fen(bill.total - sums.paid);
    if (sums.known !== null) {
      if (asked !== null && asked !== sums.known) return { type: 'refused', because: 'keyTaken' };
      return { type: 'paid', amount: fen(sums.known), open, again: true };
    }
    if (!isOpen(bill.state)) return { type: 'refused', because: 'notOpen' };
    const amount = asked ?? open;
    if (asked !== null && (asked <= 0n || asked > open)) return { type: 'refused', because: 'aboveOpen', open };
    await lockWallet(client, bill.accountId);
    const [balance] = await readBalances(client, of.parkId, [bill.accountId]);
    const short = amount - (balance?.ledger ?? 0n);
    if (amount > 0n && short > 0n) return { type: 'refused', because: 'balanceTooLow', shortBy: fen(short) };
    await book(client, of, { ...payment, key, amount, accountId: bill.accountId });
    const left = fen(open - amount);
    await rowsOf(client, STATE, [id, left === 0n ? 'paid' : 'partlyPaid', payment.at], () => null);
    return { type: 'paid', amount, open: left, again: false };
  });

const STATE = `update bill set state = $2, paid_at = case when $2 = 'paid' then ${atMs('$3')} end where id = $1::bigint and state <> $2`;
const PAYMENT = `insert into bill_payment (bill_id, transfer_id, amount_fen, at, actor) values ($1, $2, $3::bigint, ${atMs('$4')}, $5)`;

/** + out of the wallet, − back into it. */
const book = async (
  client: ClientBase,
  { parkId, zone }: BillMonth,
  { id, key, amount, accountId, at, actor }: Payment & { readonly amount: Fen; readonly accountId: number },
): Promise<void> => {
  const wallet = { kind: 'wallet', accountId } as const;
  const receivable = { kind: 'receivable', accountId } as const;
  const [from, to] = amount > 0n ? [wallet, receivable] : [receivable, wallet];
  const lines = linesOf({ type: 'transfer', from, to, amount: amount > 0n ? amount : fen(-amount) });
  const [booked] = await postAll(client, { parkId, at, actor }, [{ kind: 'transfer', key, lines, memo: '', day: parkDayOf(at, zone) }]);
  if (booked?.type !== 'booked') throw new Error(`bill: ${key} was booked, and is no payment of the bill`);
  await rowsOf(client, PAYMENT, [id, booked.id, amount.toString(), at, actor], () => null);
};
