import type { Brand } from '../units/brand.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay } from './instant.ts';
import { isRealDate } from './local-instant.ts';

/** A park-local calendar month, "2026-11". */
export type ParkMonth = Brand<string, 'parkMonth'>;

/** [from, to). */
export interface InstantRange {
  readonly from: InstantMs;
  readonly to: InstantMs;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "2026-11-22" as a day; null for anything but a real date so written. */
export const parkDayFromText = (text: string): ParkDay | null => {
  const parts = DAY.exec(text);
  if (!parts) return null;
  const date = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
  return isRealDate(date) ? (text as ParkDay) : null;
};

/** As parkDayFromText, for days known to be right: throws for any other. */
export const parkDay = (text: string): ParkDay => {
  const day = parkDayFromText(text);
  if (day === null) throw new RangeError(`day: ${text} is no date`);
  return day;
};

/** The park-local day an instant lies in. */
export const parkDayOf = (at: InstantMs, zone: string): ParkDay =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString() as ParkDay;

/** Midnight to midnight of the park's clock: 23, 24 or 25 hours (Lord Howe 23.5 or 24.5). */
export const dayRange = (day: ParkDay, zone: string): InstantRange => ({ from: midnightOf(day, zone), to: midnightOf(nextDay(day), zone) });

export const nextDay = (day: ParkDay): ParkDay => addDays(day, 1);

export const addDays = (day: ParkDay, days: number): ParkDay => Temporal.PlainDate.from(day).add({ days }).toString() as ParkDay;

/** 1 Monday .. 7 Sunday. */
export const weekdayOf = (day: ParkDay): number => Temporal.PlainDate.from(day).dayOfWeek;

export const monthOf = (day: ParkDay): ParkMonth => day.slice(0, 7) as unknown as ParkMonth;

/** First midnight of the month a day lies in to the first of the next. */
export const monthRange = (day: ParkDay, zone: string): InstantRange => {
  const first = addDays(day, 1 - Number(day.slice(8)));
  // The 32nd day from a first lies in the next month, whatever their lengths.
  const later = addDays(first, 31);
  return { from: midnightOf(first, zone), to: midnightOf(addDays(later, 1 - Number(later.slice(8))), zone) };
};

/** Days of one zone for a hot path. */
export interface DayClock {
  dayOf(at: InstantMs): ParkDay;
  rangeOf(day: ParkDay): InstantRange;
}

/** Days kept: a year of late readings beside the present. */
const DAYS_MAX = 512;

interface KnownDay extends InstantRange {
  readonly day: ParkDay;
}

/**
 * Answers parkDayOf and dayRange from memory. Readings come mostly of one day: its edges are compared first.
 * Kept days are found by the UTC day of the instant, of which a park day touches two or three.
 */
export const createDayClock = (zone: string): DayClock => {
  const byDay = new Map<ParkDay, KnownDay>();
  const byUtcDay = new Map<number, KnownDay[]>();
  let last: KnownDay = { day: '' as ParkDay, from: instantMs(0), to: instantMs(0) };

  const known = (day: ParkDay): KnownDay => {
    const found = byDay.get(day);
    if (found) return found;
    if (byDay.size >= DAYS_MAX) {
      byDay.clear();
      byUtcDay.clear();
    }
    const made = { day, ...dayRange(day, zone) };
    byDay.set(day, made);
    for (let utcDay = utcDayOf(made.from); utcDay <= utcDayOf(made.to - 1); utcDay++) {
      const others = byUtcDay.get(utcDay);
      if (others) others.push(made);
      else byUtcDay.set(utcDay, [made]);
    }
    return made;
  };

  return {
    dayOf: (at) => {
      if (at >= last.from && at < last.to) return last.day;
      last = byUtcDay.get(utcDayOf(at))?.find((day) => at >= day.from && at < day.to) ?? known(parkDayOf(at, zone));
      return last.day;
    },
    rangeOf: (day) => (day === last.day ? last : known(day)),
  };
};

const utcDayOf = (at: number): number => Math.floor(at / (24 * HOUR_MS));

/** The first instant of a day; where the clock skips midnight, the instant it skips to. */
const midnightOf = (day: ParkDay, zone: string): InstantMs =>
  instantMs(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
