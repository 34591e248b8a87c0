import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuan as priceOf } from '../tariff/testing/tariffs.ts';
import { addDays, parkDay } from '../time/park-day.ts';
import { type Exact, exact, exactFromFen, fenFromYuan, price, roundToFen, yuanFromFen } from '../units/money.ts';
import { OPEN_END, spanOfMonth } from './day-span.ts';
import { type Fee, feeCharge } from './fee.ts';

const span = (from: string, to: string) => ({ from: parkDay(from), to: parkDay(to) });
const yuan = (text: string): Exact => {
  const found = fenFromYuan(text);
  if (found === null) throw new Error(`${text} is no amount`);
  return exactFromFen(found);
};
const shown = (charge: Exact): string => yuanFromFen(roundToFen(charge));
const since = (from: string) => ({ from: parkDay(from), to: OPEN_END });

describe.each([
  ['calendar', '677.42', '428.57'],
  ['thirty', '700.00', '400.00'],
] as const)('a property fee of 1,000.00 a month by %s days', (divisor, may, february) => {
  const fee: Fee = { type: 'fixed', perMonth: yuan('1000'), during: since('2026-05-11'), divisor };

  test('is whole for a whole month, whatever its length', () => {
    expect(shown(feeCharge(fee, span('2026-06-01', '2026-07-01')))).toBe('1000.00');
    expect(shown(feeCharge(fee, span('2027-02-01', '2027-03-01')))).toBe('1000.00');
    expect(shown(feeCharge(fee, span('2026-06-01', '2026-12-01')))).toBe('6000.00');
  });

  test('of a month that began late is what its days make', () => {
    expect(shown(feeCharge(fee, span('2026-05-01', '2026-06-01')))).toBe(may);
    const left = { ...fee, during: span('2026-01-01', '2026-02-13') };
    expect(shown(feeCharge(left, span('2026-02-01', '2026-03-01')))).toBe(february);
    expect(shown(feeCharge(fee, span('2026-01-01', '2026-05-11')))).toBe('0.00');
  });
});

test('per area: 420.5 m² at 3.2 yuan per m² and month', () => {
  const fee: Fee = { type: 'area', price: priceOf('3.2'), areaMilliM2: 420_500, during: since('2026-01-01'), divisor: 'calendar' };
  expect(shown(feeCharge(fee, span('2026-04-01', '2026-05-01')))).toBe('1345.60');
  expect(shown(feeCharge(fee, span('2026-04-01', '2026-04-16')))).toBe('672.80');
});

test('a term: a quarter of 30,000.00 billed by month, 31, 28 and 31 days of 90', () => {
  const fee: Fee = { type: 'term', amount: yuan('30000'), during: span('2026-01-01', '2026-04-01') };
  expect(shown(feeCharge(fee, span('2026-01-01', '2026-02-01')))).toBe('10333.33');
  expect(shown(feeCharge(fee, span('2026-02-01', '2026-03-01')))).toBe('9333.33');
  expect(shown(feeCharge(fee, span('2026-03-01', '2026-04-01')))).toBe('10333.33');
  expect(shown(feeCharge(fee, span('2026-04-01', '2026-05-01')))).toBe('0.00');
});

test('for any fee the bills of days that follow each other add up to the bill of them all', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays(parkDay('2026-01-01'), days));
  const during = fc.tuple(day, fc.integer({ min: 1, max: 400 })).map(([from, days]) => ({ from, to: addDays(from, days) }));
  const amount = fc.bigInt({ min: 0n, max: 10n ** 16n }).map(exact);
  const divisor = fc.constantFrom('thirty' as const, 'calendar' as const);
  const fees = fc.oneof(
    fc.record({ type: fc.constant('fixed' as const), perMonth: amount, during, divisor }),
    fc.record({
      type: fc.constant('area' as const),
      price: fc.bigInt({ min: 0n, max: 10n ** 10n }).map(price),
      areaMilliM2: fc.integer({ min: 0, max: 10_000_000 }),
      during,
      divisor,
    }),
    fc.record({ type: fc.constant('term' as const), amount, during }),
  );
  fc.assert(
    fc.property(fees, fc.uniqueArray(fc.integer({ min: 0, max: 1_300 }), { minLength: 2, maxLength: 10 }), (fee, cuts) => {
      const edges = cuts.toSorted((a, b) => a - b).map((days) => addDays(parkDay('2025-12-01'), days));
      const [first, last] = [edges[0], edges.at(-1)];
      if (first === undefined || last === undefined) throw new Error('two edges at least');
      const parts = edges.slice(1).map((to, index) => feeCharge(fee, { from: edges[index] ?? first, to }));
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(feeCharge(fee, { from: first, to: last }));
      const all = feeCharge(fee, { from: parkDay('2020-01-01'), to: parkDay('2030-01-01') });
      if (fee.type === 'term') expect(all).toBe(fee.amount);
    }),
  );
});

test('no month costs more than its whole amount', () => {
  const month = spanOfMonth('2026-01' as Parameters<typeof spanOfMonth>[0]);
  for (let day = 1; day <= 31; day++) {
    const fee: Fee = { type: 'fixed', perMonth: yuan('1000'), during: since(addDays(month.from, day - 1)), divisor: 'thirty' };
    expect(feeCharge(fee, month) <= yuan('1000')).toBe(true);
  }
});
