import type { ParkDay } from '#domain/time/instant.ts';

// Days and months are dates, not instants: counted in UTC, where all days have 24 hours.

const textOf = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

const partsOf = (day: string): readonly [year: number, month: number, day: number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  day.length > 7 ? Number(day.slice(8, 10)) : 1,
];

const moved = (day: string, by: number): ParkDay => {
  const [year, month, date] = partsOf(day);
  return textOf(year, month, date + by) as unknown as ParkDay;
};

export const dayAfter = (day: ParkDay): ParkDay => moved(day, 1);

export const daysBefore = (day: ParkDay, n: number): ParkDay => moved(day, -n);

/** Days are text that sorts as days do. */
export const earlier = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a < b) return a;
  return b;
};

/** "2026-11" of a day. */
export const monthOf = (day: ParkDay): string => String(day).slice(0, 7);

export const monthBefore = (month: string): string => {
  const [year, number] = partsOf(month);
  return textOf(year, number - 1, 1).slice(0, 7);
};

export const monthAfter = (month: string): string => {
  const [year, number] = partsOf(month);
  return textOf(year, number + 1, 1).slice(0, 7);
};

/** The first and the last day of a month. */
export const daysOfMonth = (month: string): { readonly first: ParkDay; readonly last: ParkDay } => {
  const [year, number] = partsOf(month);
  return { first: textOf(year, number, 1) as unknown as ParkDay, last: textOf(year, number + 1, 0) as unknown as ParkDay };
};
