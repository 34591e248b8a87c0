import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { curvePath, curvePlan } from './day-curve.ts';

const DATA = {
  from: instantMs(0),
  slots: 4,
  today: [1_000, 2_000, null, null],
  estimated: [],
  yesterday: [4_000, null, 3_000, 1_000],
  bands: [],
  live: null,
  contractW: null,
  unit: 'kW' as const,
};
const SIZE = { width: 300, height: 160 };
const place = { x: (slot: number) => slot * 10, y: (watts: number) => watts / 100 };

test('the axis holds the highest of both days in round steps, the highest tick at the top', () => {
  const plan = curvePlan(DATA, SIZE);
  expect(plan.ticks.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  expect(plan.ticks.at(-1)?.y).toBe(plan.top);
  expect([plan.x(0), plan.x(4)]).toEqual([plan.left, plan.right]);
});

test('a day without figures still has an axis', () => {
  const plan = curvePlan({ ...DATA, today: [null], yesterday: [] }, SIZE);
  expect(plan.ticks.map(({ text }) => text)).toEqual(['1']);
});

test('means stand at the middle of their slots, and an unknown one interrupts the line', () =>
  expect(curvePath([100, null, 300, 400], place)).toBe('M5 1M25 3L35 4'));

test('the line goes on to the power of now, over the running quarter', () => {
  expect(curvePath([100, null, null], place, { slot: 1.4, watts: 200 })).toBe('M5 1M5 1L14 2');
  expect(curvePath([100, 100], place, { slot: 2, watts: 200 })).toBe('M5 1L15 1L20 2');
});

test('a meter that was silent for long is not joined to now', () =>
  expect(curvePath([100, null, null, null, null], place, { slot: 4.5, watts: 200 })).toBe('M5 1'));
