import { describe, expect, test } from 'vitest';
import type { ParkDay } from '../time/instant.ts';
import { addDays, parkDay, weekdayOf } from '../time/park-day.ts';
import { forecastMonth } from './forecast.ts';

const YUAN = 100_000_000_000n;
/** A Wednesday. */
const TODAY = parkDay('2026-11-18');
const history = (from: string, costOf: (day: ParkDay) => bigint): Map<ParkDay, bigint> => {
  const days = new Map<ParkDay, bigint>();
  for (let day = parkDay(from); day < TODAY; day = addDays(day, 1)) days.set(day, costOf(day) * YUAN);
  return days;
};
const workWeek = (day: ParkDay): bigint => (weekdayOf(day) >= 6 ? 2n : 10n);
const asked = { today: TODAY, since: parkDay('2026-09-01'), soFar: 4n * YUAN, calendar: new Map(), available: null };

describe('the month to come', () => {
  test('is guessed by kinds of day: what is over, the rest of today, and each day as its kind was', () => {
    const days = history('2026-10-01', workWeek);
    // 1 to 17 November: 12 workdays, 5 rest days; today 10; 19 to 30: 8 workdays, 4 rest days.
    const forecast = forecastMonth({ ...asked, days });
    expect(forecast).toMatchObject({ method: 'dayKinds', over: 28, monthSoFar: 134n * YUAN, monthEnd: (130n + 10n + 88n) * YUAN });
  });

  test('counts a make-up workday as one, and a day that has cost more already by what it has', () => {
    const days = history('2026-10-01', workWeek);
    const calendar = new Map([[parkDay('2026-11-21'), { day: parkDay('2026-11-21'), name: '国庆节', off: false }]]);
    expect(forecastMonth({ ...asked, days, calendar, soFar: 15n * YUAN }).monthEnd).toBe((130n + 15n + 96n) * YUAN);
  });

  test('is guessed by one mean where a kind of day is not there twice, and not at all without a day', () => {
    const days = history('2026-11-16', () => 6n);
    const few = forecastMonth({ ...asked, days, since: parkDay('2026-11-16') });
    expect(few).toMatchObject({ method: 'allDays', over: 2, monthEnd: (12n + 6n + 72n) * YUAN });
    expect(forecastMonth({ ...asked, days: new Map(), since: TODAY })).toMatchObject({
      method: 'none',
      monthSoFar: 4n * YUAN,
      monthEnd: null,
    });
  });

  test('a day without use inside the history counts as one', () => {
    const days = new Map([[parkDay('2026-11-16'), 10n * YUAN]]);
    expect(forecastMonth({ ...asked, days, since: parkDay('2026-11-16'), soFar: 0n }).monthEnd).toBe((10n + 5n * 13n) * YUAN);
  });
});

describe('what is left', () => {
  const lasting = (available: bigint) => forecastMonth({ ...asked, days: history('2026-10-01', workWeek), available: available * YUAN });

  test.each([
    [5n, 0, '2026-11-18'],
    [7n, 1, '2026-11-19'],
    [26n, 2, '2026-11-20'],
    [27n, 3, '2026-11-21'],
    [29n, 4, '2026-11-22'],
    [-1n, 0, '2026-11-18'],
  ])('%d yuan last %d whole days, to %s', (available, daysLeft, emptyOn) => {
    expect(lasting(available)).toMatchObject({ daysLeft, emptyOn });
  });

  test('for more than a year is not counted', () => expect(lasting(1_000_000n)).toMatchObject({ daysLeft: null, emptyOn: null }));
});
