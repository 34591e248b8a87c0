import type { ParkDay } from '../time/instant.ts';
import { addDays } from '../time/park-day.ts';
import { type Exact, exact, exactFromFen, type Fen, fen, roundToFen } from '../units/money.ts';
import { type DaySpan, daysOf, sharedSpan, spanOfYear } from './day-span.ts';
import { fractionOf } from './pro-rata.ts';

/** 违约金 of a contract or of the supply rules. Rates are millionths of the arrears per day: 0.1 % is 1,000. */
export interface LateFeeTerms {
  readonly dailyPpm: number;
  /** Of arrears carried over a turn of the year, from 1 January on (跨年度欠费). */
  readonly carriedOverPpm: number;
  /** Days after the due date that cost nothing and are not counted later, either; 0: it runs from the day after the due date. */
  readonly graceDays: number;
  /** Never more than this share of what was owed: 1,000,000 is the principal itself; null: no cap. */
  readonly capPpm: number | null;
  /** Below it the fee is this much (1 yuan in the text of 1996); 0 for none. */
  readonly minimum: Fen;
}

/** 供电营业规则 (from memory: to be checked before a tenant is told): residents 0.1 % a day, never more than the principal. */
export const RESIDENT_LATE_FEE: LateFeeTerms = {
  dailyPpm: 1_000,
  carriedOverPpm: 1_000,
  graceDays: 0,
  capPpm: 1_000_000,
  minimum: fen(0n),
};
/** 供电营业规则 (from memory, as above): others 0.2 % a day, 0.3 % for what is carried over a year. */
export const BUSINESS_LATE_FEE: LateFeeTerms = { ...RESIDENT_LATE_FEE, dailyPpm: 2_000, carriedOverPpm: 3_000 };
/** Rent and property fees are a matter of the contract; 0.05 % a day is usual. */
export const CONTRACT_LATE_FEE: LateFeeTerms = { ...RESIDENT_LATE_FEE, dailyPpm: 500, carriedOverPpm: 500 };

export interface Arrears {
  readonly owed: Fen;
  readonly dueOn: ParkDay;
  /** What came in, each on its day; what comes on a day still costs that day. */
  readonly payments: readonly { readonly on: ParkDay; readonly amount: Fen }[];
}

/**
 * The fee up to and including the day `until` (the day of payment), rounded once: every day after the due date costs the rate of what is
 * still owed on its morning. Σ arrears x rate x days, as DOMAIN 7.3.
 */
export const lateFee = (terms: LateFeeTerms, arrears: Arrears, until: ParkDay): Fen => {
  const charge = exactLateFee(terms, arrears, until);
  if (charge <= 0n) return fen(0n);
  const rounded = roundToFen(charge);
  const cap = terms.capPpm === null ? null : roundToFen(fractionOf(exactFromFen(arrears.owed), terms.capPpm, PPM));
  if (cap !== null && (rounded > cap || terms.minimum > cap)) return cap;
  return rounded > terms.minimum ? rounded : fen(terms.minimum);
};

const PPM = 1_000_000;

const exactLateFee = (terms: LateFeeTerms, { owed, dueOn, payments }: Arrears, until: ParkDay): Exact => {
  const counted: DaySpan = { from: addDays(dueOn, 1 + terms.graceDays), to: addDays(until, 1) };
  const inOrder = payments.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  let open = owed;
  let from = counted.from;
  let charge = 0n;
  for (const payment of [...inOrder, { on: until, amount: fen(0n) }]) {
    const to = addDays(payment.on, 1);
    const stretch = sharedSpan(counted, { from, to });
    if (open > 0n) charge += ofStretch(terms, { open, dueOn, stretch });
    if (to > from) from = to;
    open = fen(open - payment.amount);
  }
  return exact(charge);
};

const ofStretch = (
  { dailyPpm, carriedOverPpm }: LateFeeTerms,
  { open, dueOn, stretch }: { readonly open: Fen; readonly dueOn: ParkDay; readonly stretch: DaySpan },
): bigint => {
  const days = daysOf(stretch);
  const ofYear = daysOf(sharedSpan(stretch, { from: stretch.from, to: spanOfYear(Number(dueOn.slice(0, 4))).to }));
  return fractionOf(exactFromFen(open), BigInt(ofYear) * BigInt(dailyPpm) + BigInt(days - ofYear) * BigInt(carriedOverPpm), PPM);
};
