import { type Fen, fen } from '../units/money.ts';
import { type Channel, type HolderKind, type LedgerRef, ofHolder, ofPark, refKey } from './chart.ts';

/** What can be booked. Amounts are above zero except where said. */
export type Posting =
  /** What an account had when it was taken over; + in favour of the holder, not 0. */
  | { readonly type: 'opening'; readonly accountId: number; readonly amount: Fen }
  /** 充值. */
  | { readonly type: 'topUp'; readonly accountId: number; readonly channel: Channel; readonly amount: Fen }
  /** Use of a park day; + is charged, − is given back, not 0. */
  | { readonly type: 'usage'; readonly accountId: number; readonly amount: Fen }
  | { readonly type: 'fee'; readonly accountId: number; readonly amount: Fen }
  /** A postpaid bill: owed from now on. */
  | { readonly type: 'bill'; readonly accountId: number; readonly amount: Fen }
  /** + in favour of the holder, not 0. */
  | { readonly type: 'adjustment'; readonly accountId: number; readonly amount: Fen }
  /** Back to the holder by the route it came. */
  | { readonly type: 'refund'; readonly accountId: number; readonly channel: Channel; readonly amount: Fen }
  | { readonly type: 'depositIn'; readonly accountId: number; readonly channel: Channel; readonly amount: Fen }
  | { readonly type: 'depositOut'; readonly accountId: number; readonly channel: Channel; readonly amount: Fen }
  /** Between what holders have: a deposit into its wallet, a wallet against a bill, one account's wallet into another's. */
  | { readonly type: 'transfer'; readonly from: HolderPlace; readonly to: HolderPlace; readonly amount: Fen }
  /** A debt that is given up. */
  | { readonly type: 'writeOff'; readonly accountId: number; readonly of: 'wallet' | 'receivable'; readonly amount: Fen }
  /** Counted less booked cash; + there was more than booked, not 0. */
  | { readonly type: 'cashDifference'; readonly amount: Fen };

export interface HolderPlace {
  readonly kind: HolderKind;
  readonly accountId: number;
}

export type PostingKind = Posting['type'] | 'reversal';

/** + is in favour of the account's holder. */
export interface Line {
  readonly ref: LedgerRef;
  readonly amount: Fen;
}

/** The lines of a posting; they sum to zero. Throws for an amount its kind cannot have: what people type in is judged before. */
export const linesOf = (posting: Posting): readonly Line[] => {
  checkAmount(posting);
  return balanced(templateOf(posting));
};

const templateOf = (posting: Posting): readonly Line[] => {
  const { amount } = posting;
  switch (posting.type) {
    case 'opening':
      return between(ofPark('opening'), ofHolder('wallet', posting.accountId), amount);
    case 'topUp':
      return between(ofPark(posting.channel), ofHolder('wallet', posting.accountId), amount);
    case 'usage':
      return between(ofHolder('wallet', posting.accountId), ofPark('revenue_use'), amount);
    case 'fee':
      return between(ofHolder('wallet', posting.accountId), ofPark('revenue_fee'), amount);
    case 'bill':
      return between(ofHolder('receivable', posting.accountId), ofPark('revenue_bill'), amount);
    case 'adjustment':
      return between(ofPark('adjustment'), ofHolder('wallet', posting.accountId), amount);
    case 'refund':
      return between(ofHolder('wallet', posting.accountId), ofPark(posting.channel), amount);
    case 'depositIn':
      return between(ofPark(posting.channel), ofHolder('deposit', posting.accountId), amount);
    case 'depositOut':
      return between(ofHolder('deposit', posting.accountId), ofPark(posting.channel), amount);
    case 'transfer':
      return between(placeOf(posting.from), placeOf(posting.to), amount);
    case 'writeOff':
      return between(ofPark('write_off'), ofHolder(posting.of, posting.accountId), amount);
    case 'cashDifference':
      return between(ofPark('cash'), ofPark('cash_difference'), amount);
  }
};

/** The counter-posting of what was booked: each line with the other sign. */
export const reversalOf = (lines: readonly Line[]): readonly Line[] =>
  balanced(lines.map(({ ref, amount }) => ({ ref, amount: fen(-amount) })));

/** What makes two postings of one key the same: kind, lines and note, not who or when. */
export const contentOf = (kind: PostingKind, lines: readonly Line[], memo: string): string =>
  [kind, ...lines.map(({ ref, amount }) => `${refKey(ref)}:${amount}`), memo].join('|');

const between = (from: LedgerRef, to: LedgerRef, amount: Fen): readonly Line[] => [
  { ref: from, amount: fen(-amount) },
  { ref: to, amount },
];

const placeOf = ({ kind, accountId }: HolderPlace): LedgerRef => ofHolder(kind, accountId);

const SIGNED: ReadonlySet<PostingKind> = new Set<PostingKind>(['opening', 'usage', 'adjustment', 'cashDifference']);

const checkAmount = ({ type, amount }: Posting): void => {
  if (amount === 0n || (amount < 0n && !SIGNED.has(type))) throw new RangeError(`ledger: a ${type} of ${amount} fen`);
};

const balanced = (lines: readonly Line[]): readonly Line[] => {
  const sum = lines.reduce((total, { amount }) => total + amount, 0n);
  const refs = new Set(lines.map(({ ref }) => refKey(ref)));
  if (lines.length < 2 || refs.size !== lines.length || sum !== 0n) {
    throw new Error(`ledger: ${lines.length} lines on ${refs.size} accounts sum to ${sum} fen`);
  }
  return lines;
};
