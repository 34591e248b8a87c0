import { expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import type { Curve, CurveSlot } from '../rpc/shapes.ts';
import { periodNow, pricesOf, sumCurves } from './sum-curves.ts';

const slot = (i: number, change: Partial<CurveSlot>): CurveSlot => ({
  start: instantMs(i * SLOT_MS),
  quantity: null,
  quality: null,
  period: 'flat',
  price: '0.5',
  ...change,
});
const curve = (...slots: readonly Partial<CurveSlot>[]): Curve => ({
  day: parkDay('2026-11-22'),
  slots: slots.map((change, i) => slot(i, change)),
});

test('two meters are one curve: quantities add up, an unknown one adds nothing, the weaker quality speaks', () => {
  const sum = sumCurves([
    curve({ quantity: 5, quality: 'measured' }, { quantity: 7, quality: 'measured' }, {}),
    curve({ quantity: 1, quality: 'estimated' }, {}, { quantity: 2, quality: 'interpolated' }),
  ]);
  expect(sum?.slots.map(({ quantity, quality }) => [quantity, quality])).toEqual([
    [6, 'estimated'],
    [7, 'measured'],
    [2, 'interpolated'],
  ]);
});

test('no meter, no curve', () => expect(sumCurves([])).toBeNull());

test('the period that runs now is that of the quarter of an hour in which it lies', () => {
  const day = curve({ period: 'flat' }, { period: 'peak' });
  expect([
    periodNow(day, 0),
    periodNow(day, SLOT_MS - 1),
    periodNow(day, SLOT_MS),
    periodNow(day, 2 * SLOT_MS),
    periodNow(null, 0),
  ]).toEqual(['flat', 'flat', 'peak', null, null]);
});

test('the day’s prices are listed once a period, also of hours to come', () => {
  const day = curve(
    { period: 'flat', price: '0.57' },
    { period: 'peak', price: '0.88' },
    { period: 'flat', price: '0.57' },
    { period: 'valley', price: null },
  );
  expect(pricesOf(day)).toEqual([
    { period: 'flat', price: '0.57' },
    { period: 'peak', price: '0.88' },
  ]);
});
