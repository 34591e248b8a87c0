import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf, type ParkMonth, parkDay, parkDayFromText } from '../time/park-day.ts';

/** Park-local days [from, to). */
export interface DaySpan {
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** An end that has not come yet. */
export const OPEN_END = parkDay('9999-12-31');

/** Whole days of a span; 0 where it is empty or runs backwards. */
export const daysOf = ({ from, to }: DaySpan): number => Math.max(0, Temporal.PlainDate.from(from).until(to).days);

/** What two spans share; empty (from = to) where they do not touch. */
export const sharedSpan = (a: DaySpan, b: DaySpan): DaySpan => {
  const from = laterOf(a.from, b.from);
  return { from, to: laterOf(from, earlierOf(a.to, b.to)) };
};

/** Days compare as text. */
const laterOf = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a > b) return a;
  return b;
};
const earlierOf = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a < b) return a;
  return b;
};

/** "2026-11" as a month; null for anything else. */
export const parkMonthFromText = (text: string): ParkMonth | null => {
  const first = parkDayFromText(`${text}-01`);
  return first === null ? null : monthOf(first);
};

/** The first of a month to the first of the next. */
export const spanOfMonth = (month: ParkMonth): DaySpan => {
  const from = parkDay(`${month}-01`);
  return { from, to: firstAfter(from) };
};

/** 1 January to 1 January. */
export const spanOfYear = (year: number): DaySpan => ({ from: parkDay(`${year}-01-01`), to: parkDay(`${year + 1}-01-01`) });

/** Every month a span touches, in order. */
export const monthsOf = ({ from, to }: DaySpan): readonly ParkMonth[] => {
  const months: ParkMonth[] = [];
  for (let first = parkDay(`${monthOf(from)}-01`); first < to; first = firstAfter(first)) months.push(monthOf(first));
  return months;
};

/** The first of the month after the one that starts on `first`. The 32nd day from a first lies in it, whatever the lengths. */
const firstAfter = (first: ParkDay): ParkDay => parkDay(`${monthOf(addDays(first, 31))}-01`);
