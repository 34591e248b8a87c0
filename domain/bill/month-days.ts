import { spanOfMonth } from '../fees/day-span.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, type ParkMonth } from '../time/park-day.ts';

/** First and last park day of a month, as lines name them. */
export const daysOfMonth = (month: ParkMonth): { readonly from: ParkDay; readonly to: ParkDay } => {
  const { from, to } = spanOfMonth(month);
  return { from, to: addDays(to, -1) };
};
