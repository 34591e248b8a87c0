import { boxOf, distance, distanceTo, isInside, type Ring, type Spot, sidesOf } from './ring.ts';

const STEPS = 24;

/** The place inside a footprint that is farthest from its edges (a little drawn to the middle): where a pin stands on L and U shapes. */
export const pinOf = (ring: Ring): Spot => {
  const { left, top, right, bottom } = boxOf(ring);
  const middle: Spot = [(left + right) / 2, (top + bottom) / 2];
  let best: { readonly spot: Spot; readonly room: number } = { spot: middle, room: Number.NEGATIVE_INFINITY };
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const spot: Spot = [left + ((right - left) * i) / STEPS, top + ((bottom - top) * j) / STEPS];
      if (!isInside(spot, ring)) continue;
      const room = Math.min(...sidesOf(ring).map((side) => distanceTo(spot, side))) - 0.1 * distance(spot, middle);
      if (room > best.room) best = { spot, room };
    }
  }
  return best.spot;
};
