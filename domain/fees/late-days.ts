import type { ParkDay } from '../time/instant.ts';
import { addDays } from '../time/park-day.ts';
import { daysOf, sharedSpan, spanOfYear } from './day-span.ts';

/** How many days a debt is late up to and including `until`, parted at the turn of the year it fell due in (DOMAIN 7.3). */
export const lateDays = (
  { dueOn, graceDays }: { readonly dueOn: ParkDay; readonly graceDays: number },
  until: ParkDay,
): { readonly days: number; readonly daysOfLaterYears: number } => {
  const from = addDays(dueOn, 1 + graceDays);
  if (from > until) return { days: 0, daysOfLaterYears: 0 };
  const counted = { from, to: addDays(until, 1) };
  const days = daysOf(sharedSpan(counted, { from, to: spanOfYear(Number(dueOn.slice(0, 4))).to }));
  return { days, daysOfLaterYears: daysOf(counted) - days };
};
