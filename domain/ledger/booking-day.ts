import type { InstantMs, ParkDay } from '../time/instant.ts';
import { addDays, parkDayOf } from '../time/park-day.ts';

/** As far back as a clerk may date a posting: the month before is being closed then. */
export const BACKDATE_DAYS_MAX = 31;

export type BookingDay =
  | { readonly ok: true; readonly day: ParkDay }
  /** Outside [earliest, today]. */
  | { readonly ok: false; readonly code: 'DAY_OUT_OF_RANGE'; readonly earliest: ParkDay; readonly today: ParkDay };

/** The park day a posting by a person is booked for: today, or one that is not older than BACKDATE_DAYS_MAX. */
export const bookingDay = (at: InstantMs, zone: string, asked: ParkDay | null = null): BookingDay => {
  const today = parkDayOf(at, zone);
  const day = asked ?? today;
  const earliest = addDays(today, -BACKDATE_DAYS_MAX);
  return day >= earliest && day <= today ? { ok: true, day } : { ok: false, code: 'DAY_OUT_OF_RANGE', earliest, today };
};
