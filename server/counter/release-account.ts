import { selectOpenFrom } from '#db/books/open-from.ts';
import { selectPlace } from '#db/ledger/shifts.ts';
import { type ReleasedPoints, releasePoints } from '#db/park/release-points.ts';
import { bookingDay } from '#domain/ledger/booking-day.ts';
import type { Refusal } from '#domain/ledger/counter.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import type { Counter } from './act.ts';

/** What was read at a meter at last; `register` in kWh or m³ as text. */
export interface TypedReading {
  readonly point: string;
  readonly register: string;
  /** Ids of photos. */
  readonly photos: readonly number[];
}

export type Released = ReleasedPoints | { readonly type: 'refused'; readonly refusal: Refusal } | { readonly type: 'noPark' };

/** A tenant has moved out: the account's points are free from the beginning of a day, today or one whose books are open. Faults name the reading. */
export const releaseAccount = async (
  counter: Counter,
  { account, day, readings: typed }: { readonly account: string; readonly day: ParkDay | null; readonly readings: readonly TypedReading[] },
): Promise<Released> => {
  const { pool, clock, actor, park } = counter;
  const place = await selectPlace(pool, park);
  if (!place) return { type: 'noPark' };
  const asked = bookingDay(clock.now(), place.zone, { asked: day, openFrom: await selectOpenFrom(pool, place.id) });
  if (!asked.ok) return { type: 'refused', refusal: { code: asked.code, left: null } };
  const faults: FileFault[] = [];
  const readings = typed.flatMap(({ point, register, photos }, i) => {
    const registerMilli = registerFromKilo(register.trim());
    if (registerMilli !== null) return [{ point, registerMilli, photos }];
    faults.push({ path: `readings[${i}].register`, code: 'SHAPE', message: 'expected a decimal, "1234.5"' });
    return [];
  });
  if (faults.length > 0) return { type: 'faults', faults };
  const released = await releasePoints(pool, { park, account, day: asked.day, readings }, { actor, clock });
  if (released.type === 'released' && released.points.length > 0) counter.moved();
  return released;
};
