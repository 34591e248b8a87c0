import type { Pool } from 'pg';
import { linesOf } from '#domain/ledger/posting.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { lockWallet } from '../ledger/balances.ts';
import { postAll } from '../ledger/post.ts';
import { withTransaction } from '../pool.ts';
import { atMs, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { Act } from './issue.ts';
import { selectLateFees } from './late-fees.ts';

export type Waived =
  | { readonly type: 'waived'; readonly left: Fen }
  /** More than was charged for the bill and not given up yet: at most `left`. */
  | { readonly type: 'refused'; readonly left: Fen };

export interface Waive extends Act {
  /** The bill that was late. */
  readonly id: string;
  /** Above zero. */
  readonly amount: Fen;
  readonly reason: string;
}

/** Gives up part or all of what a late bill has been charged for: into the account's wallet, with a reason; the bills stay as they are (law 8). */
export const waiveLateFee = (pool: Pool, of: BillMonth, { id, amount, reason, at, actor }: Waive): Promise<Waived> =>
  withTransaction(pool, async (client) => {
    const accountId = await rowOf(client, 'select account_id from bill where id = $1::bigint for update', [id], (row) =>
      wholeIn(row, 'account_id'),
    );
    if (accountId === null) return { type: 'refused', left: fen(0n) };
    await lockWallet(client, accountId);
    const day = parkDayOf(at, of.zone);
    const [late] = (await selectLateFees(client, { ...of, until: day, accountIds: [accountId] })).filter(({ billId }) => billId === id);
    const left = fen(late ? late.charged - late.waived : 0n);
    if (amount <= 0n || amount > left) return { type: 'refused', left };
    const given = await rowOf(client, 'select count(*) as n from late_fee_waiver where bill_id = $1::bigint', [id], (row) =>
      wholeIn(row, 'n'),
    );
    const lines = linesOf({ type: 'adjustment', accountId, amount });
    const booking = { kind: 'adjustment' as const, key: `bill:${id}:waive:${(given ?? 0) + 1}`, lines, memo: reason, day };
    const [booked] = await postAll(client, { parkId: of.parkId, at, actor }, [booking]);
    if (booked?.type !== 'booked') throw new Error(`bill: the late fee of ${id} was waived at the same moment`);
    await rowsOf(
      client,
      `insert into late_fee_waiver (bill_id, transfer_id, amount_fen, reason, at, actor) values ($1::bigint, $2::bigint, $3::bigint, $4, ${atMs('$5')}, $6)`,
      [id, booked.id, amount.toString(), reason, at, actor],
      () => null,
    );
    return { type: 'waived', left: fen(left - amount) };
  });
