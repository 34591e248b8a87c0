import { expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import type { UseLine } from '../rpc/shapes.ts';
import { sumUse, withOpen, yuanOf } from './use-sums.ts';

const TODAY = parkDay('2026-11-22');
const line = (change: Partial<UseLine>): UseLine => ({
  day: TODAY,
  point: 'E1',
  period: 'flat',
  component: 'all',
  quantity: 1_000,
  chargeYuan: '0.50000000000',
  ...change,
});
const mediumOf = (point: string) => (point === 'W1' ? ('water' as const) : ('electricity' as const));
const electric = (lines: readonly UseLine[], day = TODAY) => sumUse({ lines, medium: 'electricity', mediumOf, day });

test('the parts of a price share one quantity, which counts once; their charges add up', () => {
  const use = electric([
    line({ component: 'purchase', chargeYuan: '0.30000000000' }),
    line({ component: 'td', chargeYuan: '0.20500000000' }),
    line({ point: 'E2', component: 'purchase', chargeYuan: '0.30000000000' }),
  ]);
  expect(use.quantity).toBe(2_000);
  expect(use.periods).toEqual([{ period: 'flat', quantity: 2_000, yuan: '0.81' }]);
});

test('two tariffs on one day are two rows, also where they use the same quantity by the same parts', () => {
  const old = [line({ component: 'purchase' }), line({ component: 'td' })];
  expect(electric([...old, ...old]).quantity).toBe(2_000);
});

test('water, and other days, are apart', () => {
  const lines = [line({}), line({ point: 'W1', quantity: 40 }), line({ day: parkDay('2026-11-21'), quantity: 7 })];
  expect(electric(lines).quantity).toBe(1_000);
  expect(sumUse({ lines, medium: 'electricity', mediumOf }).quantity).toBe(1_007);
  expect(sumUse({ lines, medium: 'water', mediumOf }).quantity).toBe(40);
});

test('periods stand from cheap to dear, and a charge is rounded once', () => {
  const use = electric([
    line({ period: 'peak', chargeYuan: '0.00400000000' }),
    line({ period: 'peak', day: TODAY, point: 'E2', chargeYuan: '0.00400000000' }),
    line({ period: 'deepValley', quantity: 3, chargeYuan: '-0.00500000000' }),
  ]);
  expect(use.periods.map(({ period, yuan }) => [period, yuan])).toEqual([
    ['deepValley', '-0.01'],
    ['peak', '0.01'],
  ]);
  expect(yuanOf(use.charge)).toBe('0.00');
});

test('what is measured and not priced counts as used', () => expect(electric([line({ period: null })]).quantity).toBe(1_000));

test('the open quarter of an hour belongs to the period that runs now', () => {
  const periods = [{ period: 'flat' as const, quantity: 5, yuan: '1.00' }];
  expect(withOpen(periods, 2, 'flat')).toEqual([{ period: 'flat', quantity: 7 }]);
  expect(withOpen(periods, 2, 'peak').map(({ period, quantity }) => [period, quantity])).toEqual([
    ['flat', 5],
    ['peak', 2],
  ]);
  expect(withOpen(periods, -2, 'flat')).toBe(periods);
});
