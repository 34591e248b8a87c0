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
const electric = (lines: readonly UseLine[], day = TODAY) => sumUse({ lines, tiers: [], medium: 'electricity', mediumOf, day });

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
  expect(sumUse({ lines, tiers: [], medium: 'electricity', mediumOf }).quantity).toBe(1_007);
  expect(sumUse({ lines, tiers: [], medium: 'water', mediumOf }).quantity).toBe(40);
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

test('a tier’s parts of days are one of the span, in the charge and not in the quantity; two prices of it are none', () => {
  const tier = (day: string, component: string, price = '0.05000000') => ({
    day: parkDay(day),
    medium: 'electricity' as const,
    component,
    name: { zh: '阶', en: 'Tier' },
    quantity: 400,
    price,
    chargeYuan: '0.02000000000',
  });
  const tiers = [tier('2026-11-21', 'tier#2'), tier('2026-11-22', 'tier#2'), tier('2026-11-22', 'tier#3', '0.30000000')];
  const of = (day?: string) =>
    sumUse({ lines: [line({})], tiers, medium: 'electricity', mediumOf, ...(day === undefined ? {} : { day: parkDay(day) }) });
  expect(of().tiers.map(({ component, quantity, price, charge }) => [component, quantity, price, charge])).toEqual([
    ['tier#2', 800, '0.05000000', 4_000_000_000n],
    ['tier#3', 400, '0.30000000', 2_000_000_000n],
  ]);
  expect([of().quantity, of().charge, of('2026-11-22').charge]).toEqual([1_000, 56_000_000_000n, 54_000_000_000n]);
  const other = [tier('2026-11-22', 'tier#2', '0.06000000')];
  expect(sumUse({ lines: [], tiers: [...tiers, ...other], medium: 'electricity', mediumOf }).tiers[0]?.price).toBeNull();
  expect(sumUse({ lines: [], tiers, medium: 'water', mediumOf }).tiers).toEqual([]);
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
