import { type Box, between, boxOf, distance, isInside, type Ring, type Side, type Spot, sidesOf } from './ring.ts';

/** A part of a line that nothing hides. */
export interface Run {
  readonly path: readonly Spot[];
  /** How far along the whole line it begins, in units of the picture: dashes go on behind what hides them. */
  readonly from: number;
}

export interface Cover {
  readonly ring: Ring;
  readonly box: Box;
}

export const coverOf = (ring: Ring): Cover => ({ ring, box: boxOf(ring) });

/** Shorter ones are a speck beside a wall. */
const RUN_MIN = 1;

/** What is seen of a line that runs below all `covers`. */
export const visibleRuns = (path: readonly Spot[], covers: readonly Cover[]): readonly Run[] => {
  const runs: { path: Spot[]; from: number; length: number }[] = [];
  let behind = 0;
  let open: (typeof runs)[number] | null = null;
  for (const [i, to] of path.entries()) {
    const from = path[i - 1];
    if (!from) continue;
    const length = distance(from, to);
    for (const [start, end] of seenParts([from, to], covers)) {
      if (open === null || start > 0) {
        open = { path: [between(from, to, start)], from: behind + start * length, length: 0 };
        runs.push(open);
      }
      open.path.push(between(from, to, end));
      open.length += (end - start) * length;
      if (end < 1) open = null;
    }
    behind += length;
  }
  return runs.filter((run) => run.length >= RUN_MIN).map(({ path: seen, from }) => ({ path: seen, from }));
};

const EPS = 1e-9;
type Part = readonly [start: number, end: number];

/** Parts of a side that lie in no cover, as shares of it. */
const seenParts = (side: Side, covers: readonly Cover[]): readonly Part[] => {
  const box = boxOf(side);
  const hidden = covers.flatMap((cover) => (touches(box, cover.box) ? partsInside(side, cover.ring) : [])).sort((a, b) => a[0] - b[0]);
  const seen: Part[] = [];
  let at = 0;
  for (const [start, end] of hidden) {
    if (start - at > EPS) seen.push([at, start]);
    at = Math.max(at, end);
  }
  if (1 - at > EPS) seen.push([at, 1]);
  return seen;
};

/** Parts of a side that lie inside a ring: between crossings, told by their middles. */
const partsInside = (side: Side, ring: Ring): readonly Part[] => {
  const cuts = [0, 1, ...sidesOf(ring).flatMap((other) => crossing(side, other) ?? [])].sort((a, b) => a - b);
  return cuts.flatMap((start, i): readonly Part[] => {
    const end = cuts[i + 1];
    return end !== undefined && end - start > EPS && isInside(between(side[0], side[1], (start + end) / 2), ring) ? [[start, end]] : [];
  });
};

/** Where along `a` it meets `b`, as a share of `a`. */
const crossing = ([[ax, ay], [bx, by]]: Side, [[cx, cy], [dx, dy]]: Side): number | null => {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, dx - cx, dy - cy];
  const across = ux * vy - uy * vx;
  if (Math.abs(across) < EPS) return null;
  const t = ((cx - ax) * vy - (cy - ay) * vx) / across;
  const s = ((cx - ax) * uy - (cy - ay) * ux) / across;
  return t > 0 && t < 1 && s >= 0 && s <= 1 ? t : null;
};

/** Lines along an axis have no inside: their boxes touch, they do not meet. */
const touches = (a: Box, b: Box): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
