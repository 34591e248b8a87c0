import { type Exact, exact } from '../units/money.ts';
import { type DaySpan, daysOf, sharedSpan } from './day-span.ts';

/**
 * numerator/denominator of an amount, cut off (towards zero) below 1e-11 yuan: a fraction of a fen that is then rounded half up comes out as
 * if nothing had been cut.
 */
export const fractionOf = (amount: Exact, numerator: number | bigint, denominator: number | bigint): Exact => {
  if (BigInt(denominator) <= 0n) throw new RangeError(`pro rata: ${denominator} divides nothing`);
  return exact((amount * BigInt(numerator)) / BigInt(denominator));
};

/**
 * The part of an amount for `whole` that falls on `part`, by days. The shares of days that follow each other add up to the whole, not one
 * 1e-11 yuan lost: a day's share is what stands on its evening less what stood on its morning. Days outside `whole` have no share.
 */
export const shareOfDays = (amount: Exact, whole: DaySpan, part: DaySpan): Exact => {
  const days = daysOf(whole);
  const within = sharedSpan(whole, part);
  if (days === 0 || daysOf(within) === 0) return exact(0n);
  const before = daysOf({ from: whole.from, to: within.from });
  return exact(fractionOf(amount, before + daysOf(within), days) - fractionOf(amount, before, days));
};

/** How a part of a month is reckoned: the trade's thirtieths (供电营业规则: 每日按全月基本电费三十分之一计算), or the days the month has. */
export type MonthDivisor = 'thirty' | 'calendar';

/**
 * What a month's amount comes to when it was due on `days` of its `daysInMonth`. No day: nothing; every day: all of it, whatever the divisor;
 * never more than all.
 */
export const monthPart = (
  amount: Exact,
  { days, daysInMonth, divisor }: { readonly days: number; readonly daysInMonth: number; readonly divisor: MonthDivisor },
): Exact => {
  if (days >= daysInMonth) return amount;
  const parts = divisor === 'thirty' ? 30 : daysInMonth;
  return days >= parts ? amount : fractionOf(amount, Math.max(0, days), parts);
};
