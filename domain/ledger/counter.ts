import { canTopUp } from '../prepay/top-up.ts';
import { type Fen, fen } from '../units/money.ts';
import type { Channel } from './chart.ts';

export const RECEIPT_KINDS = ['topUp', 'refund', 'depositIn', 'depositOut', 'closing', 'reversal'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** Why a counter does not do what it is asked; `leftFen` is the most that could be done, where there is such an amount. */
export type Refusal =
  | { readonly code: RefusalCode; readonly left: null }
  | {
      readonly code: 'HOARD_MAX_EXCEEDED' | 'ABOVE_PAID' | 'ABOVE_AVAILABLE' | 'ABOVE_DEPOSIT' | 'TILL_TOO_LOW' | 'OWES' | 'BILLS_OPEN';
      readonly left: Fen;
    };

type RefusalCode =
  | 'AMOUNT_NOT_POSITIVE'
  | 'AMOUNT_TOO_LARGE'
  | 'REFERENCE_MISSING'
  | 'REASON_MISSING'
  | 'NO_SHIFT'
  | 'SHIFT_OPEN'
  | 'ACCOUNT_KIND'
  | 'ACCOUNT_CLOSED'
  | 'KEY_TAKEN'
  | 'NOT_A_TOP_UP'
  | 'UNDONE'
  | 'REFUNDED'
  | 'NOT_UNDOABLE'
  | 'DAY_OUT_OF_RANGE'
  | 'BOOKS_CLOSED'
  | 'STILL_CHARGED'
  | 'UNSETTLED'
  | 'UNBILLED';

const refusal = (code: RefusalCode): Refusal => ({ code, left: null });

/** Ten million yuan: more is a slip of the finger. */
export const AMOUNT_MAX = fen(1_000_000_000n);
/** How an account stands at its end, everything that was used being posted. */
export interface FinalStanding {
  readonly kind: CounterAccount['kind'];
  readonly closed: boolean;
  /** A meter is charged to it now or later. */
  readonly charged: boolean;
  /** Something was used on a day that is not over yet. */
  readonly usedToday: boolean;
  /** Some of what it used is on no bill or statement that is out, or otherwise than it is now. */
  readonly unbilled: boolean;
  /** Bills that are out and not paid; `owed` is to be paid on them. */
  readonly openBills: { readonly any: boolean; readonly owed: Fen };
  /** Wallet and deposit. */
  readonly balance: Fen;
}

/** 销户: all is billed and paid; then positive is paid out, negative is demanded first, zero is nothing (DOMAIN 9). */
export const judgeClosing = (standing: FinalStanding, out: Omit<PayOut, 'amount'>): Refusal | null => {
  const { kind, closed, charged, usedToday, unbilled, openBills, balance } = standing;
  if (kind === 'supply') return refusal('ACCOUNT_KIND');
  if (closed) return refusal('ACCOUNT_CLOSED');
  if (charged) return refusal('STILL_CHARGED');
  if (usedToday) return refusal('UNSETTLED');
  if (unbilled) return refusal('UNBILLED');
  if (openBills.any) return { code: 'BILLS_OPEN', left: openBills.owed };
  if (balance < 0n) return { code: 'OWES', left: fen(-balance) };
  return balance === 0n ? null : judgePayOut({ ...out, amount: balance });
};

/** A reason says something. */
const REASON_LENGTH_MIN = 2;

/** The account an act is for, as it stands under its lock. */
export interface CounterAccount {
  readonly kind: 'prepaid' | 'postpaid' | 'supply';
  readonly closed: boolean;
  /** Ledger less what is accrued and not yet posted. */
  readonly available: Fen;
  readonly deposit: Fen;
  readonly hoardMax: Fen;
}

export interface Handed {
  readonly amount: Fen;
  readonly channel: Channel;
  /** Number of the slip or the terminal's voucher; cash has none. */
  readonly reference: string;
}

const judgeHanded = ({ amount, channel, reference }: Handed): Refusal | null => {
  if (amount <= 0n) return refusal('AMOUNT_NOT_POSITIVE');
  if (amount > AMOUNT_MAX) return refusal('AMOUNT_TOO_LARGE');
  return channel !== 'cash' && reference === '' ? refusal('REFERENCE_MISSING') : null;
};

const judgeAccount = ({ kind, closed }: CounterAccount): Refusal | null => {
  if (kind === 'supply') return refusal('ACCOUNT_KIND');
  return closed ? refusal('ACCOUNT_CLOSED') : null;
};

/** Null: it may be taken. Whole or not at all. */
export const judgeTopUp = (account: CounterAccount, handed: Handed): Refusal | null => {
  const refused = judgeAccount(account) ?? judgeHanded(handed);
  if (refused || account.kind !== 'prepaid') return refused;
  const answer = canTopUp({ balance: account.available, amount: handed.amount, hoardMax: account.hoardMax });
  if (answer.ok) return null;
  return answer.code === 'HOARD_MAX_EXCEEDED' ? { code: answer.code, left: answer.room } : refusal(answer.code);
};

export const judgeDepositIn = (account: CounterAccount, handed: Handed): Refusal | null => judgeAccount(account) ?? judgeHanded(handed);

/** What is in the till, for cash that goes out. */
export interface PayOut {
  readonly amount: Fen;
  readonly channel: Channel;
  readonly till: Fen;
}

const judgePayOut = ({ amount, channel, till }: PayOut): Refusal | null => {
  if (amount <= 0n) return refusal('AMOUNT_NOT_POSITIVE');
  return channel === 'cash' && amount > till ? { code: 'TILL_TOO_LOW', left: fen(till > 0n ? till : 0n) } : null;
};

export const judgeDepositOut = (account: CounterAccount, out: PayOut, reason: string): Refusal | null => {
  if (account.closed) return refusal('ACCOUNT_CLOSED');
  if (reason.trim().length < REASON_LENGTH_MIN) return refusal('REASON_MISSING');
  if (out.amount > account.deposit) return { code: 'ABOVE_DEPOSIT', left: account.deposit };
  return judgePayOut(out);
};

/** A receipt that is to be refunded or taken back. */
export interface EarlierReceipt {
  readonly kind: ReceiptKind;
  /** + came in, − went out. */
  readonly amount: Fen;
  /** Paid back on it so far, above or equal to zero; what was taken back again is not in it. */
  readonly refunded: Fen;
  readonly undone: boolean;
}

/** By the route it came, at most what came less what went back, and at most what there is (DOMAIN 9). */
export const judgeRefund = (
  account: CounterAccount,
  earlier: EarlierReceipt,
  { reason, ...out }: PayOut & { readonly reason: string },
): Refusal | null => {
  if (account.closed) return refusal('ACCOUNT_CLOSED');
  if (earlier.kind !== 'topUp') return refusal('NOT_A_TOP_UP');
  if (earlier.undone) return refusal('UNDONE');
  if (reason.trim().length < REASON_LENGTH_MIN) return refusal('REASON_MISSING');
  const left = fen(earlier.amount - earlier.refunded);
  if (out.amount > left) return { code: 'ABOVE_PAID', left };
  if (out.amount > account.available) return { code: 'ABOVE_AVAILABLE', left: fen(account.available > 0n ? account.available : 0n) };
  return judgePayOut(out);
};

/** A mistake is answered by its opposite, once, and not after part of it was refunded. */
export const judgeUndo = (
  earlier: EarlierReceipt,
  { reason, till, channel, deposit }: Pick<PayOut, 'till' | 'channel'> & { readonly reason: string; readonly deposit: Fen },
): Refusal | null => {
  if (earlier.kind === 'reversal' || earlier.kind === 'closing') return refusal('NOT_UNDOABLE');
  if (earlier.undone) return refusal('UNDONE');
  if (earlier.refunded > 0n) return refusal('REFUNDED');
  if (reason.trim().length < REASON_LENGTH_MIN) return refusal('REASON_MISSING');
  if (earlier.kind === 'depositIn' && deposit < earlier.amount) return { code: 'ABOVE_DEPOSIT', left: deposit };
  return earlier.amount > 0n ? judgePayOut({ amount: earlier.amount, till, channel }) : null;
};
