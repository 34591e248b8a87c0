import { selectOpenFrom } from '#db/books/open-from.ts';
import { selectPlace } from '#db/ledger/shifts.ts';
import { releasePoints } from '#db/park/release-points.ts';
import { bookingDay } from '#domain/ledger/booking-day.ts';
import type { Refusal } from '#domain/ledger/counter.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import type { Counter } from './act.ts';

export type Released =
  | { readonly type: 'released'; readonly points: readonly string[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'noPark' };

/** A tenant has moved out: the account's points are free from the beginning of a day, today or one whose books are open. */
export const releaseAccount = async (
  counter: Counter,
  { account, day }: { readonly account: string; readonly day: ParkDay | null },
): Promise<Released> => {
  const { pool, clock, actor, park } = counter;
  const place = await selectPlace(pool, park);
  if (!place) return { type: 'noPark' };
  const asked = bookingDay(clock.now(), place.zone, { asked: day, openFrom: await selectOpenFrom(pool, place.id) });
  if (!asked.ok) return { type: 'refused', refusal: { code: asked.code, left: null } };
  const points = await releasePoints(pool, { park, account, day: asked.day }, { actor, clock });
  if (points.length > 0) counter.moved();
  return { type: 'released', points };
};
