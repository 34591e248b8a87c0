/** A place on the park's plan, metres (x east, y south), or on the drawing. */
export type Spot = readonly [x: number, y: number];
/** Corners of a footprint in order, not closed. */
export type Ring = readonly Spot[];
export type Side = readonly [from: Spot, to: Spot];

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const sidesOf = (ring: Ring): readonly Side[] => ring.map((spot, i) => [spot, ring[(i + 1) % ring.length] ?? spot]);

/** Twice the area, positive where the corners run clockwise on a plan whose y points south. */
export const turning = (ring: Ring): number => sidesOf(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);

export const areaOf = (ring: Ring): number => Math.abs(turning(ring)) / 2;

export const boxOf = (spots: Iterable<Spot>): Box => {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of spots) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
};

export const rectOf = ({ left, top, right, bottom }: Box): Ring => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

export const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

export const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Even-odd: a ray to the right crosses the ring an odd number of times. */
export const isInside = ([x, y]: Spot, ring: Ring): boolean => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[j] ?? [0, 0];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
  }
  return odd;
};

/** The place on a side that is nearest to a spot. */
export const nearestOn = ([x, y]: Spot, [[ax, ay], [bx, by]]: Side): Spot => {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return [ax + along * dx, ay + along * dy];
};

export const distance = ([ax, ay]: Spot, [bx, by]: Spot): number => Math.hypot(ax - bx, ay - by);

export const distanceTo = (spot: Spot, side: Side): number => distance(spot, nearestOn(spot, side));

/** Metres from a spot to the nearest side of a ring; 0 inside. */
export const distanceToRing = (spot: Spot, ring: Ring): number =>
  isInside(spot, ring) ? 0 : Math.min(...sidesOf(ring).map((side) => distanceTo(spot, side)));

export const between = ([ax, ay]: Spot, [bx, by]: Spot, share: number): Spot => [ax + (bx - ax) * share, ay + (by - ay) * share];
