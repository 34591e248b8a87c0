import type { Pool } from 'pg';
import { linesOf } from '#domain/ledger/posting.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { lockWallet, readBalances } from '../ledger/balances.ts';
import { postAll } from '../ledger/post.ts';
import { withTransaction } from '../pool.ts';
import { atMs, bigIn, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { Act } from './issue.ts';

export type Paid =
  | { readonly type: 'paid'; readonly amount: Fen }
  | { readonly type: 'refused'; readonly because: 'notOpen' }
  /** The wallet has less: it is topped up at the counter first. */
  | { readonly type: 'refused'; readonly because: 'balanceTooLow'; readonly shortBy: Fen };

const LOCK = `
  select account_id, total_fen::text as total from bill
  where park_id = $1 and month = $2::date and id = $3::bigint and state = 'issued' and kind = 'bill' for update`;

/** Pays an issued bill whole from its account's wallet, or puts what it gives back into it. */
export const payBill = (pool: Pool, of: BillMonth, { id, at, actor }: Act & { readonly id: string }): Promise<Paid> =>
  withTransaction(pool, async (client) => {
    const bill = await rowOf(client, LOCK, [of.parkId, of.month, id], (row) => ({
      accountId: wholeIn(row, 'account_id'),
      total: bigIn(row, 'total'),
    }));
    if (bill === null) return { type: 'refused', because: 'notOpen' };
    await lockWallet(client, bill.accountId);
    const [balance] = await readBalances(client, of.parkId, [bill.accountId]);
    const short = bill.total - (balance?.ledger ?? 0n);
    if (bill.total > 0n && short > 0n) return { type: 'refused', because: 'balanceTooLow', shortBy: fen(short) };
    const wallet = { kind: 'wallet', accountId: bill.accountId } as const;
    const receivable = { kind: 'receivable', accountId: bill.accountId } as const;
    const [from, to] = bill.total > 0n ? [wallet, receivable] : [receivable, wallet];
    const lines = linesOf({ type: 'transfer', from, to, amount: fen(bill.total > 0n ? bill.total : -bill.total) });
    const booking = { kind: 'transfer' as const, key: `bill:${id}:pay`, lines, memo: '', day: parkDayOf(at, of.zone) };
    const [booked] = await postAll(client, { parkId: of.parkId, at, actor }, [booking]);
    if (booked?.type !== 'booked') throw new Error(`bill: ${id} was paid before and is not marked so`);
    const row = [id, booked.id, bill.total.toString(), at, actor];
    await rowsOf(
      client,
      `insert into bill_payment (bill_id, transfer_id, amount_fen, at, actor) values ($1, $2, $3::bigint, ${atMs('$4')}, $5)`,
      row,
      () => null,
    );
    await rowsOf(client, `update bill set state = 'paid', paid_at = ${atMs('$2')} where id = $1::bigint`, [id, at], () => null);
    return { type: 'paid', amount: fen(bill.total) };
  });
