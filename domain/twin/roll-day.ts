import type { InstantMs } from '../time/instant.ts';
import { sameMonth } from './book-slot.ts';
import { type Twin, touchAccount } from './state.ts';

/** At the park's midnight today's sums begin again, at the first of a month the month's too. True when the day has changed. */
export const rollDay = (twin: Twin, now: InstantMs): boolean => {
  const day = twin.clock.dayOf(now);
  if (day === twin.day) return false;
  const newMonth = !sameMonth(day, twin.day);
  twin.day = day;
  twin.counts = { received: 0, stored: 0, duplicate: 0, quarantined: 0 };
  for (const point of twin.points.values()) {
    point.today = 0;
    if (newMonth) Object.assign(point, { month: 0, monthWindow: -1, monthWindowAt: -1 });
    twin.dirtyPoints.add(point);
  }
  for (const account of twin.accounts.values()) {
    if (newMonth) account.monthCharge = 0n;
    touchAccount(twin, account);
  }
  return true;
};
