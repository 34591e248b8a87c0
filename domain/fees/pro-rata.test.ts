import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parkDay } from '../time/park-day.ts';
import { type Exact, exact, exactFromFen, fen, roundToFen } from '../units/money.ts';
import { daysOf, monthsOf, parkMonthFromText, sharedSpan, spanOfMonth } from './day-span.ts';
import { fractionOf, monthPart, shareOfDays } from './pro-rata.ts';

const span = (from: string, to: string) => ({ from: parkDay(from), to: parkDay(to) });
const yuan = (n: number): Exact => exactFromFen(fen(BigInt(n) * 100n));

describe('spans of days', () => {
  test.each([
    ['2026-02', 28],
    ['2028-02', 29],
    ['2026-04', 30],
    ['2026-12', 31],
  ])('%s has %d days', (text, days) => {
    const month = parkMonthFromText(text);
    expect(month && daysOf(spanOfMonth(month))).toBe(days);
  });

  test('what is no month is none', () => {
    expect(['2026-13', '2026-1', '2026', '2026-01-01'].map(parkMonthFromText)).toEqual([null, null, null, null]);
  });

  test('share what both hold, and nothing where they only touch', () => {
    expect(sharedSpan(span('2026-01-10', '2026-02-10'), span('2026-02-01', '2026-03-01'))).toEqual(span('2026-02-01', '2026-02-10'));
    expect(daysOf(sharedSpan(span('2026-01-01', '2026-02-01'), span('2026-02-01', '2026-03-01')))).toBe(0);
    expect(daysOf(sharedSpan(span('2026-05-01', '2026-06-01'), span('2026-02-01', '2026-03-01')))).toBe(0);
  });

  test('name every month they touch', () => {
    expect(monthsOf(span('2026-11-15', '2027-02-01'))).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(monthsOf(span('2026-11-15', '2026-11-15'))).toEqual(['2026-11']);
  });
});

test.each([
  [30, 31, 'thirty', 100_000n],
  [31, 31, 'thirty', 100_000n],
  [28, 28, 'thirty', 100_000n],
  [10, 30, 'thirty', 33_333n],
  [27, 28, 'thirty', 90_000n],
  [0, 31, 'thirty', 0n],
  [10, 31, 'calendar', 32_258n],
] as const)('%d of %d days by %s of 1,000.00 yuan', (days, daysInMonth, divisor, expected) => {
  expect(roundToFen(monthPart(yuan(1_000), { days, daysInMonth, divisor }))).toBe(expected);
});

describe('for any amount', () => {
  const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(exact);

  test('the shares of days that follow each other add up to the whole', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(amounts, cuts, (amount, days) => {
        const edges = days.toSorted((a, b) => a - b).map((day) => addDays(parkDay('2026-01-01'), day));
        const [first, last] = [edges[0], edges.at(-1)];
        if (first === undefined || last === undefined) throw new Error('two edges at least');
        const whole = { from: first, to: last };
        const shares = edges.slice(1).map((to, index) => shareOfDays(amount, whole, { from: edges[index] ?? first, to }));
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
        expect(shareOfDays(amount, whole, { from: parkDay('2020-01-01'), to: parkDay('2030-01-01') })).toBe(amount);
        expect(shareOfDays(amount, whole, { from: last, to: addDays(last, 9) })).toBe(0n);
      }),
    );
  });

  test('what is cut off below 1e-11 never changes the fen', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 400n }), fc.bigInt({ min: 1n, max: 400n }), (amount, numerator, denominator) => {
        const scaled = amount * numerator;
        const unit = 1_000_000_000n * denominator;
        const half = scaled < 0n ? -unit / 2n : unit / 2n;
        expect(roundToFen(fractionOf(amount, numerator, denominator))).toBe((scaled + half) / unit);
      }),
    );
  });

  test('nothing is divided by nothing', () => {
    expect(() => fractionOf(exact(1n), 1, 0)).toThrow('divides nothing');
  });
});
