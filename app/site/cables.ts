import { entriesOf, type Lanes, lanesOf, type Ways, waysFrom } from './lanes.ts';
import { frontsOf } from './painter.ts';
import { boxOf, distance, nearestOn, type Ring, type Spot, sidesOf } from './ring.ts';
import type { PlannedLine } from './site-plan.ts';
import type { Yard } from './yard.ts';

/** A stretch of a supply line, from the master's side to the buildings' side. */
export interface Cable {
  readonly key: string;
  readonly feeder: string | null;
  readonly path: readonly Spot[];
  /** The buildings it feeds. */
  readonly buildings: readonly string[];
  /** It carries all of its feeder. */
  readonly isTrunk: boolean;
  /** The building whose wall it ends at. */
  readonly ends: string | null;
}

/** More lines than this share a lane: a bundle of thirty cables says nothing. */
const LINES_MAX = 9;
const STEM_CELLS = 5;
const STEM_COST = 60;
/** What a metre along the feeder's own trunk costs, against a new lane. */
const ALONG_TRUNK = 0.3;
/** What a cell costs more once another feeder runs along it, and beside it. */
const TAKEN_COST = 4;
const BESIDE_COST = 0.6;

/** Ways of the supply lines on the open ground, feeder by feeder, around all footprints. A building that cannot be reached has none. */
export const cablesOf = (lines: readonly PlannedLine[], rings: ReadonlyMap<string, Ring>, yard: Yard): readonly Cable[] => {
  const built = [...rings.values(), ...yard.storage, ...(yard.pv ? [yard.pv] : [])];
  const lanes = lanesOf(yard.ground, built);
  const { right, top, bottom } = boxOf(yard.master);
  const drawn = lines.slice(0, LINES_MAX);
  return drawn.flatMap((line, i) => {
    // Feeders leave the master side by side, and go a little way alone: there each is seen as a whole.
    const y = (top + bottom) / 2 + (i - (drawn.length - 1) / 2) * lanes.cellM;
    const first = lanes.cellAt([right + lanes.cellM / 2, y]);
    const stem = Array.from({ length: STEM_CELLS }, (_, n) => first + n).filter((cell) => (lanes.cost[cell] ?? 0) > 0);
    const tree = treeOf(lanes, stem, line, rings);
    for (const cell of tree.cells) takeLane(lanes, cell);
    return stretchesOf(lanes, first, line, tree);
  });
};

const takeLane = (lanes: Lanes, cell: number): void => {
  const { cost, columns } = lanes;
  if (cost[cell] !== 0) cost[cell] = (cost[cell] ?? 0) + TAKEN_COST;
  for (const beside of [cell - 1, cell + 1, cell - columns, cell + columns]) {
    const before = cost[beside];
    if (before !== undefined && before !== 0) cost[beside] = before + BESIDE_COST;
  }
};

interface Tree {
  /** The cell before each cell on the way from the master. */
  readonly before: ReadonlyMap<number, number>;
  readonly cells: ReadonlySet<number>;
  /** Where each building is entered. */
  readonly entries: ReadonlyMap<string, { readonly cell: number; readonly wall: Spot }>;
}

/** The way to the farthest building is laid first; the others leave it where that is shorter than a lane of their own. */
const treeOf = (lanes: Lanes, stem: readonly number[], line: PlannedLine, rings: ReadonlyMap<string, Ring>): Tree => {
  const first = stem[0] ?? 0;
  const start = stem.at(-1) ?? first;
  const tree = { before: new Map<number, number>(), cells: new Set(stem), entries: new Map<string, { cell: number; wall: Spot }>() };
  for (const [i, cell] of stem.entries()) if (i > 0) tree.before.set(cell, stem[i - 1] ?? first);
  // Nothing runs back along the stem.
  for (const cell of stem) lanes.cost[cell] = STEM_COST;
  const alone = waysFrom(lanes, start);
  const reached = line.buildings
    .flatMap((code) => {
      const ring = rings.get(code);
      const entry = ring ? cheapestEntry(lanes, alone, ring) : null;
      return ring && entry ? [{ code, ring, entry }] : [];
    })
    .sort((a, b) => b.entry.cost - a.entry.cost);
  const [farthest, ...others] = reached;
  if (!farthest) return tree;
  lay(lanes, alone, tree, farthest);
  const own = [...tree.cells].map((cell) => [cell, lanes.cost[cell] ?? 1] as const);
  for (const [cell, cost] of own) lanes.cost[cell] = cost * ALONG_TRUNK;
  const ways = waysFrom(lanes, start);
  for (const { code, ring, entry } of others) lay(lanes, ways, tree, { code, ring, entry: cheapestEntry(lanes, ways, ring) ?? entry });
  for (const [cell, cost] of own) lanes.cost[cell] = cost;
  return tree;
};

interface Reached {
  readonly code: string;
  readonly ring: Ring;
  readonly entry: { readonly state: number; readonly cost: number };
}

const lay = (
  lanes: Lanes,
  ways: Ways,
  tree: { readonly before: Map<number, number>; readonly cells: Set<number>; readonly entries: Map<string, { cell: number; wall: Spot }> },
  { code, ring, entry }: Reached,
): void => {
  const cell = entry.state >> 2;
  tree.entries.set(code, { cell, wall: wallBeside(lanes.spotOf(cell), ring) });
  for (let at = entry.state; !tree.cells.has(at >> 2); ) {
    const previous = ways.from[at] ?? -1;
    tree.cells.add(at >> 2);
    if (previous < 0) return;
    tree.before.set(at >> 2, previous >> 2);
    at = previous;
  }
};

const cheapestEntry = (lanes: Lanes, ways: Ways, ring: Ring): Reached['entry'] | null => {
  let best: Reached['entry'] = { state: -1, cost: Number.POSITIVE_INFINITY };
  for (const entry of entriesOf(lanes, ring, frontsOf(ring))) {
    for (let direction = 0; direction < 4; direction++) {
      const state = entry.cell * 4 + direction;
      const cost = (ways.cost[state] ?? Number.POSITIVE_INFINITY) + entry.cost;
      if (cost < best.cost) best = { state, cost };
    }
  }
  return best.state < 0 ? null : best;
};

const wallBeside = (spot: Spot, ring: Ring): Spot =>
  sidesOf(ring)
    .map((side) => nearestOn(spot, side))
    .reduce((best, next) => (distance(spot, next) < distance(spot, best) ? next : best));

/** The tree cut where it branches: each stretch feeds the buildings beyond it. */
const stretchesOf = (lanes: Lanes, first: number, line: PlannedLine, { before, entries }: Tree): readonly Cable[] => {
  const beyond = new Map<number, string[]>();
  for (const [code, { cell }] of entries) {
    for (let at: number | undefined = cell; at !== undefined; at = before.get(at)) beyond.set(at, [...(beyond.get(at) ?? []), code]);
  }
  const after = new Map<number, number[]>();
  for (const [cell, previous] of before) after.set(previous, [...(after.get(previous) ?? []), cell]);
  const cables: Cable[] = [];
  const add = (cells: readonly number[], buildings: readonly string[], end: { code: string; wall: Spot } | null) => {
    const path = straightened([...cells.map(lanes.spotOf), ...(end ? [end.wall] : [])]);
    if (path.length < 2) return;
    const key = `${line.feeder ?? ''}#${cables.length}`;
    cables.push({ key, feeder: line.feeder, path, buildings, isTrunk: buildings.length === entries.size, ends: end?.code ?? null });
  };
  const walk = (from: readonly number[], cell: number): void => {
    const run = [...from, cell];
    for (let at = cell; ; ) {
      const next = after.get(at) ?? [];
      const ends = [...entries].filter(([, entry]) => entry.cell === at);
      const only = next[0];
      if (next.length === 1 && ends.length === 0 && only !== undefined) {
        run.push(only);
        at = only;
        continue;
      }
      const whole = beyond.get(at) ?? [];
      const [one] = ends;
      if (next.length === 0 && ends.length === 1 && one) return add(run, whole, { code: one[0], wall: one[1].wall });
      add(run, whole, null);
      for (const [code, { wall }] of ends) add([at], [code], { code, wall });
      for (const branch of next) walk([at], branch);
      return;
    }
  };
  const starts = after.get(first) ?? [];
  const atOnce = [...entries].filter(([, entry]) => entry.cell === first);
  for (const [code, { wall }] of atOnce) add([first], [code], { code, wall });
  for (const branch of starts) walk([first], branch);
  return cables;
};

/** Without the corners that are none. */
const straightened = (path: readonly Spot[]): readonly Spot[] =>
  path.filter((spot, i) => {
    const [a, b] = [path[i - 1], path[i + 1]];
    if (a === undefined || b === undefined) return i === 0 || a === undefined || distance(a, spot) > 1e-9;
    return Math.abs((spot[0] - a[0]) * (b[1] - spot[1]) - (spot[1] - a[1]) * (b[0] - spot[0])) > 1e-9;
  });
