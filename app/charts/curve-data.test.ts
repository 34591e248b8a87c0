import { describe, expect, test } from 'vitest';
import type { Period } from '#domain/tariff/tariff.ts';
import { type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import type { Curve, CurveSlot } from '../rpc/shapes.ts';
import { bandsOf, curveData, curveUnit } from './curve-data.ts';

const MIDNIGHT = instantMs(Date.UTC(2026, 10, 21, 16));
const at = (slot: number): InstantMs => instantMs(MIDNIGHT + slot * SLOT_MS);

const slot = (i: number, wh: number | null, period: Period | null = 'flat'): CurveSlot => ({
  start: at(i),
  quantity: wh,
  quality: wh === null ? null : 'measured',
  period,
  price: period === null ? null : '0.57266875',
});
const curve = (slots: readonly CurveSlot[]): Curve => ({ day: parkDay('2026-11-22'), slots });

describe('slots as a load curve', () => {
  test('a slot of 250 Wh is a mean of 1 kW, and the running slot is left to the live figure', () => {
    const data = curveData(curve([slot(0, 250), slot(1, 500), slot(2, 30)]), null, instantMs(at(2) + 60_000));
    expect(data?.today).toEqual([1000, 2000, null]);
  });

  test('a gap stays a gap', () => {
    expect(curveData(curve([slot(0, 250), slot(1, null)]), null, at(2))?.today).toEqual([1000, null]);
  });

  test('a day without slots has no curve', () => expect(curveData(curve([]), null, at(0))).toBeNull());
});

test('slots in a row of one period and price are one band; time without a tariff has none', () => {
  const bands = bandsOf([slot(0, 1), slot(1, 1), slot(2, 1, 'peak'), slot(3, 1, null), slot(4, 1, 'peak')]);
  expect(bands.map(({ period, from, to }) => [period, from, to])).toEqual([
    ['flat', 0, 2],
    ['peak', 2, 3],
    ['peak', 4, 5],
  ]);
});

test('a park is drawn in megawatts from the first one', () => {
  expect(curveUnit(curve([slot(0, 249_999)]), null)).toBe('kW');
  expect(curveUnit(curve([slot(0, 1)]), curve([slot(0, 250_000)]))).toBe('MW');
});
