import type { InstantMs, ParkDay } from '../time/instant.ts';
import { addDays, parkDayOf } from '../time/park-day.ts';

/** As far back as a clerk may date a posting: the month before is being closed then. */
export const BACKDATE_DAYS_MAX = 31;

export type BookingDay =
  | { readonly ok: true; readonly day: ParkDay }
  /** Outside [earliest, today], or of a month whose books are closed. */
  | { readonly ok: false; readonly code: 'DAY_OUT_OF_RANGE' | 'BOOKS_CLOSED'; readonly earliest: ParkDay; readonly today: ParkDay };

export interface AskedDay {
  /** Null: today. */
  readonly asked: ParkDay | null;
  /** The first day whose books are open; null: all are. */
  readonly openFrom: ParkDay | null;
}

/** The park day a posting by a person is booked for: today, or an open one that is not older than BACKDATE_DAYS_MAX. */
export const bookingDay = (at: InstantMs, zone: string, { asked, openFrom }: AskedDay): BookingDay => {
  const today = parkDayOf(at, zone);
  const day = asked ?? today;
  const oldest = addDays(today, -BACKDATE_DAYS_MAX);
  const earliest = openFrom !== null && openFrom > oldest ? openFrom : oldest;
  if (openFrom !== null && day < openFrom) return { ok: false, code: 'BOOKS_CLOSED', earliest, today };
  return day >= earliest && day <= today ? { ok: true, day } : { ok: false, code: 'DAY_OUT_OF_RANGE', earliest, today };
};
