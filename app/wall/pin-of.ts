type Spot = readonly [x: number, y: number];

const STEPS = 24;

/** The place inside a footprint that is farthest from its edges (a little drawn to the middle): where a name stands on L and U shapes. */
export const pinOf = (ring: readonly Spot[]): Spot => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const middle: Spot = [(left + right) / 2, (top + bottom) / 2];
  let best: { readonly spot: Spot; readonly room: number } = { spot: middle, room: Number.NEGATIVE_INFINITY };
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const spot: Spot = [left + ((right - left) * i) / STEPS, top + ((bottom - top) * j) / STEPS];
      if (!isInside(spot, ring)) continue;
      const room = clearance(spot, ring) - 0.1 * Math.hypot(spot[0] - middle[0], spot[1] - middle[1]);
      if (room > best.room) best = { spot, room };
    }
  }
  return best.spot;
};

const edgesOf = (ring: readonly Spot[]): readonly (readonly [Spot, Spot])[] =>
  ring.map((spot, i) => [spot, ring[(i + 1) % ring.length] ?? spot]);

/** Even-odd: a ray to the right crosses the ring an odd number of times. */
const isInside = ([x, y]: Spot, ring: readonly Spot[]): boolean =>
  edgesOf(ring).reduce(
    (odd, [[ax, ay], [bx, by]]) => (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay) ? !odd : odd),
    false,
  );

const clearance = (spot: Spot, ring: readonly Spot[]): number => Math.min(...edgesOf(ring).map((edge) => distance(spot, edge)));

const distance = ([x, y]: Spot, [[ax, ay], [bx, by]]: readonly [Spot, Spot]): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
};
