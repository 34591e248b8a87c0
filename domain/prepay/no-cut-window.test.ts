import { describe, expect, test } from 'vitest';
import type { NoCutWindow } from '../park/model.ts';
import { calendarFromHolidayCn } from '../tariff/calendar.ts';
import { instantMs } from '../time/instant.ts';
import { inNoCutWindow } from './no-cut-window.ts';

const calendar = calendarFromHolidayCn({
  days: [
    { name: '国庆节', date: '2026-10-01', isOffDay: true },
    { name: '国庆节', date: '2026-10-10', isOffDay: false },
  ],
});
const holds = (at: string, ...windows: readonly NoCutWindow[]): boolean =>
  inNoCutWindow(instantMs(Temporal.Instant.from(at).epochMilliseconds), windows, { zone: 'Asia/Shanghai', calendar });

const NIGHT: NoCutWindow = { from: '18:00', to: '08:00', days: 'anyDay' };

describe('a window over midnight', () => {
  test.each([
    ['2026-11-20T17:59:59.999+08:00', false],
    ['2026-11-20T18:00:00+08:00', true],
    ['2026-11-20T23:59:59+08:00', true],
    ['2026-11-21T00:00:00+08:00', true],
    ['2026-11-21T07:59:59.999+08:00', true],
    ['2026-11-21T08:00:00+08:00', false],
  ])('at %s: %s', (at, expected) => {
    expect(holds(at, NIGHT)).toBe(expected);
  });

  test('belongs to the day it starts on', () => {
    const workNights: NoCutWindow = { ...NIGHT, days: 'workday' };
    expect(holds('2026-11-21T07:00:00+08:00', workNights)).toBe(true);
    expect(holds('2026-11-21T19:00:00+08:00', workNights)).toBe(false);
    expect(holds('2026-11-23T07:00:00+08:00', workNights)).toBe(false);
    expect(holds('2026-11-23T19:00:00+08:00', workNights)).toBe(true);
  });
});

describe('a window of days', () => {
  const REST: NoCutWindow = { from: '00:00', to: '24:00', days: 'restDay' };

  test.each([
    ['2026-11-20T12:00:00+08:00', false, 'a Friday'],
    ['2026-11-21T00:00:00+08:00', true, 'a Saturday'],
    ['2026-11-22T23:59:59+08:00', true, 'a Sunday'],
    ['2026-10-01T12:00:00+08:00', true, 'a holiday on a Thursday'],
    ['2026-10-10T12:00:00+08:00', false, 'a Saturday worked'],
  ])('at %s: %s, %s', (at, expected) => {
    expect(holds(at, REST)).toBe(expected);
  });
});

test('several windows hold when one does, none never', () => {
  const noon: NoCutWindow = { from: '12:00', to: '14:00', days: 'workday' };
  expect(holds('2026-11-20T13:00:00+08:00', NIGHT, noon)).toBe(true);
  expect(holds('2026-11-20T14:00:00+08:00', NIGHT, noon)).toBe(false);
  expect(holds('2026-11-20T20:00:00+08:00')).toBe(false);
});

test('ends that are alike mean around the clock, and what cannot be read holds', () => {
  expect(holds('2026-11-20T12:00:00+08:00', { from: '18:00', to: '18:00', days: 'anyDay' })).toBe(true);
  expect(holds('2026-11-20T12:00:00+08:00', { from: '6pm', to: '08:00', days: 'anyDay' })).toBe(true);
});

test('the hour that autumn repeats is in the window both times', () => {
  const window: NoCutWindow = { from: '01:00', to: '02:00', days: 'anyDay' };
  const inNewYork = (at: string) =>
    inNoCutWindow(instantMs(Temporal.Instant.from(at).epochMilliseconds), [window], { zone: 'America/New_York', calendar });
  expect(['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z'].map(inNewYork)).toEqual([true, true, false]);
});
