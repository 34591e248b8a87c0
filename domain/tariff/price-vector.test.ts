import { describe, expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { calendarFromHolidayCn } from './calendar.ts';
import { type DatedVector, priceAt, type VectorComponent, vectorFaults, vectorOn } from './price-vector.ts';
import { yuan } from './testing/tariffs.ts';

const flat = (price: string, points = 24) => Array.from({ length: points }, () => yuan(price));
const vector = (from: string, price: string, change: Partial<DatedVector> = {}): DatedVector => ({
  from: parkDay(from),
  prices: flat(price),
  ...change,
});
const component = (...vectors: readonly DatedVector[]): VectorComponent => ({
  code: 'retail',
  name: { zh: '零售', en: 'Retail' },
  vectors,
});
const calendar = calendarFromHolidayCn({ days: [{ name: '劳动节', date: '2026-05-01', isOffDay: true }] });

describe('the vector of a day', () => {
  const year = component(
    vector('2026-01-01', '0.40'),
    vector('2026-05-01', '0.50'),
    vector('2026-05-01', '0.30', { dayKind: 'restDay' }),
    vector('2026-05-01', '0.20', { dayKind: 'holiday' }),
    vector('2026-05-03', '0.01', { to: parkDay('2026-05-04') }),
  );

  test.each([
    ['2026-04-30', '0.40'],
    ['2026-05-01', '0.20'],
    ['2026-05-02', '0.30'],
    ['2026-05-03', '0.01'],
    ['2026-05-04', '0.50'],
    ['2026-05-09', '0.30'],
  ])('%s: %s', (day, price) => {
    expect(vectorOn(year, parkDay(day), calendar)?.prices[0]).toBe(yuan(price));
  });

  test('before the first, and after the end of the only one, there is none', () => {
    expect(vectorOn(year, parkDay('2025-12-31'), calendar)).toBeNull();
    const may = component(vector('2026-05-01', '0.5', { to: parkDay('2026-06-01') }));
    expect(vectorOn(may, parkDay('2026-05-31'), calendar)).not.toBeNull();
    expect(vectorOn(may, parkDay('2026-06-01'), calendar)).toBeNull();
  });
});

test.each([
  [24, 59, 0],
  [24, 60, 1],
  [48, 59, 1],
  [96, 44, 2],
  [96, 1_439, 95],
])('of %d points, minute %d has the price %d', (points, minute, expected) => {
  const prices = Array.from({ length: points }, (_, index) => yuan(String(index)));
  expect(priceAt({ from: parkDay('2026-01-01'), prices }, minute)).toBe(yuan(String(expected)));
});

test('23 points, no day, and two that nothing decides between are faults', () => {
  const found = (...vectors: readonly DatedVector[]) => vectorFaults(component(...vectors)).map(({ index, code }) => `${index} ${code}`);
  expect(found(vector('2026-01-01', '1'), vector('2026-02-01', '1'), vector('2026-02-01', '2', { dayKind: 'workday' }))).toEqual([]);
  expect(found(vector('2026-01-01', '1', { prices: flat('1', 23) }))).toEqual(['0 POINTS']);
  expect(found(vector('2026-01-01', '1', { to: parkDay('2026-01-01') }))).toEqual(['0 EMPTY_SPAN']);
  expect(found(vector('2026-01-01', '1'), vector('2026-01-01', '2'))).toEqual(['1 SAME_SPAN']);
});
