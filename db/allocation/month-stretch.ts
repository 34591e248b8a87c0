import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays, dayRange, type InstantRange, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import { lasts } from '../queries/installations.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, rowOf } from '../queries/row.ts';

/** What of a month can be balanced: from its midnight, or the first meter's, to its end, or the last midnight. A running month is the same all day long. */
export interface MonthStretch extends InstantRange {
  /** Park days it touches. */
  readonly days: number;
  readonly quarters: number;
  /** It ends before the month does. */
  readonly running: boolean;
}

export interface MonthOfPark {
  readonly parkId: number;
  readonly zone: string;
  /** First day of the month. */
  readonly month: ParkDay;
}

const FIRST = `
  select ${epochMs('min(i.from_at)')} as at from installation i join point p on p.id = i.point_id
  where p.park_id = $1 and p.medium = 'electricity' and ${lasts('i')} and (i.to_at is null or i.to_at > ${atMs('$2')})`;

/** Null: no meter was there, or the month has not begun. */
export async function selectStretch(db: Queryable, { parkId, zone, month }: MonthOfPark, now: InstantMs): Promise<MonthStretch | null> {
  const whole = monthRange(month, zone);
  const first = await rowOf(db, FIRST, [parkId, whole.from], (row) => orNull(row, 'at', instantIn));
  if (first === null) return null;
  const from = instantMs(Math.max(whole.from, Math.ceil(first / SLOT_MS) * SLOT_MS));
  const to = instantMs(Math.min(whole.to, dayRange(parkDayOf(now, zone), zone).from));
  if (from >= to) return null;
  return { from, to, days: daysOf({ from, to }, zone), quarters: (to - from) / SLOT_MS, running: to < whole.to };
}

/** Park days that a range touches. */
export const daysOf = ({ from, to }: InstantRange, zone: string): number => {
  if (from >= to) return 0;
  const last = parkDayOf(instantMs(to - 1), zone);
  // A guess by hours is off by one at most, where the clock changes.
  let days = Math.max(0, Math.floor((to - from) / (25 * HOUR_MS)));
  while (addDays(parkDayOf(from, zone), days) < last) days += 1;
  return days + 1;
};
