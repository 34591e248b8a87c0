import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from './instant.ts';
import {
  addDays,
  createDayClock,
  dayRange,
  monthOf,
  monthRange,
  nextDay,
  parkDay,
  parkDayFromText,
  parkDayOf,
  weekdayOf,
} from './park-day.ts';

const instant = (iso: string): InstantMs => instantMs(Temporal.Instant.from(iso).epochMilliseconds);
const hours = ({ from, to }: { from: number; to: number }): number => (to - from) / HOUR_MS;

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Apia',
  'UTC',
];
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }).map(instantMs);
const days = instants.map((at) => parkDayOf(at, 'UTC'));

describe('a park day', () => {
  test.each([
    ['2026-11-21T15:59:59.999Z', 'Asia/Shanghai', '2026-11-21'],
    ['2026-11-21T16:00:00Z', 'Asia/Shanghai', '2026-11-22'],
    ['2026-11-21T18:14:59.999Z', 'Asia/Kathmandu', '2026-11-21'],
    ['2026-11-21T18:15:00Z', 'Asia/Kathmandu', '2026-11-22'],
    ['2026-11-21T18:30:00Z', 'Asia/Kolkata', '2026-11-22'],
  ])('%s in %s is %s', (at, zone, day) => {
    expect(parkDayOf(instant(at), zone)).toBe(day);
  });

  test.each([
    ['2026-11-22', 'Asia/Shanghai', 24],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-04-24', 'Africa/Cairo', 23],
  ])('%s in %s has %d hours', (day, zone, expected) => {
    expect(hours(dayRange(parkDay(day), zone))).toBe(expected);
  });

  test('starts where the clock skips to when there is no midnight', () => {
    expect(dayRange(parkDay('2026-04-24'), 'Africa/Cairo').from).toBe(instant('2026-04-23T22:00:00Z'));
  });

  test('days touch: every instant lies in exactly one, on the grid of slots', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
        const day = parkDayOf(at, zone);
        const { from, to } = dayRange(day, zone);
        expect(from <= at && at < to).toBe(true);
        expect(dayRange(nextDay(day), zone).from).toBe(to);
        expect(from % SLOT_MS).toBe(0);
        expect(parkDayOf(from, zone)).toBe(day);
        expect(parkDayOf(instantMs(to - 1), zone)).toBe(day);
      }),
    );
  });
});

describe('a month', () => {
  test('is named by its day, and runs from first midnight to first midnight', () => {
    const day = parkDay('2026-02-17');
    expect(monthOf(day)).toBe('2026-02');
    expect(monthRange(day, 'Asia/Shanghai')).toEqual({ from: instant('2026-01-31T16:00:00Z'), to: instant('2026-02-28T16:00:00Z') });
  });

  test('of any day holds that day, and its ends are firsts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), days, (zone, day) => {
        const { from, to } = monthRange(day, zone);
        const own = dayRange(day, zone);
        expect(from <= own.from && own.to <= to).toBe(true);
        expect(parkDayOf(from, zone)).toBe(`${monthOf(day)}-01`);
        expect(parkDayOf(to, zone).slice(8)).toBe('01');
        expect(monthOf(parkDayOf(instantMs(to - 1), zone))).toBe(monthOf(day));
      }),
    );
  });
});

test.each([
  ['2026-11-22', 7],
  ['2026-11-23', 1],
  ['2024-02-29', 4],
])('%s is weekday %d', (day, weekday) => {
  expect(weekdayOf(parkDay(day))).toBe(weekday);
});

test('days are counted over ends of months and years', () => {
  expect(nextDay(parkDay('2026-12-31'))).toBe('2027-01-01');
  expect(addDays(parkDay('2024-03-01'), -1)).toBe('2024-02-29');
});

test.each(['2026-02-29', '2026-2-1', '2026-13-01', '20261122', '2026-11-22 ', '', '2026-11-22T00:00'])('"%s" is no day', (text) => {
  expect(parkDayFromText(text)).toBeNull();
  expect(() => parkDay(text)).toThrow(RangeError);
});

describe('the day clock', () => {
  test('answers as the zone rules do, in whatever order it is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(instants, { minLength: 1, maxLength: 60 }), (zone, ats) => {
        const clock = createDayClock(zone);
        for (const at of [...ats, ...ats.map((at) => instantMs(at + HOUR_MS)), ...ats]) {
          const day = parkDayOf(at, zone);
          expect(clock.dayOf(at)).toBe(day);
          expect(clock.rangeOf(day)).toMatchObject(dayRange(day, zone));
        }
      }),
    );
  });

  test('forgets old days and still answers', () => {
    const zone = 'America/New_York';
    const clock = createDayClock(zone);
    const asked: ParkDay[] = [];
    const expected: ParkDay[] = [];
    for (let at = instant('2024-01-01T12:00:00Z'); at < instant('2027-01-01T12:00:00Z'); at = instantMs(at + 6 * HOUR_MS)) {
      asked.push(clock.dayOf(at));
      expected.push(parkDayOf(at, zone));
    }
    expect(asked).toEqual(expected);
  });
});
