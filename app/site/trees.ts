import type { Cable } from './cables.ts';
import { between, boxOf, distance, distanceTo, distanceToRing, grown, type Ring, type Spot } from './ring.ts';

const TREE_M = 13;
const TREES_MAX = 240;
/** So far inside the edge of a plot. */
const INSIDE_M = 3;

interface Plots {
  /** From a footprint to the edge of its plot. */
  readonly edgeM: number;
  /** How large a park is drawn against the usual one. */
  readonly k: number;
}

/** Rows of trees along the near edges of the plots, where neither a wall nor a cable is. */
export const treesOf = (footprints: readonly Ring[], cables: readonly Cable[], { edgeM, k }: Plots): readonly Spot[] => {
  const spots = footprints.flatMap((ring) => {
    const { left, top, right, bottom } = grown(boxOf(ring), edgeM - INSIDE_M * k);
    return [...row([right, top], [right, bottom], TREE_M * k), ...row([left, bottom], [right - TREE_M * k, bottom], TREE_M * k)];
  });
  const free = (spot: Spot) =>
    footprints.every((ring) => distanceToRing(spot, ring) > 2.5) &&
    cables.every(({ path }) => path.every((to, i) => i === 0 || distanceTo(spot, [path[i - 1] ?? to, to]) > 4 * k));
  return spots.slice(0, TREES_MAX).filter(free);
};

const row = (from: Spot, to: Spot, stepM: number): readonly Spot[] => {
  const n = Math.max(2, Math.floor(distance(from, to) / stepM));
  return Array.from({ length: n }, (_, i) => between(from, to, (i + 0.5) / n));
};

/** A tree as it is drawn: an ellipse that stands on its place. */
export interface Crown {
  readonly centre: Spot;
  readonly rx: number;
  readonly ry: number;
}

/** `size` in units of the picture. */
export const crownOf = ([x, y]: Spot, size: number): Crown => {
  const rx = size * 0.7;
  return { centre: [x, y - rx], rx, ry: rx * 1.2 };
};

const ANGLES = Array.from({ length: 8 }, (_, i) => (i / 8) * 2 * Math.PI);

export const outlineOf = ({ centre: [x, y], rx, ry }: Crown): Ring =>
  ANGLES.map((angle): Spot => [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]);
