import { HOUR_MS } from '#domain/time/instant.ts';

/** What the loads of a park know about a day. */
export interface LocalDay {
  /** Days since 1970-01-01 on the park's clock. */
  readonly index: number;
  readonly startMs: number;
  /** 1 Monday .. 7 Sunday. */
  readonly weekday: number;
  readonly kind: 'workday' | 'restDay' | 'holiday';
  /** 0..365. */
  readonly dayOfYear: number;
}

export const DAY_MS = 24 * HOUR_MS;

/** `off` by date: a day off, or a make-up workday on a weekend. */
export type DaysOff = ReadonlyMap<string, boolean>;

/** Minutes of the zone's clock ahead of UTC. Loads keep one offset for ever: the demo's zones have no summer time. */
export const offsetMsOf = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;

export const dayIndexOf = (at: number, offsetMs: number): number => Math.floor((at + offsetMs) / DAY_MS);

export const localDay = (index: number, offsetMs: number, daysOff: DaysOff): LocalDay => {
  const date = new Temporal.PlainDate(1970, 1, 1).add({ days: index });
  const listed = daysOff.get(date.toString());
  const weekend = date.dayOfWeek >= 6;
  const kind = listed === true ? 'holiday' : weekend && listed === undefined ? 'restDay' : 'workday';
  return { index, startMs: index * DAY_MS - offsetMs, weekday: date.dayOfWeek, kind, dayOfYear: date.dayOfYear - 1 };
};
