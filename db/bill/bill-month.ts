import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { addDays, monthRange, parkDay } from '#domain/time/park-day.ts';

/** The park's month that is billed. */
export interface BillMonth {
  readonly parkId: number;
  readonly zone: string;
  /** First day. */
  readonly month: ParkDay;
}

/** The first day of the month so many before. */
export const monthsBefore = (month: ParkDay, months: number): ParkDay => {
  let first = month;
  for (let i = 0; i < months; i++) first = firstOfMonth(addDays(first, -1));
  return first;
};

const firstOfMonth = (day: ParkDay): ParkDay => parkDay(`${day.slice(0, 7)}-01`);

/** The first day of the next month. */
export const nextMonth = (month: ParkDay): ParkDay => firstOfMonth(addDays(month, 31));

/** The first days of the months that park days [from, to) lie in. */
export const monthsFrom = (from: ParkDay, to: ParkDay): readonly ParkDay[] => {
  const months: ParkDay[] = [];
  for (let month = firstOfMonth(from); month < to; month = nextMonth(month)) months.push(month);
  return months;
};

/** How far back a bill looks for what has changed, and for months without bills: a year, and then by hand. */
export const MONTHS_BACK = 12;

/** A month is billed when it is over. */
export const isOver = ({ month, zone }: BillMonth, now: InstantMs): boolean => monthRange(month, zone).to <= now;
