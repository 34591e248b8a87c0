import { expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import { dayAfter, daysBefore, daysOfMonth, monthAfter, monthBefore, monthOf } from './calendar.ts';

test('days and months follow each other over the ends of months and years, in any zone of the machine', () => {
  expect(dayAfter(parkDay('2026-12-31'))).toBe('2027-01-01');
  expect(dayAfter(parkDay('2028-02-28'))).toBe('2028-02-29');
  expect(daysBefore(parkDay('2026-03-01'), 1)).toBe('2026-02-28');
  expect([monthBefore('2026-01'), monthAfter('2026-12'), monthOf(parkDay('2026-11-22'))]).toEqual(['2025-12', '2027-01', '2026-11']);
  expect(daysOfMonth('2026-02')).toEqual({ first: '2026-02-01', last: '2026-02-28' });
});
