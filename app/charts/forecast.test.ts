import { describe, expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Curve } from '../rpc/shapes.ts';
import { forecastOf } from './forecast.ts';

const MIDNIGHT = 1_763_481_600_000;
const curve = (from: number, quantities: readonly (number | null)[]): Curve => ({
  day: '2026-11-19' as unknown as Curve['day'],
  slots: quantities.map((quantity, i) => ({ start: instantMs(from + i * SLOT_MS), quantity, quality: null, period: null, price: null })),
});
const WEEK = 7 * 96 * SLOT_MS;
const lastWeek = curve(MIDNIGHT - WEEK, [100, 100, 100, 100, 200, 300, null, 50]);
const at = (slots: number) => instantMs(MIDNIGHT + slots * SLOT_MS);

describe('the forecast of the rest of today', () => {
  test('is the same weekday of last week, by what today has used against it so far', () =>
    expect(forecastOf(curve(MIDNIGHT, [120, 120, 120, 120, null, null, null, null]), lastWeek, at(4))).toEqual([
      ...[null, null, null, null],
      200 * 4 * 1.2,
      300 * 4 * 1.2,
      null,
      50 * 4 * 1.2,
    ]));

  test('begins with the slot that runs', () =>
    expect(forecastOf(curve(MIDNIGHT, [120, 120, 120, 120, 90, null, null, null]), lastWeek, at(4.6))?.[4]).toBe(200 * 4 * 1.2));

  test('compares only slots that both days know', () =>
    expect(forecastOf(curve(MIDNIGHT, [100, null, 100, 100, 400, null, null, null]), lastWeek, at(5))?.[5]).toBe(300 * 4 * (700 / 500)));

  test.each([
    ['before an hour can be compared', [120, 120, 120, null], lastWeek, 3],
    ['without last week', [120, 120, 120, 120, 120], null, 5],
    ['where last week stood still', [1, 1, 1, 1, null], curve(MIDNIGHT - WEEK, [0, 0, 0, 0, 0]), 4],
  ])('is not made %s', (_, quantities, before, slots) => expect(forecastOf(curve(MIDNIGHT, quantities), before, at(slots))).toBeNull());
});
