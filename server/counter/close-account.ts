import type { PoolClient } from 'pg';
import { hasUnbilled, selectOpenBills } from '#db/bill/unbilled.ts';
import { closingKey, insertClosing, selectClosing, usedSince } from '#db/ledger/closings.ts';
import { type AccountStanding, lockStanding, selectStanding } from '#db/ledger/counter-account.ts';
import { type Booking, postAll } from '#db/ledger/post.ts';
import { insertReceipt, type Receipt, selectReceipt, selectReceiptOf } from '#db/ledger/receipts.ts';
import { settleAccount } from '#db/ledger/settle.ts';
import { lockOpenShift, selectOpenShift } from '#db/ledger/shifts.ts';
import { withTransaction } from '#db/pool.ts';
import { insertAudit } from '#db/queries/audit.ts';
import type { Channel } from '#domain/ledger/chart.ts';
import { judgeClosing, type Refusal } from '#domain/ledger/counter.ts';
import { linesOf, type Posting } from '#domain/ledger/posting.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import type { Counter } from './act.ts';

export type ClosingAnswer =
  /** `receipt` is null where nothing was left to pay out. */
  | { readonly type: 'closed'; readonly receipt: Receipt | null }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'noAccount' };

/**
 * 销户: everything used is posted and billed, its bills are paid, the deposit goes to the wallet, what is left is paid out, and the account takes no more
 * money. Meters must have been given to somebody else before, with their final readings; its last month has gone out as a bill or a statement, which is
 * the final one.
 */
export const closeAccount = async (
  counter: Counter,
  { account, channel }: { readonly account: string; readonly channel: Channel },
): Promise<ClosingAnswer> => {
  const answer = await withTransaction(counter.pool, async (client): Promise<ClosingAnswer> => {
    const at = counter.clock.now();
    const locked = await lockStanding(client, counter.park, account, at);
    if (!locked) return { type: 'noAccount' };
    const closing = await selectClosing(client, locked.id);
    // Asked again by an impatient hand.
    if (closing) return { type: 'closed', receipt: closing.transferId === null ? null : await selectReceiptOf(client, closing.transferId) };
    const shiftId = await lockOpenShift(client, locked.parkId, counter.actor);
    const shift = shiftId === null ? null : await selectOpenShift(client, counter.park, counter.actor);
    if (!shift) return { type: 'refused', refusal: { code: 'NO_SHIFT', left: null } };
    const today = parkDayOf(at, locked.zone);
    if (locked.kind === 'prepaid') await settleAccount(client, { parkId: locked.parkId, accountId: locked.id, now: at, today });
    const standing = (await selectStanding(client, counter.park, account, at)) ?? locked;
    const till = fen(shift.float + shift.sums.cash);
    const balance = fen(standing.wallet + standing.deposit);
    const used = {
      usedToday: await usedSince(client, standing.id, today),
      unbilled: await hasUnbilled(client, standing.id),
      openBills: await selectOpenBills(client, standing.id),
    };
    const refusal = judgeClosing({ ...standing, ...used, balance }, { channel, till });
    if (refusal) return { type: 'refused', refusal };
    const receipt = await payOut(client, counter, { standing, channel, shiftId: shift.id, at });
    await insertClosing(client, { accountId: standing.id, closedOn: addDays(today, -1), at, actor: counter.actor });
    await insertAudit(client, {
      at,
      actor: counter.actor,
      action: 'counter.accountClosed',
      subject: `account:${counter.park}:${account}`,
      data: { channel, paidOutYuan: yuanFromFen(balance) },
    });
    return { type: 'closed', receipt };
  });
  if (answer.type === 'closed') counter.moved();
  return answer;
};

interface PayOut {
  readonly standing: AccountStanding;
  readonly channel: Channel;
  readonly shiftId: number;
  readonly at: InstantMs;
}

/** The deposit into the wallet, and the wallet by the way asked for; null where it comes to nothing. */
const payOut = async (client: PoolClient, counter: Counter, { standing, channel, shiftId, at }: PayOut): Promise<Receipt | null> => {
  const { id: accountId, parkId, deposit, zone } = standing;
  const day = parkDayOf(at, zone);
  const balance = fen(standing.wallet + deposit);
  const place = (kind: 'deposit' | 'wallet') => ({ kind, accountId }) as const;
  const bookings: Booking[] = [];
  const add = (posting: Posting, key: string) => void bookings.push({ kind: posting.type, key, lines: linesOf(posting), memo: '', day });
  if (deposit > 0n)
    add({ type: 'transfer', from: place('deposit'), to: place('wallet'), amount: deposit }, `${closingKey(accountId)}:deposit`);
  if (balance > 0n) add({ type: 'refund', accountId, channel, amount: balance }, closingKey(accountId));
  const booked = await postAll(client, { parkId, at, actor: counter.actor }, bookings);
  if (booked.some(({ type }) => type !== 'booked')) throw new Error(`account ${accountId}: closed before`);
  const paid = booked.at(-1);
  if (balance === 0n || !paid) return null;
  const ref = await insertReceipt(client, {
    parkId,
    year: Number(day.slice(0, 4)),
    transferId: paid.id,
    accountId,
    shiftId,
    kind: 'closing',
    channel,
    amount: fen(-balance),
    reference: '',
    reason: '',
    of: null,
    balance: fen(0n),
    at,
  });
  return selectReceipt(client, counter.park, ref);
};
