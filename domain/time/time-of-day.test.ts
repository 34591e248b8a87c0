import { expect, test } from 'vitest';
import { instantMs } from './instant.ts';
import { minuteOfDayAt, minuteOfDayFromText, timeOfDayText } from './time-of-day.ts';

test('every minute of a day is written and read alike, and the day ends at 24:00', () => {
  const minutes = Array.from({ length: 1_441 }, (_, minute) => minute);
  expect(minutes.map((minute) => minuteOfDayFromText(timeOfDayText(minute)))).toEqual(minutes);
});

test.each(['24:01', '25:00', '7:00', '07:60', '0700', '', '07:00:00', '-1:00'])('"%s" is no time of day', (text) => {
  expect(minuteOfDayFromText(text)).toBeNull();
});

test.each([
  ['2026-11-22T15:59:59.999Z', 'Asia/Shanghai', '23:59'],
  ['2026-11-22T16:00:00Z', 'Asia/Shanghai', '00:00'],
  ['2026-11-22T00:00:00Z', 'Asia/Kathmandu', '05:45'],
  ['2026-11-01T05:30:00Z', 'America/New_York', '01:30'],
  ['2026-11-01T06:30:00Z', 'America/New_York', '01:30'],
])('at %s the clock in %s shows %s', (at, zone, shown) => {
  expect(timeOfDayText(minuteOfDayAt(instantMs(Temporal.Instant.from(at).epochMilliseconds), zone))).toBe(shown);
});
