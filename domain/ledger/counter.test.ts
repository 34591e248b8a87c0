import { describe, expect, test } from 'vitest';
import { fen } from '../units/money.ts';
import {
  type CounterAccount,
  type EarlierReceipt,
  type FinalStanding,
  judgeClosing,
  judgeDepositOut,
  judgeRefund,
  judgeTopUp,
  judgeUndo,
} from './counter.ts';

const ACCOUNT: CounterAccount = {
  kind: 'prepaid',
  closed: false,
  available: fen(190_000n),
  deposit: fen(50_000n),
  hoardMax: fen(200_000n),
};
const CASH = { amount: fen(10_000n), channel: 'cash', reference: '' } as const;
const shown = (refused: { code: string; left: bigint | null } | null) =>
  refused ? `${refused.code} ${refused.left ?? ''}`.trim() : 'taken';

describe('a top-up at the counter', () => {
  test.each([
    ['up to the hoarding limit', ACCOUNT, CASH, 'taken'],
    ['one fen above it', ACCOUNT, { ...CASH, amount: fen(10_001n) }, 'HOARD_MAX_EXCEEDED 10000'],
    ['of a debt and the limit', { ...ACCOUNT, available: fen(-1_000n) }, { ...CASH, amount: fen(201_000n) }, 'taken'],
    ['of nothing', ACCOUNT, { ...CASH, amount: fen(0n) }, 'AMOUNT_NOT_POSITIVE'],
    ['of a slip of the finger', { ...ACCOUNT, hoardMax: fen(10n ** 15n) }, { ...CASH, amount: fen(1_000_000_001n) }, 'AMOUNT_TOO_LARGE'],
    ['by slip without its number', ACCOUNT, { ...CASH, channel: 'slip' as const }, 'REFERENCE_MISSING'],
    ['by slip with its number', ACCOUNT, { ...CASH, channel: 'slip' as const, reference: '4711' }, 'taken'],
    ['to a supply', { ...ACCOUNT, kind: 'supply' as const }, CASH, 'ACCOUNT_KIND'],
    ['to a closed account', { ...ACCOUNT, closed: true }, CASH, 'ACCOUNT_CLOSED'],
    ['of a postpaid account knows no limit', { ...ACCOUNT, kind: 'postpaid' as const }, { ...CASH, amount: fen(900_000n) }, 'taken'],
  ])('%s', (_, account, handed, expected) => {
    expect(shown(judgeTopUp(account, handed))).toBe(expected);
  });
});

const PAID: EarlierReceipt = { kind: 'topUp', amount: fen(30_000n), refunded: fen(10_000n), undone: false };
const OUT = { amount: fen(20_000n), channel: 'cash', till: fen(20_000n), reason: 'moves out' } as const;

describe('a refund', () => {
  test.each([
    ['of what is left of what was paid', ACCOUNT, PAID, OUT, 'taken'],
    ['of a fen more', ACCOUNT, PAID, { ...OUT, amount: fen(20_001n) }, 'ABOVE_PAID 20000'],
    ['of more than there is', { ...ACCOUNT, available: fen(15_000n) }, PAID, OUT, 'ABOVE_AVAILABLE 15000'],
    ['out of a debt', { ...ACCOUNT, available: fen(-5n) }, PAID, OUT, 'ABOVE_AVAILABLE 0'],
    ['out of a till that has too little', ACCOUNT, PAID, { ...OUT, till: fen(19_999n) }, 'TILL_TOO_LOW 19999'],
    ['to a card asks no till', ACCOUNT, PAID, { ...OUT, channel: 'pos' as const, till: fen(0n) }, 'taken'],
    ['of a refund', ACCOUNT, { ...PAID, kind: 'refund' as const }, OUT, 'NOT_A_TOP_UP'],
    ['of what was undone', ACCOUNT, { ...PAID, undone: true }, OUT, 'UNDONE'],
    ['without a reason', ACCOUNT, PAID, { ...OUT, reason: ' ' }, 'REASON_MISSING'],
  ])('%s', (_, account, earlier, out, expected) => {
    expect(shown(judgeRefund(account, earlier, out))).toBe(expected);
  });
});

describe('an undoing', () => {
  const whole: EarlierReceipt = { ...PAID, refunded: fen(0n) };
  test.each([
    ['of a top-up', whole, 30_000n, 'typed twice', 'taken'],
    ['of cash the till has no more', whole, 29_999n, 'typed twice', 'TILL_TOO_LOW 29999'],
    ['of a refund brings cash in', { ...whole, kind: 'refund' as const, amount: fen(-30_000n) }, 0n, 'typed twice', 'taken'],
    ['after a refund', PAID, 30_000n, 'typed twice', 'REFUNDED'],
    ['a second time', { ...whole, undone: true }, 30_000n, 'typed twice', 'UNDONE'],
    ['of an undoing', { ...whole, kind: 'reversal' as const }, 30_000n, 'typed twice', 'NOT_UNDOABLE'],
    ['without a reason', whole, 30_000n, '', 'REASON_MISSING'],
    ['of a deposit that is used', { ...whole, kind: 'depositIn' as const }, 30_000n, 'typed twice', 'ABOVE_DEPOSIT 29000'],
  ])('%s', (_, earlier, till, reason, expected) => {
    expect(shown(judgeUndo(earlier, { reason, till: fen(till), channel: 'cash', deposit: fen(29_000n) }))).toBe(expected);
  });
});

test.each([
  [50_000n, 'taken'],
  [50_001n, 'ABOVE_DEPOSIT 50000'],
])('a deposit gives back %d fen: %s', (amount, expected) => {
  expect(shown(judgeDepositOut(ACCOUNT, { amount: fen(amount), channel: 'slip', till: fen(0n) }, 'moves out'))).toBe(expected);
});

describe('closing an account', () => {
  const standing: FinalStanding = {
    kind: 'postpaid',
    closed: false,
    charged: false,
    usedToday: false,
    unbilled: false,
    openBills: { any: false, owed: fen(0n) },
    balance: fen(500n),
  };
  test.each<[string, Partial<FinalStanding>, string | null, bigint | null]>([
    ['all is billed and paid', {}, null, null],
    ['nothing is left', { balance: fen(0n) }, null, null],
    ['its use stands on no bill', { unbilled: true }, 'UNBILLED', null],
    ['a bill is not paid', { openBills: { any: true, owed: fen(120n) } }, 'BILLS_OPEN', 120n],
    ['a bill below zero was not given back', { openBills: { any: true, owed: fen(0n) } }, 'BILLS_OPEN', 0n],
    ['its use stands on no bill, and another is open', { unbilled: true, openBills: { any: true, owed: fen(1n) } }, 'UNBILLED', null],
    ['its wallet is below zero', { balance: fen(-3n) }, 'OWES', 3n],
    ['meters are still charged to it', { charged: true, unbilled: true }, 'STILL_CHARGED', null],
  ])('where %s', (_, more, code, left) => {
    const answer = judgeClosing({ ...standing, ...more }, { channel: 'cash', till: fen(1_000n) });
    expect([answer?.code ?? null, answer?.left ?? null]).toEqual([code, left]);
  });
});
