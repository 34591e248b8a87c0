import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { fen } from '../units/money.ts';
import { GENERAL_RATES, itemOf, rateOn, splitTax } from './tax.ts';

test.each([
  [39_345_972n, 1_300, 34_819_444n, 4_526_528n],
  [100_000n, 600, 94_340n, 5_660n],
  [1_000n, 0, 1_000n, 0n],
  [-39_345_972n, 1_300, -34_819_444n, -4_526_528n],
  [1n, 1_300, 1n, 0n],
])('%s fen at %s hundredths of a percent are %s and %s tax', (total, rate, excl, tax) => {
  expect(splitTax(fen(total), rate)).toEqual({ excl, tax });
});

test('for any amount the two are the whole, and its opposite is split as it was', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), fc.integer({ min: 0, max: 2_000 }), (total, rate) => {
      const { excl, tax } = splitTax(fen(total), rate);
      const other = splitTax(fen(-total), rate);
      expect([excl + tax, -other.excl, -other.tax]).toEqual([total, excl, tax]);
    }),
  );
});

test('a rate is that of its day; electricity bears one rate with its funds, what is collected for the state beside water none', () => {
  const later = {
    from: parkDay('2026-09-01'),
    rates: { electricity: 300, water: 300, sewage: 0, waterResource: 0, service: 300, lease: 500 },
  };
  const rates = [...GENERAL_RATES, later];
  expect(['2026-08-31', '2026-09-01', '1999-01-01'].map((on) => rateOn(rates, 'electricity', parkDay(on)))).toEqual([1_300, 300, 1_300]);
  expect([itemOf('electricity', 'fund'), itemOf('water', 'all'), itemOf('water', 'sewage'), itemOf('water', 'waterResource')]).toEqual([
    'electricity',
    'water',
    'sewage',
    'waterResource',
  ]);
});
