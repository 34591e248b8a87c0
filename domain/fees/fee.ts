import { chargeOf, type Exact, exact, type Price } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type DaySpan, daysOf, monthsOf, sharedSpan, spanOfMonth } from './day-span.ts';
import { type MonthDivisor, monthPart, shareOfDays } from './pro-rata.ts';

/** What is owed whatever is used: property fee, rent, a meter's rent. Days are park-local, spans [from, to). */
export type Fee =
  /** So much a month. */
  | { readonly type: 'fixed'; readonly perMonth: Exact; readonly during: DaySpan; readonly divisor: MonthDivisor }
  /** So much per m² and month. `areaMilliM2`: thousandths of a square metre; price in yuan per m² and month. */
  | {
      readonly type: 'area';
      readonly price: Price;
      readonly areaMilliM2: number;
      readonly during: DaySpan;
      readonly divisor: MonthDivisor;
    }
  /** So much for a whole term (a rent for a quarter, a year): each of its days has the same share. */
  | { readonly type: 'term'; readonly amount: Exact; readonly during: DaySpan };

/**
 * What falls on the days [from, to) of a bill, exactly; the bill line rounds once, half up. A month that is due as a whole costs its whole
 * amount; of a month that is due in part each day costs a thirtieth or the share of its month, as the contract's divisor says. Within a
 * month that is cut into several bills the parts add up to what the month costs, since each is what stands at its end less what stood before.
 */
export const feeCharge = (fee: Fee, bill: DaySpan): Exact => {
  if (fee.type === 'term') return shareOfDays(fee.amount, fee.during, bill);
  const perMonth = fee.type === 'fixed' ? fee.perMonth : chargeOf(quantity(fee.areaMilliM2), fee.price);
  const owed = sharedSpan(fee.during, bill);
  if (daysOf(owed) === 0) return exact(0n);
  return exact(
    monthsOf(owed).reduce((sum, month) => {
      const whole = spanOfMonth(month);
      const due = sharedSpan(whole, fee.during);
      const ofMonth = monthPart(perMonth, { days: daysOf(due), daysInMonth: daysOf(whole), divisor: fee.divisor });
      return sum + shareOfDays(ofMonth, due, owed);
    }, 0n),
  );
};
