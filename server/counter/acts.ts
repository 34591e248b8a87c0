import { selectLines } from '#db/ledger/post.ts';
import { type Receipt, type ReceiptRef, selectReceipt } from '#db/ledger/receipts.ts';
import type { Channel } from '#domain/ledger/chart.ts';
import { judgeDepositIn, judgeDepositOut, judgeRefund, judgeTopUp, judgeUndo, type ReceiptKind } from '#domain/ledger/counter.ts';
import { linesOf, type Posting, reversalOf } from '#domain/ledger/posting.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { type Act, type Answer, type Counter, carryOut, refused } from './act.ts';

/** Money that is handed over for an account, above zero. */
export interface HandedOver {
  readonly account: string;
  readonly key: string;
  readonly channel: Channel;
  readonly amount: Fen;
  readonly reference: string;
  /** The day money came by slip; null: today. */
  readonly bookedOn: ParkDay | null;
}

const NOT_POSITIVE = refused({ code: 'AMOUNT_NOT_POSITIVE', left: null });

type Fixed = Omit<Act, 'lines' | 'judge' | 'posting'>;
const withLines = (fixed: Fixed, type: Posting['type'] & ReceiptKind, judge: Act['judge']): Act => ({
  ...fixed,
  posting: type,
  judge,
  lines: ({ id }) =>
    linesOf({ type, accountId: id, channel: fixed.channel, amount: fen(fixed.amount < 0n ? -fixed.amount : fixed.amount) }),
});

const handedIn = (kind: ReceiptKind, handed: HandedOver, balance: Act['balance']): Fixed => ({
  ...handed,
  kind,
  balance,
  reason: '',
  of: null,
});

/** 充值: taken whole or refused whole. */
export const topUp = async (counter: Counter, handed: HandedOver): Promise<Answer> => {
  if (handed.amount <= 0n) return NOT_POSITIVE;
  return carryOut(counter, async () => withLines(handedIn('topUp', handed, 'wallet'), 'topUp', (standing) => judgeTopUp(standing, handed)));
};

export const takeDeposit = async (counter: Counter, handed: HandedOver): Promise<Answer> => {
  if (handed.amount <= 0n) return NOT_POSITIVE;
  return carryOut(counter, async () =>
    withLines(handedIn('depositIn', handed, 'deposit'), 'depositIn', (standing) => judgeDepositIn(standing, handed)),
  );
};

export const returnDeposit = async (counter: Counter, handed: HandedOver & { readonly reason: string }): Promise<Answer> => {
  const { amount, channel, reason } = handed;
  if (amount <= 0n) return NOT_POSITIVE;
  const fixed = { ...handedIn('depositOut', handed, 'deposit'), amount: fen(-amount), reason };
  return carryOut(counter, async () =>
    withLines(fixed, 'depositOut', (standing, till) => judgeDepositOut(standing, { amount, channel, till }, reason)),
  );
};

/** About a receipt there is. */
export interface OfReceipt {
  readonly of: ReceiptRef;
  readonly key: string;
  readonly reason: string;
}

/** Back by the way it came. `live` is what a board says is available: the quarter of an hour in progress is in it. */
export const refund = async (
  counter: Counter,
  { of, key, reason, amount, live }: OfReceipt & { readonly amount: Fen; readonly live: Fen | null },
): Promise<Answer> => {
  if (amount <= 0n) return NOT_POSITIVE;
  return carryOut(counter, async (client) => {
    const earlier = await selectReceipt(client, counter.park, of);
    if (!earlier) return null;
    const { account, channel } = earlier;
    const fixed: Fixed = {
      account,
      key,
      kind: 'refund',
      channel,
      amount: fen(-amount),
      bookedOn: null,
      reference: '',
      reason,
      of,
      balance: 'wallet',
    };
    return withLines(fixed, 'refund', async (standing, till) => {
      const available = live !== null && live < standing.available ? live : standing.available;
      // Under the account's lock: what was refunded by somebody else just now is in it.
      const now = (await selectReceipt(client, counter.park, of)) ?? earlier;
      return judgeRefund({ ...standing, available }, now, { amount, channel, till, reason });
    });
  });
};

/** The opposite of what a receipt says, by the same way, once. */
export const undo = async (counter: Counter, { of, key, reason }: OfReceipt): Promise<Answer> =>
  carryOut(counter, async (client) => {
    const earlier = await selectReceipt(client, counter.park, of);
    if (!earlier) return null;
    if (earlier.kind === 'reversal') return { code: 'NOT_UNDOABLE', left: null };
    const lines = reversalOf(await selectLines(client, earlier.transferId));
    return {
      account: earlier.account,
      key,
      kind: 'reversal',
      posting: 'reversal',
      channel: earlier.channel,
      bookedOn: null,
      amount: fen(-earlier.amount),
      reference: '',
      reason,
      of,
      reverses: earlier.transferId,
      balance: balanceOf(earlier),
      lines: () => lines,
      judge: async ({ deposit, closed }, till) => {
        if (closed) return { code: 'ACCOUNT_CLOSED', left: null };
        const now = (await selectReceipt(client, counter.park, of)) ?? earlier;
        return judgeUndo(now, { reason, till, channel: earlier.channel, deposit });
      },
    };
  });

const balanceOf = ({ kind }: Receipt): Act['balance'] => (kind === 'depositIn' || kind === 'depositOut' ? 'deposit' : 'wallet');
