import { expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import { exact } from '#domain/units/money.ts';
import type { UseLine } from '../../rpc/shapes.ts';
import { daysOfUse, tiersOf, unpriced } from './days-of-use.ts';

const line = (day: string, own: Partial<UseLine>): UseLine => ({
  day: parkDay(day),
  point: 'E1',
  period: 'flat',
  component: 'all',
  quantity: 1_000,
  chargeYuan: '0.50000000000',
  ...own,
});

const LINES = [
  line('2026-11-01', { component: 'purchase' }),
  line('2026-11-01', { component: 'grid', chargeYuan: '0.10000000000' }),
  line('2026-11-01', { period: null, component: 'unpriced', quantity: 250, chargeYuan: '0.00000000000' }),
  line('2026-11-03', { point: 'W1', quantity: 40, chargeYuan: '0.12000000001' }),
];

const days = daysOfUse({
  lines: LINES,
  tiers: [
    {
      day: parkDay('2026-11-03'),
      medium: 'water',
      component: 'tier#2',
      name: { zh: '阶', en: 'Tier' },
      quantity: 30,
      price: '1.38000000',
      chargeYuan: '0.04140000000',
    },
  ],
  mediumOf: (point) => (point === 'W1' ? 'water' : 'electricity'),
  from: parkDay('2026-11-01'),
  to: parkDay('2026-11-03'),
});

test('every day of the span is there, with each quantity once and every part of the charge', () => {
  expect(days.map(({ day, electricity, water, charge }) => [day, electricity.quantity, water.quantity, charge])).toEqual([
    ['2026-11-01', 1_250, 0, exact(60_000_000_000n)],
    ['2026-11-02', 0, 0, exact(0n)],
    ['2026-11-03', 0, 40, exact(16_140_000_001n)],
  ]);
});

test('what a tier added is in its day’s charge, and told apart; its quantity is no more use', () => {
  expect(days.map(tiersOf)).toEqual([0n, 0n, 4_140_000_000n]);
});

test('what no tariff prices is told apart from the periods', () => {
  expect(days.map(({ electricity }) => unpriced(electricity))).toEqual([250, 0, 0]);
});
