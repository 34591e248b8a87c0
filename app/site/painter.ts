import { type Ring, type Side, type Spot, sidesOf, turning } from './ring.ts';

// Seen from the south-east, a column of the picture is a line x − y = u of the plan, and depth along it is x + y. Upright walls hide
// what stands behind them in their own columns, so the order of painting is a question of the plan alone, whatever the heights.

/** What is painted in one go: a whole footprint, or a part of one where footprints lock into each other. */
export interface Piece {
  /** Index of the footprint it belongs to. */
  readonly of: number;
  readonly ring: Ring;
  /** Its sides towards the viewer, far ones first; each runs from left to right in the picture. */
  readonly fronts: readonly Side[];
}

const EPS = 1e-6;
const columnOf = ([x, y]: Spot): number => x - y;
const depthOf = ([x, y]: Spot): number => x + y;
const spotAt = (u: number, d: number): Spot => [(d + u) / 2, (d - u) / 2];

/**
 * Footprints far to near, so that painting them in this order hides what is hidden. Footprints that do not overlap, of any shape, have
 * such an order once those that stand both before and behind each other are cut along columns: upright slices of a plane never lock.
 */
export const farToNear = (rings: readonly Ring[]): readonly Piece[] => {
  const whole = rings.map((ring, of): Piece => ({ of, ring, fronts: frontsOf(ring) }));
  const locked = lockedOf(whole);
  const pieces = locked.size === 0 ? whole : whole.flatMap((piece) => (locked.has(piece.of) ? slicesOf(piece) : [piece]));
  return inOrder(pieces, behindAll(pieces.map((piece) => piece.ring)));
};

/** Whether a part of `a` stands behind a part of `b` in a column of the picture. */
export const isBehind = (a: Ring, b: Ring): boolean => {
  const from = Math.max(least(a, columnOf), least(b, columnOf));
  const to = Math.min(most(a, columnOf), most(b, columnOf));
  if (to - from < EPS) return false;
  const cuts = [from, to, ...[...a, ...b].map(columnOf).filter((u) => u > from && u < to)].sort((p, q) => p - q);
  return cuts.some((cut, i) => {
    const next = cuts[i + 1];
    if (next === undefined || next - cut < EPS) return false;
    const u = (cut + next) / 2;
    const inB = stretchesAt(b, u);
    return stretchesAt(a, u).some((mine) => inB.some((other) => mine[0] + mine[1] < other[0] + other[1]));
  });
};

/** Sides that face the viewer, far to near, so that L and U shapes paint over themselves rightly. */
export const frontsOf = (ring: Ring): readonly Side[] => {
  const clockwise = turning(ring) > 0;
  const fronts = sidesOf(ring)
    .map(([a, b]): Side => (clockwise ? [b, a] : [a, b]))
    .filter(([a, b]) => columnOf(b) - columnOf(a) > EPS);
  return inOrder(
    fronts,
    fronts.map((side) => fronts.flatMap((other, j) => (isSideBehind(side, other) ? [j] : []))),
  );
};

const isSideBehind = (a: Side, b: Side): boolean => {
  const from = Math.max(columnOf(a[0]), columnOf(b[0]));
  const to = Math.min(columnOf(a[1]), columnOf(b[1]));
  if (a === b || to - from < EPS) return false;
  const u = (from + to) / 2;
  return depthAt(a, u) < depthAt(b, u);
};

const depthAt = ([a, b]: Side, u: number): number => {
  const [ua, ub] = [columnOf(a), columnOf(b)];
  return depthOf(a) + ((depthOf(b) - depthOf(a)) * (u - ua)) / (ub - ua || 1);
};

/** Where a ring is met along column `u`, as stretches of depth [near the far end, near the viewer]. */
const stretchesAt = (ring: Ring, u: number): readonly (readonly [number, number])[] => {
  const depths = crossingsAt(ring, u).map(([depth]) => depth);
  const stretches: (readonly [number, number])[] = [];
  for (let i = 0; i + 1 < depths.length; i += 2) stretches.push([depths[i] ?? 0, depths[i + 1] ?? 0]);
  return stretches;
};

/** Depths at which column `u` crosses the ring's sides, with the side's index, far first. */
const crossingsAt = (ring: Ring, u: number): readonly (readonly [number, number])[] =>
  sidesOf(ring)
    .flatMap((side, i): readonly (readonly [number, number])[] => {
      const [ua, ub] = [columnOf(side[0]), columnOf(side[1])];
      return ua > u !== ub > u ? [[depthAt(side, u), i]] : [];
    })
    .sort((p, q) => p[0] - q[0]);

/** A footprint cut at the columns of its corners: each slice has one side behind and one in front. */
const slicesOf = ({ of, ring }: Piece): readonly Piece[] => {
  const cuts = [...new Set(ring.map(columnOf))].sort((p, q) => p - q);
  const sides = sidesOf(ring);
  const open = new Map<string, { far: Side; near: Side; from: number; to: number }>();
  cuts.forEach((from, i) => {
    const to = cuts[i + 1];
    if (to === undefined || to - from < EPS) return;
    const met = crossingsAt(ring, (from + to) / 2);
    for (let k = 0; k + 1 < met.length; k += 2) {
      const [far, near] = [sides[met[k]?.[1] ?? 0], sides[met[k + 1]?.[1] ?? 0]];
      if (!far || !near) continue;
      const key = `${met[k]?.[1]} ${met[k + 1]?.[1]}`;
      const slice = open.get(key);
      if (slice && slice.to === from) slice.to = to;
      else open.set(key, { far, near, from, to });
    }
  });
  return [...open.values()].map(({ far, near, from, to }) => {
    const front: Side = [spotAt(from, depthAt(near, from)), spotAt(to, depthAt(near, to))];
    const back: Side = [spotAt(from, depthAt(far, from)), spotAt(to, depthAt(far, to))];
    return { of, ring: [back[0], back[1], front[1], front[0]], fronts: [front] };
  });
};

type Behind = readonly (readonly number[])[];

/** For each ring, which of the others it stands behind. Boxes are asked first: most pairs share no column. */
const behindAll = (rings: readonly Ring[]): Behind => {
  const columns = rings.map((ring) => [least(ring, columnOf), most(ring, columnOf)] as const);
  return rings.map((ring, i) =>
    rings.flatMap((other, j) => {
      const [mine, others] = [columns[i], columns[j]];
      if (i === j || !mine || !others || mine[1] - others[0] < EPS || others[1] - mine[0] < EPS) return [];
      return isBehind(ring, other) ? [j] : [];
    }),
  );
};

/** Footprints that no order can paint: what is left when all that have nothing behind them, or nothing before them, are taken away. */
const lockedOf = (pieces: readonly Piece[]): ReadonlySet<number> => {
  const behind = behindAll(pieces.map((piece) => piece.ring));
  const left = new Set(pieces.keys());
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const i of [...left]) {
      const hasNearer = (behind[i] ?? []).some((j) => left.has(j));
      const hasFarther = [...left].some((j) => (behind[j] ?? []).includes(i));
      if (!hasNearer || !hasFarther) left.delete(i);
    }
  }
  return left;
};

/** Things in an order in which each comes before those it stands behind; of those that may come, the first by index. */
const inOrder = <T>(things: readonly T[], behind: Behind): readonly T[] => {
  const waitsFor = things.map(() => 0);
  for (const nearer of behind) for (const j of nearer) waitsFor[j] = (waitsFor[j] ?? 0) + 1;
  const left = new Set(things.keys());
  const ordered: T[] = [];
  while (left.size > 0) {
    let next = -1;
    // Footprints that overlap are a fault of the data and may lock for good: then the one that waits for least comes.
    for (const i of left) if (next < 0 || (waitsFor[i] ?? 0) < (waitsFor[next] ?? 0)) next = i;
    left.delete(next);
    for (const j of behind[next] ?? []) waitsFor[j] = (waitsFor[j] ?? 0) - 1;
    const thing = things[next];
    if (thing !== undefined) ordered.push(thing);
  }
  return ordered;
};

const least = (ring: Ring, of: (spot: Spot) => number): number => Math.min(...ring.map(of));
const most = (ring: Ring, of: (spot: Spot) => number): number => Math.max(...ring.map(of));
