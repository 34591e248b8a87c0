import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, SECOND_MS } from './instant.ts';

/** A park-local calendar date and time of day, as wire formats without an offset send it. Month and day count from 1; hour 0..23. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The instant a park-local time names. Null for a date or time that does not exist (31 April, 24:00, a second 60) and for a time
 * the zone skips in spring; in the hour it repeats in autumn the earlier. An unknown zone is our mistake and throws RangeError.
 */
export const localInstant = (local: LocalTime, zone: string): InstantMs | null => {
  if (!isRealTime(local)) return null;
  const plain = new Temporal.PlainDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second);
  const found = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const skipped = found.hour !== local.hour || found.minute !== local.minute || found.day !== local.day;
  return skipped ? null : instantMs(found.epochMilliseconds);
};

const DAYS_MAX = 512;

/**
 * `localInstant` of one zone for a hot path: a day without a change of the clock is a sum, and the last days asked for are kept.
 */
export const createLocalInstants = (zone: string): ((local: LocalTime) => InstantMs | null) => {
  /** Midnight of each day whose clock runs through; null for a day that must be asked each time. */
  const midnights = new Map<number, number | null>();
  return (local) => {
    if (!isRealTime(local)) return null;
    const key = (local.year * 100 + local.month) * 100 + local.day;
    let midnight = midnights.get(key);
    if (midnight === undefined) {
      if (midnights.size >= DAYS_MAX) midnights.clear();
      midnight = plainMidnight(local, zone);
      midnights.set(key, midnight);
    }
    if (midnight === null) return localInstant(local, zone);
    return instantMs(midnight + local.hour * HOUR_MS + local.minute * MINUTE_MS + local.second * SECOND_MS);
  };
};

/** The start of a day that has 24 hours and no change of the clock; else null. */
const plainMidnight = (local: LocalTime, zone: string): number | null => {
  const date = new Temporal.PlainDate(local.year, local.month, local.day);
  const start = date.toZonedDateTime(zone);
  const next = date.add({ days: 1 }).toZonedDateTime(zone);
  const change = start.getTimeZoneTransition('next');
  const changes = change !== null && change.epochMilliseconds <= next.epochMilliseconds;
  return changes || next.epochMilliseconds - start.epochMilliseconds !== 24 * HOUR_MS ? null : start.epochMilliseconds;
};

const YEAR_MIN = 1900;
const YEAR_MAX = 9999;

/** A date of the calendar from 1900 to 9999. */
export const isRealDate = ({ year, month, day }: Pick<LocalTime, 'year' | 'month' | 'day'>): boolean =>
  within(year, YEAR_MIN, YEAR_MAX) && within(month, 1, 12) && within(day, 1, daysInMonth(year, month));

const isRealTime = (local: LocalTime): boolean =>
  isRealDate(local) && within(local.hour, 0, 23) && within(local.minute, 0, 59) && within(local.second, 0, 59);

const within = (n: number, min: number, max: number): boolean => Number.isInteger(n) && n >= min && n <= max;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};
