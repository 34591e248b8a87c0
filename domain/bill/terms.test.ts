import { describe, expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { GENERAL_RATES, rateOn } from './tax.ts';
import { type BillingTerms, DAYS_TO_PAY, daysToPayOn, ratesOf } from './terms.ts';

const terms = (validFrom: string, more: Partial<BillingTerms>): BillingTerms => ({
  validFrom: parkDay(validFrom),
  daysToPay: 30,
  taxRates: {},
  source: 'test',
  ...more,
});
const TWO = [terms('2026-01-01', { taxRates: { lease: 500 } }), terms('2026-07-01', { daysToPay: 10, taxRates: { water: 300 } })];

describe('terms of billing', () => {
  test('of a park that has said nothing are the general ones', () => {
    expect(ratesOf([])).toEqual(GENERAL_RATES);
    expect(daysToPayOn([], parkDay('2026-07-01'))).toBe(DAYS_TO_PAY);
  });

  test.each([
    ['2025-12-31', 900, 900, DAYS_TO_PAY],
    ['2026-01-01', 500, 900, 30],
    ['2026-06-30', 500, 900, 30],
    ['2026-07-01', 900, 300, 10],
  ])('on %s a lease bears %d, water %d hundredths of a percent, and %d days are left to pay', (day, lease, water, days) => {
    const rates = ratesOf(TWO);
    expect([rateOn(rates, 'lease', parkDay(day)), rateOn(rates, 'water', parkDay(day))]).toEqual([lease, water]);
    expect(rateOn(rates, 'electricity', parkDay(day))).toBe(1_300);
    expect(daysToPayOn(TWO, parkDay(day))).toBe(days);
  });
});
