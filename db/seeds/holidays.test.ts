import { expect, test } from 'vitest';
import { parkDay, weekdayOf } from '#domain/time/park-day.ts';
import { stateCouncilDays } from './holidays.ts';

const days = stateCouncilDays();
const year = (prefix: string) => days.filter(({ day }) => day.startsWith(prefix));

test('a year has the days off and make-up workdays of its notice', () => {
  expect(
    ['2024', '2025', '2026'].map((prefix) => [year(prefix).filter(({ off }) => off).length, year(prefix).filter(({ off }) => !off).length]),
  ).toEqual([
    [28, 8],
    [28, 5],
    [33, 6],
  ]);
});

test('one works for holidays on weekends only, and no day is listed twice', () => {
  expect(days.filter(({ day, off }) => !off && weekdayOf(parkDay(day)) < 6)).toEqual([]);
  expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
});

test('in 2025 National Day and Mid-Autumn fall together', () => {
  expect(days.filter(({ day }) => day === '2025-10-08' || day === '2025-10-11')).toEqual([
    { day: '2025-10-08', name: '国庆节、中秋节', off: true },
    { day: '2025-10-11', name: '国庆节、中秋节', off: false },
  ]);
});
