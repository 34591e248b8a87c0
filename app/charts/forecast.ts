import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Curve } from '../rpc/shapes.ts';

/** Below an hour in common, today says nothing of the day to come. */
const COMMON_MIN = 4;

/**
 * What the rest of today may be, W by slot from midnight: the same weekday of last week, made larger or smaller by what today has used
 * against that day so far. Null for what is past, where last week is unknown, and as a whole before an hour can be compared.
 */
export const forecastOf = (today: Curve, lastWeek: Curve | null, now: InstantMs): readonly (number | null)[] | null => {
  if (!lastWeek) return null;
  const closed = today.slots.filter((slot) => slot.start + SLOT_MS <= now).length;
  let [own, before, common] = [0, 0, 0];
  for (let i = 0; i < closed; i++) {
    const [a, b] = [today.slots[i]?.quantity, lastWeek.slots[i]?.quantity];
    if (a === null || a === undefined || b === null || b === undefined) continue;
    own += a;
    before += b;
    common += 1;
  }
  if (common < COMMON_MIN || before <= 0) return null;
  const ratio = own / before;
  return today.slots.map((_, i) => {
    const quantity = i < closed ? null : lastWeek.slots[i]?.quantity;
    return quantity === null || quantity === undefined ? null : quantity * (HOUR_MS / SLOT_MS) * ratio;
  });
};
