import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsOf } from '../fees/day-span.ts';
import { parkDay } from '../time/park-day.ts';
import { roundToFen, yuanFromFen } from '../units/money.ts';
import { bestContractW, type SeenMonth } from './best-contract.ts';
import { withMode } from './compare-books.ts';
import type { PriceBook } from './price-book.ts';
import { book } from './testing/books.ts';
import { yuan } from './testing/tariffs.ts';
import { twoPartCharge } from './two-part.ts';

const YEAR = monthsOf({ from: parkDay('2026-01-01'), to: parkDay('2027-01-01') });
const [january] = YEAR;
const withCapacity = (kVA: number): PriceBook => ({
  ...book(),
  twoPart: {
    units: [{ code: 'T1', capacityVA: kVA * 1_000, sealed: [] }],
    modes: [{ from: january ?? missing(), mode: 'actual' }],
    prices: [{ from: parkDay('2026-01-01'), perKW: yuan('42'), perKVA: yuan('26.3') }],
    divisor: 'thirty',
  },
});
const missing = (): never => {
  throw new Error('a year has months');
};
const seen = (kW: readonly number[]): readonly SeenMonth[] =>
  kW.flatMap((maximum, index) => {
    const month = YEAR[index];
    return month === undefined ? [] : [{ month, maxDemandW: Math.round(maximum * 1_000), usedWh: 0 }];
  });

test.each([
  ['one high month of two is contracted for', [1_050, 525], 1_000_000, '84000.00'],
  ['one of three is not: it pays double for what is over', [1_050, 525, 525], 500_000, '107100.00'],
])('%s', (_what, kW, contractW, charge) => {
  const best = bestContractW(withCapacity(800), seen(kW));
  expect(best?.contractW).toBe(contractW);
  expect(yuanFromFen(roundToFen(best?.charge ?? missing()))).toBe(charge);
});

test('nothing below the floor of 40 %', () => {
  expect(bestContractW(withCapacity(5_000), seen([300, 400, 500]))?.contractW).toBe(2_000_000);
});

test('without a second part, or before its prices, there is none', () => {
  expect(bestContractW(book(), seen([100]))).toBeNull();
  const late = withCapacity(800);
  const prices = [{ from: parkDay('2026-02-01'), perKW: yuan('42'), perKVA: yuan('26.3') }];
  expect(bestContractW({ ...late, twoPart: late.twoPart && { ...late.twoPart, prices } }, seen([100]))).toBeNull();
});

test('for any year no other contract costs less, but for the watt that a bend is rounded up to', () => {
  const year = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(year, fc.integer({ min: 101, max: 4_000 }), fc.integer({ min: 0, max: 3_500_000 }), (kW, kVA, otherW) => {
      const months = seen(kW);
      const best = bestContractW(withCapacity(kVA), months);
      const twoPart = withMode(withCapacity(kVA), 'contract', otherW)?.twoPart;
      if (!best || !twoPart) throw new Error('there is a second part');
      const other = months.reduce(
        (sum, { month, maxDemandW }) => sum + (twoPartCharge(twoPart, month, { maxDemandW, usedWh: 0 })?.charge ?? 0n),
        0n,
      );
      // A watt over twelve months at 42 yuan per kW.
      expect(best.charge <= other + 12n * 2n * 4_200_000_000n).toBe(true);
    }),
  );
});
