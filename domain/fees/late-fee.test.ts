import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parkDay } from '../time/park-day.ts';
import { fen, yuanFromFen } from '../units/money.ts';
import { BUSINESS_LATE_FEE, CONTRACT_LATE_FEE, lateFee, RESIDENT_LATE_FEE } from './late-fee.ts';

const yuan = (n: number) => fen(BigInt(Math.round(n * 100)));
const owes = (amount: number, dueOn: string, ...payments: readonly (readonly [string, number])[]) => ({
  owed: yuan(amount),
  dueOn: parkDay(dueOn),
  payments: payments.map(([on, paid]) => ({ on: parkDay(on), amount: yuan(paid) })),
});
const shown = (...args: Parameters<typeof lateFee>): string => yuanFromFen(lateFee(...args));

describe('from the day after the due date to the day of payment', () => {
  test.each([
    ['2026-05-09', '0.00'],
    ['2026-05-10', '0.00'],
    ['2026-05-11', '20.00'],
    ['2026-05-20', '200.00'],
  ])('10,000.00 due on 10 May, paid on %s: a business owes %s', (paidOn, expected) => {
    expect(shown(BUSINESS_LATE_FEE, owes(10_000, '2026-05-10', [paidOn, 10_000]), parkDay(paidOn))).toBe(expected);
  });

  test('a resident half of it, a rent a quarter', () => {
    const ten = owes(10_000, '2026-05-10');
    expect(shown(RESIDENT_LATE_FEE, ten, parkDay('2026-05-20'))).toBe('100.00');
    expect(shown(CONTRACT_LATE_FEE, ten, parkDay('2026-05-20'))).toBe('50.00');
  });
});

test('what is carried over the year costs 0.3 % from 1 January: 11 days of December, 10 of January', () => {
  expect(shown(BUSINESS_LATE_FEE, owes(10_000, '2026-12-20'), parkDay('2026-12-31'))).toBe('220.00');
  expect(shown(BUSINESS_LATE_FEE, owes(10_000, '2026-12-20'), parkDay('2027-01-10'))).toBe('520.00');
});

test('a part that is paid stops its own share the day after', () => {
  // 5 days of 10,000, then 5 of 4,000.
  expect(shown(BUSINESS_LATE_FEE, owes(10_000, '2026-05-10', ['2026-05-15', 6_000]), parkDay('2026-05-20'))).toBe('140.00');
  // Paid before it was due: only the rest was ever late. The order of the list is of no matter.
  const early = owes(10_000, '2026-05-10', ['2026-05-15', 5_000], ['2026-05-01', 5_000]);
  expect(shown(BUSINESS_LATE_FEE, early, parkDay('2026-05-30'))).toBe('50.00');
});

test('never more than the principal, where the cap is the principal', () => {
  const old = owes(100, '2020-01-01');
  expect(shown(BUSINESS_LATE_FEE, old, parkDay('2026-01-01'))).toBe('100.00');
  expect(shown({ ...BUSINESS_LATE_FEE, capPpm: 300_000 }, old, parkDay('2026-01-01'))).toBe('30.00');
  expect(shown({ ...BUSINESS_LATE_FEE, capPpm: null }, owes(100, '2025-01-01'), parkDay('2026-01-01'))).toBe('73.10');
});

test('days of grace are free, and a minimum holds from the first day that is not', () => {
  const terms = { ...BUSINESS_LATE_FEE, graceDays: 3, minimum: yuan(1) };
  const small = owes(100, '2026-05-10');
  expect(shown(terms, small, parkDay('2026-05-13'))).toBe('0.00');
  expect(shown(terms, small, parkDay('2026-05-14'))).toBe('1.00');
  expect(shown(terms, small, parkDay('2026-05-23'))).toBe('2.00');
});

test('for any arrears and payments: never less for waiting longer, never above the cap, and splitting a payment of a day changes nothing', () => {
  const days = fc.integer({ min: -20, max: 500 });
  const payments = fc.array(fc.record({ on: days, amount: fc.bigInt({ min: 0n, max: 500_000n }) }), { maxLength: 5 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), payments, days, (owed, paid, until) => {
      const due = parkDay('2026-09-10');
      const list = paid.map(({ on, amount }) => ({ on: addDays(due, on), amount: fen(amount) }));
      const arrears = { owed: fen(owed), dueOn: due, payments: list };
      const upTo = (n: number, of = arrears) => lateFee(BUSINESS_LATE_FEE, of, addDays(due, n));
      expect(upTo(until + 1) >= upTo(until)).toBe(true);
      expect(upTo(until) <= owed).toBe(true);
      const halves = list.flatMap(({ on, amount }) => [
        { on, amount: fen(amount / 2n) },
        { on, amount: fen(amount - amount / 2n) },
      ]);
      expect(upTo(until, { ...arrears, payments: halves.toReversed() })).toBe(upTo(until));
    }),
  );
});
