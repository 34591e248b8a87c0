import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { localInstant } from '#domain/time/local-instant.ts';
import { dayRange, parkDayOf } from '#domain/time/park-day.ts';
import { daysBetween, daysLater, instantOfLocal, localText, midnightOf } from './local-time.ts';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const minute = fc
  .integer({ min: Date.UTC(2024, 0, 1) / MINUTE_MS, max: Date.UTC(2028, 0, 1) / MINUTE_MS })
  .map((minutes) => instantMs(minutes * MINUTE_MS));

describe('a time in the address', () => {
  test.each([
    ['2026-11-19T14:39', Date.UTC(2026, 10, 19, 6, 39)],
    ['2026-11-19 14:39', Date.UTC(2026, 10, 19, 6, 39)],
    ['2026-11-19', Date.UTC(2026, 10, 18, 16)],
  ])('%s is read on the park’s clock', (text, expected) => expect(instantOfLocal(text, 'Asia/Shanghai')).toBe(expected));

  test.each(['', '14:39', '2026-02-30T10:00', '2026-11-19T24:00', '2026-11-19T14:39Z', '2026-11-19T14:60', 'now'])('%j is none', (text) =>
    expect(instantOfLocal(text, 'Asia/Shanghai')).toBeNull(),
  );

  test('that the clock skips is none, and of an hour it repeats it is the earlier', () => {
    expect(instantOfLocal('2026-03-29T02:30', 'Europe/Berlin')).toBeNull();
    expect(instantOfLocal('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  test('is what the domain’s own reading of it is, in any zone', () => {
    fc.assert(
      fc.property(minute, zone, (at, where) => {
        const text = localText(at, where);
        const [year = 0, month = 0, day = 0, hour = 0, of = 0] = text.split(/[-T:]/).map(Number);
        expect(instantOfLocal(text, where)).toBe(localInstant({ year, month, day, hour, minute: of, second: 0 }, where));
      }),
    );
  });
});

test('days begin where the domain’s days begin', () => {
  fc.assert(
    fc.property(minute, zone, (at, where) => {
      const day = parkDayOf(at, where);
      expect(midnightOf(day, where)).toBe(dayRange(day, where).from);
      expect(midnightOf(daysLater(day, 1), where)).toBe(dayRange(day, where).to);
      expect(daysBetween(day, daysLater(day, 40))).toBe(40);
    }),
  );
});
