import { type InstantMs, instantMs, MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { dayOf, timeText } from '../format/time.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/;

/**
 * "2026-11-19T14:39" on the park's clock as an instant; a day alone is its midnight. Null for anything else, and for a time the clock skips; of an
 * hour it repeats the earlier. (domain/time does it with Temporal, which not every phone has.)
 */
export const instantOfLocal = (text: string, zone: string): InstantMs | null => {
  const parts = LOCAL.exec(text);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const utc = Date.UTC(year, month - 1, day, hour, minute);
  const wanted = new Date(utc).toISOString().slice(0, 16);
  if (wanted !== `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4] ?? '00'}:${parts[5] ?? '00'}`) return null;
  // Offsets before and after any change of the clock around that time; the larger makes the earlier instant.
  for (const around of [utc - DAY_MS, utc + DAY_MS]) {
    const found = instantMs(utc - offsetAt(instantMs(around), zone));
    if (localText(found, zone) === wanted) return found;
  }
  return null;
};

const DAY_MS = 24 * 60 * MINUTE_MS;

/** How far the zone's clock is ahead of UTC, ms. */
const offsetAt = (at: InstantMs, zone: string): number => Date.parse(`${localText(at, zone)}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;

/** "2026-11-19T14:39" on the park's clock. */
export const localText = (at: InstantMs, zone: string): string => `${dayOf(at, zone)}T${timeText(at, zone)}`;

/** The first instant of a day on the park's clock; where it skips midnight, the hour it skips to. */
export const midnightOf = (day: ParkDay, zone: string): InstantMs =>
  instantOfLocal(day, zone) ?? instantOfLocal(`${day}T01:00`, zone) ?? instantMs(Date.parse(`${day}T00:00Z`));

/** The day that begins so many days later. Days are dates, not instants: counted in UTC, where all have 24 hours. */
export const daysLater = (day: ParkDay, days: number): ParkDay =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as unknown as ParkDay;

/** Whole days from one to another. */
export const daysBetween = (from: ParkDay, to: ParkDay): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
