import type { Pool, PoolClient } from 'pg';
import { selectOpenFrom } from '#db/books/open-from.ts';
import { type AccountStanding, lockStanding } from '#db/ledger/counter-account.ts';
import { postAll, selectByKey } from '#db/ledger/post.ts';
import { insertReceipt, type Receipt, type ReceiptRef, selectReceipt, selectReceiptOf } from '#db/ledger/receipts.ts';
import { lockOpenShift, selectOpenShift } from '#db/ledger/shifts.ts';
import { withTransaction } from '#db/pool.ts';
import { insertAudit } from '#db/queries/audit.ts';
import { bookingDay } from '#domain/ledger/booking-day.ts';
import type { Channel } from '#domain/ledger/chart.ts';
import type { ReceiptKind, Refusal } from '#domain/ledger/counter.ts';
import { contentOf, type Line, type PostingKind } from '#domain/ledger/posting.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';

/** A person at a park's till. */
export interface Counter {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly park: string;
  /** For the ledger and the audit. */
  readonly actor: string;
  readonly name: string;
  /** Something was booked. */
  readonly moved: () => void;
}

export type Answer =
  | { readonly type: 'done'; readonly receipt: Receipt /** It was done before, under the same key. */; readonly again: boolean }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'noAccount' };

/** What is to be done at one account's wallet or deposit. */
export interface Act {
  readonly account: string;
  /** Made by who asks. */
  readonly key: string;
  readonly kind: ReceiptKind;
  readonly posting: PostingKind;
  readonly channel: Channel;
  /** The park day it is booked for; null: today. */
  readonly bookedOn: ParkDay | null;
  /** + comes in, − goes out. */
  readonly amount: Fen;
  readonly reference: string;
  readonly reason: string;
  readonly of: ReceiptRef | null;
  readonly reverses?: string;
  /** Whose balance the receipt shows. */
  readonly balance: 'wallet' | 'deposit';
  readonly lines: (standing: AccountStanding) => readonly Line[];
  readonly judge: (standing: AccountStanding, till: Fen) => Refusal | null | Promise<Refusal | null>;
}

export const refused = (refusal: Refusal): Extract<Answer, { type: 'refused' }> => ({ type: 'refused', refusal });

/** Makes an act in a transaction of its own and wakes the twin after it. */
export const carryOut = async (counter: Counter, plan: (client: PoolClient) => Promise<Act | Refusal | null>): Promise<Answer> => {
  const answer = await withTransaction(counter.pool, async (client) => {
    const act = await plan(client);
    if (act === null) return { type: 'noAccount' } as const;
    return 'code' in act ? refused(act) : actWithin(client, counter, act);
  });
  if (answer.type === 'done' && !answer.again) counter.moved();
  return answer;
};

const actWithin = async (client: PoolClient, counter: Counter, act: Act): Promise<Answer> => {
  const at = counter.clock.now();
  const standing = await lockStanding(client, counter.park, act.account, at);
  if (!standing) return { type: 'noAccount' };
  if (act.amount === 0n) return refused({ code: 'AMOUNT_NOT_POSITIVE', left: null });
  const key = `counter:${standing.parkId}:${act.key}`;
  const lines = act.lines(standing);
  const memo = act.reference;
  const known = await selectByKey(client, key);
  if (known) {
    const receipt = known.content === contentOf(act.posting, lines, memo) ? await selectReceiptOf(client, known.id) : null;
    return receipt ? { type: 'done', receipt, again: true } : refused({ code: 'KEY_TAKEN', left: null });
  }
  const shiftId = await lockOpenShift(client, standing.parkId, counter.actor);
  const shift = shiftId === null ? null : await selectOpenShift(client, counter.park, counter.actor);
  if (!shift) return refused({ code: 'NO_SHIFT', left: null });
  const refusal = await act.judge(standing, fen(shift.float + shift.sums.cash));
  if (refusal) return refused(refusal);
  const asked = { asked: act.bookedOn, openFrom: await selectOpenFrom(client, standing.parkId) };
  const booked = bookingDay(at, standing.zone, asked);
  if (!booked.ok) return refused({ code: booked.code, left: null });
  const by = { parkId: standing.parkId, at, actor: counter.actor };
  const booking = {
    kind: act.posting,
    key,
    lines,
    memo,
    day: booked.day,
    ...(act.reverses === undefined ? {} : { reverses: act.reverses }),
  };
  const [posted] = await postAll(client, by, [booking]);
  // Another account's act came between under the same key: nothing of this one stands.
  if (posted?.type !== 'booked') return refused({ code: 'KEY_TAKEN', left: null });
  const ref = await insertReceipt(client, {
    parkId: standing.parkId,
    year: Number(parkDayOf(at, standing.zone).slice(0, 4)),
    transferId: posted.id,
    accountId: standing.id,
    shiftId: shift.id,
    kind: act.kind,
    channel: act.channel,
    amount: act.amount,
    reference: act.reference,
    reason: act.reason,
    of: act.of,
    balance: fen(standing[act.balance] + onHolder(lines, act.balance)),
    at,
  });
  await insertAudit(client, {
    at,
    actor: counter.actor,
    action: `counter.${act.kind}`,
    subject: `account:${counter.park}:${act.account}`,
    data: {
      receipt: `${ref.year}-${ref.number}`,
      channel: act.channel,
      day: booked.day,
      amountYuan: yuanFromFen(act.amount),
      reason: act.reason,
    },
  });
  const receipt = await selectReceipt(client, counter.park, ref);
  if (!receipt) throw new Error(`receipt ${ref.year}-${ref.number} of ${counter.park} is not there`);
  return { type: 'done', receipt, again: false };
};

const onHolder = (lines: readonly Line[], kind: Act['balance']): bigint =>
  lines.reduce((sum, line) => (line.ref.kind === kind ? sum + line.amount : sum), 0n);
