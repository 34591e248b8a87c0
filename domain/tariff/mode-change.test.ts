import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, parkDay } from '../time/park-day.ts';
import { calendarFromHolidayCn } from './calendar.ts';
import { changeFaults, earliestEffect, latestApplication, type TwoPartChange } from './mode-change.ts';

/** 国庆节 2026: 1-7 October off, Sunday 20 September and Saturday 10 October worked. */
const calendar = calendarFromHolidayCn({
  days: [
    { name: '国庆节', date: '2026-09-20', isOffDay: false },
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => ({ name: '国庆节', date: `2026-10-${day}`, isOffDay: true })),
    { name: '国庆节', date: '2026-10-10', isOffDay: false },
  ],
});

test.each<[TwoPartChange, string, string]>([
  ['mode', '2026-08-31', '2026-10-01'],
  ['mode', '2026-09-09', '2026-10-01'],
  ['mode', '2026-09-10', '2026-10-01'],
  ['mode', '2026-09-11', '2027-01-01'],
  ['contractDemand', '2026-09-24', '2026-11-01'],
  ['contractDemand', '2026-09-23', '2026-10-01'],
  ['suspension', '2026-09-30', '2026-10-14'],
])('%s asked for on %s holds from %s', (change, appliedOn, expected) => {
  expect(earliestEffect(change, parkDay(appliedOn), calendar)).toBe(expected);
});

test('an application is sent back late, off a quarter or month, or for a suspension of under 15 days', () => {
  const faults = (change: TwoPartChange, appliedOn: string, effectOn: string, until?: string) =>
    changeFaults({ change, appliedOn: parkDay(appliedOn), effectOn: parkDay(effectOn), ...(until && { until: parkDay(until) }) }, calendar);
  expect(faults('mode', '2026-09-10', '2026-10-01')).toEqual([]);
  expect(faults('mode', '2026-09-11', '2026-10-01')).toEqual(['TOO_LATE']);
  expect(faults('mode', '2026-08-01', '2026-11-01')).toEqual(['NOT_A_QUARTER']);
  expect(faults('contractDemand', '2026-09-30', '2026-10-05')).toEqual(['TOO_LATE', 'NOT_A_MONTH']);
  expect(faults('suspension', '2026-09-01', '2026-09-20', '2026-10-04')).toEqual(['TOO_SHORT']);
  expect(faults('suspension', '2026-09-01', '2026-09-20', '2026-10-05')).toEqual([]);
});

test('on any day: who asks by the last day is in time for the first day, and a day later is not', () => {
  const changes = fc.constantFrom<TwoPartChange>('mode', 'contractDemand', 'suspension');
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 700 }), (change, days) => {
      const appliedOn = addDays(parkDay('2026-01-01'), days);
      const effectOn = earliestEffect(change, appliedOn, calendar);
      expect(changeFaults({ change, appliedOn, effectOn }, calendar)).toEqual([]);
      const last = latestApplication(change, effectOn, calendar);
      expect(last >= appliedOn).toBe(true);
      expect(earliestEffect(change, last, calendar)).toBe(effectOn);
      expect(earliestEffect(change, addDays(last, 1), calendar) > effectOn).toBe(true);
    }),
  );
});
