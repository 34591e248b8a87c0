import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';

const DAY_MS = 24 * HOUR_MS;
const YEAR_MIN = 1970;

/**
 * "2026-11-22T10:00:00.250+08:00" as an instant; digits beyond the millisecond are dropped. Null for anything else, also for a time
 * without an offset, a day that does not exist and a leap second. By hand: this runs once a reading on the hot path.
 */
export const instantFromRfc3339 = (text: string): InstantMs | null => {
  if (text.length < 20 || text.length > 35) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const marked = text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':';
  if (!marked || year < YEAR_MIN || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;

  const zoneAt = text[19] === '.' ? endOfDigits(text, 20) : 19;
  const millis = zoneAt === 19 ? 0 : fractionMs(text, zoneAt);
  const offset = offsetMs(text, zoneAt);
  if (millis === null || offset === null) return null;
  const local = daysSinceEpoch(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + millis;
  return instantMs(local - offset);
};

const ZERO = 48;

/** -1 unless all are digits. */
const digits = (text: string, from: number, count: number): number => {
  let n = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    n = n * 10 + digit;
  }
  return n;
};

const endOfDigits = (text: string, from: number): number => {
  let i = from;
  while (digits(text, i, 1) >= 0) i++;
  return i;
};

/** The digits from 20 up to `end`, the first three of them. */
const fractionMs = (text: string, end: number): number | null => {
  const count = Math.min(3, end - 20);
  return count === 0 ? null : digits(text, 20, count) * 10 ** (3 - count);
};

const offsetMs = (text: string, at: number): number | null => {
  const sign = text[at];
  if (sign === 'Z') return text.length === at + 1 ? 0 : null;
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return null;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
};

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

/** Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
const daysSinceEpoch = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};
