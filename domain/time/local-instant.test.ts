import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocalInstants, type LocalTime, localInstant } from './local-instant.ts';

const at = (text: string): LocalTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
};
const iso = (ms: number | null): string | null => (ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString());

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Asia/Kathmandu', 'Africa/Cairo'];

describe('a local time of a meter is an instant', () => {
  test.each([
    ['2026-11-22 10:00:00', 'Asia/Shanghai', '2026-11-22T02:00:00Z'],
    ['2026-11-22 10:00:00', 'Asia/Kolkata', '2026-11-22T04:30:00Z'],
    ['2026-11-22 10:00:00', 'Asia/Kathmandu', '2026-11-22T04:15:00Z'],
    ['2024-02-29 00:00:00', 'Asia/Shanghai', '2024-02-28T16:00:00Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(iso(localInstant(at(text), zone))).toBe(expected);
  });

  test.each([
    ['2026-02-29 00:00:00'],
    ['2026-04-31 00:00:00'],
    ['2026-00-10 00:00:00'],
    ['2026-13-10 00:00:00'],
    ['2026-01-00 00:00:00'],
    ['2026-01-01 24:00:00'],
    ['2026-01-01 00:60:00'],
    ['2026-01-01 00:00:60'],
    ['0026-01-01 00:00:00'],
  ])('%s is no time', (text) => {
    expect(localInstant(at(text), 'Asia/Shanghai')).toBeNull();
    expect(createLocalInstants('Asia/Shanghai')(at(text))).toBeNull();
  });

  test('a part that is no whole number is no time', () => {
    expect(localInstant({ ...at('2026-01-01 00:00:00'), minute: 1.5 }, 'Asia/Shanghai')).toBeNull();
    expect(localInstant({ ...at('2026-01-01 00:00:00'), second: Number.NaN }, 'Asia/Shanghai')).toBeNull();
  });
});

describe('where the clock changes', () => {
  test('the hour that spring skips is no time', () => {
    expect(localInstant(at('2026-03-08 02:30:00'), 'America/New_York')).toBeNull();
    expect(localInstant(at('2026-10-04 02:15:00'), 'Australia/Lord_Howe')).toBeNull();
  });

  test('in the hour that autumn repeats the earlier is meant', () => {
    expect(iso(localInstant(at('2026-11-01 01:30:00'), 'America/New_York'))).toBe('2026-11-01T05:30:00Z');
    expect(iso(localInstant(at('2026-04-05 01:45:00'), 'Australia/Lord_Howe'))).toBe('2026-04-04T14:45:00Z');
  });
});

test.each(ZONES)('the kept days answer as the zone rules do, at every quarter of an hour of a year: %s', (zone) => {
  const cached = createLocalInstants(zone);
  const wrong: LocalTime[] = [];
  let plain = new Temporal.PlainDateTime(2026, 1, 1, 0, 0, 7);
  while (plain.year === 2026) {
    const { year, month, day, hour, minute, second } = plain;
    const local = { year, month, day, hour, minute, second };
    if (cached(local) !== localInstant(local, zone)) wrong.push(local);
    plain = plain.add({ minutes: 15 });
  }
  expect(wrong).toEqual([]);
});

test('a time read from a zone and written back is the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 946_684_800, max: 2_000_000_000 }), (zone, seconds) => {
      const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone);
      const back = localInstant({ year, month, day, hour, minute, second }, zone);
      // In a repeated hour the earlier of the two is given, at most one hour before.
      expect([seconds * 1000, seconds * 1000 - 3_600_000, seconds * 1000 - 1_800_000]).toContain(back);
    }),
  );
});
