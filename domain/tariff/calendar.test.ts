import { expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { calendarFromHolidayCn, dayKindsOf, holidayNamesOf } from './calendar.ts';

const calendar = calendarFromHolidayCn(
  {
    days: [
      { name: '国庆节、中秋节', date: '2025-09-28', isOffDay: false },
      { name: '国庆节、中秋节', date: '2025-10-01', isOffDay: true },
    ],
  },
  { days: [{ name: '春节', date: '2026-02-16', isOffDay: true }] },
);

test.each([
  ['2026-11-20', 'a Friday', ['anyDay', 'workday']],
  ['2026-11-21', 'a Saturday', ['anyDay', 'restDay']],
  ['2026-11-22', 'a Sunday', ['anyDay', 'restDay']],
  ['2025-10-01', 'a Wednesday off', ['anyDay', 'restDay', 'holiday']],
  ['2025-09-28', 'a Sunday worked in its place', ['anyDay', 'workday']],
])('%s, %s, is of its kinds', (day, _what, kinds) => {
  expect(dayKindsOf(parkDay(day), calendar)).toEqual(kinds);
});

test('holidays that fall together are both named, a make-up workday is no holiday', () => {
  expect(holidayNamesOf(parkDay('2025-10-01'), calendar)).toEqual(['国庆节', '中秋节']);
  expect(holidayNamesOf(parkDay('2026-02-16'), calendar)).toEqual(['春节']);
  expect(holidayNamesOf(parkDay('2025-09-28'), calendar)).toEqual([]);
  expect(holidayNamesOf(parkDay('2025-10-09'), calendar)).toEqual([]);
});

test('a list with a date that is none is refused', () => {
  expect(() => calendarFromHolidayCn({ days: [{ name: '元旦', date: '2026-02-30', isOffDay: true }] })).toThrow(RangeError);
});
