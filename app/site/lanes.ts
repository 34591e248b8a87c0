import { type Box, boxOf, distanceTo, distanceToRing, grown, nearestOn, type Ring, type Side, type Spot, sidesOf } from './ring.ts';

/** The open ground as a grid of cells that cables may run along. */
export interface Lanes {
  readonly columns: number;
  readonly rows: number;
  readonly cellM: number;
  readonly spotOf: (cell: number) => Spot;
  readonly cellAt: (spot: Spot) => number;
  /** What a metre along each cell costs; 0: built on. Cables keep to the middle of streets, and to lanes of their own. */
  readonly cost: Float32Array;
}

const CELLS_MAX = 120;
const CELL_M_MIN = 3;
/** Nearer than this to a wall a cable looks as if it were part of it. */
const WALL_M = 2;
const NEAR_COST = 2.5;

export const lanesOf = (ground: Box, built: readonly Ring[]): Lanes => {
  const cellM = Math.max(CELL_M_MIN, Math.max(ground.right - ground.left, ground.bottom - ground.top) / CELLS_MAX);
  const columns = Math.max(1, Math.floor((ground.right - ground.left) / cellM));
  const rows = Math.max(1, Math.floor((ground.bottom - ground.top) / cellM));
  const spotOf = (cell: number): Spot => [
    ground.left + ((cell % columns) + 0.5) * cellM,
    ground.top + (Math.floor(cell / columns) + 0.5) * cellM,
  ];
  const within = (n: number, max: number) => Math.max(0, Math.min(max - 1, n));
  const cellAt = ([x, y]: Spot) =>
    within(Math.floor((y - ground.top) / cellM), rows) * columns + within(Math.floor((x - ground.left) / cellM), columns);
  const cost = new Float32Array(columns * rows).fill(1);
  const nearM = WALL_M + 1.5 * cellM;
  const near = built.map((ring) => ({ ring, box: grown(boxOf(ring), nearM) }));
  for (let cell = 0; cell < cost.length; cell++) {
    const spot = spotOf(cell);
    for (const { ring, box } of near) {
      if (spot[0] < box.left || spot[0] > box.right || spot[1] < box.top || spot[1] > box.bottom) continue;
      const room = distanceToRing(spot, ring);
      if (room < WALL_M) cost[cell] = 0;
      else if (room < nearM && cost[cell] !== 0) cost[cell] = NEAR_COST;
    }
  }
  return { columns, rows, cellM, spotOf, cellAt, cost };
};

/** Where a cable may enter a building: free cells beside its walls, with what the entry costs; walls that are seen are cheaper. */
export const entriesOf = (
  lanes: Lanes,
  ring: Ring,
  fronts: readonly Side[],
): readonly { readonly cell: number; readonly cost: number }[] => {
  const entries: { cell: number; cost: number }[] = [];
  const reach = WALL_M + lanes.cellM * 1.5;
  for (let cell = 0; cell < lanes.cost.length; cell++) {
    if (lanes.cost[cell] === 0) continue;
    const spot = lanes.spotOf(cell);
    if (Math.min(...sidesOf(ring).map((side) => distanceTo(spot, side))) > reach) continue;
    const seen = fronts.some((side) => distanceTo(spot, side) <= reach && isAbreast(spot, side));
    entries.push({ cell, cost: seen ? 0 : 14 });
  }
  return entries;
};

const isAbreast = (spot: Spot, side: Side): boolean => {
  const near = nearestOn(spot, side);
  return near !== side[0] && distanceTo(near, [side[0], side[0]]) > 1 && distanceTo(near, [side[1], side[1]]) > 1;
};

const TURN_COST = 5;
const STEPS = [1, -1] as const;

/** The cheapest ways from one cell to all others, by cell and direction; turns cost, so that cables run straight. */
export interface Ways {
  readonly cost: Float64Array;
  readonly from: Int32Array;
}

/** State = cell * 4 + direction of arrival (0 east, 1 west, 2 south, 3 north). */
export const waysFrom = (lanes: Lanes, start: number): Ways => {
  const states = lanes.cost.length * 4;
  const cost = new Float64Array(states).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(states).fill(-1);
  const heap = createHeap(cost);
  for (let direction = 0; direction < 4; direction++) {
    cost[start * 4 + direction] = 0;
    heap.push(start * 4 + direction);
  }
  for (let state = heap.pop(); state >= 0; state = heap.pop()) {
    const cell = state >> 2;
    for (let direction = 0; direction < 4; direction++) {
      const next = neighbour(lanes, cell, direction);
      const price = next < 0 ? 0 : (lanes.cost[next] ?? 0);
      if (price === 0) continue;
      const total = (cost[state] ?? 0) + price + (direction === (state & 3) ? 0 : TURN_COST);
      const at = next * 4 + direction;
      if (total >= (cost[at] ?? 0)) continue;
      cost[at] = total;
      from[at] = state;
      heap.push(at);
    }
  }
  return { cost, from };
};

const neighbour = ({ columns, rows }: Lanes, cell: number, direction: number): number => {
  const step = STEPS[direction & 1] ?? 1;
  if (direction < 2) {
    const column = (cell % columns) + step;
    return column < 0 || column >= columns ? -1 : cell + step;
  }
  const row = Math.floor(cell / columns) + step;
  return row < 0 || row >= rows ? -1 : cell + step * columns;
};

/** A binary heap of states by cost; a state may stand in it twice, the cheaper comes first. */
const createHeap = (cost: Float64Array) => {
  const heap: number[] = [];
  const price = (i: number) => cost[heap[i] ?? 0] ?? 0;
  const swap = (i: number, j: number) => {
    const kept = heap[i] ?? 0;
    heap[i] = heap[j] ?? 0;
    heap[j] = kept;
  };
  return {
    push: (state: number) => {
      heap.push(state);
      for (let i = heap.length - 1; i > 0; ) {
        const up = (i - 1) >> 1;
        if (price(up) <= price(i)) break;
        swap(i, up);
        i = up;
      }
    },
    pop: (): number => {
      const top = heap[0];
      if (top === undefined) return -1;
      const last = heap.pop() ?? 0;
      if (heap.length === 0) return top;
      heap[0] = last;
      for (let i = 0; ; ) {
        const left = 2 * i + 1;
        const right = left + 1;
        let least = i;
        if (left < heap.length && price(left) < price(least)) least = left;
        if (right < heap.length && price(right) < price(least)) least = right;
        if (least === i) return top;
        swap(i, least);
        i = least;
      }
    },
  };
};
