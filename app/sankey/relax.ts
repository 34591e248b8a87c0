import { placeRows } from './place-rows.ts';
import type { SankeyData, SankeyLink, SankeyNode } from './sankey-data.ts';

/** An end of the flow while it looks for its place; px. */
export interface Slot {
  readonly node: SankeyNode;
  readonly column: number;
  readonly quantity: number;
  /** Of its bar. */
  height: number;
  /** Of its label; 0: it has none. */
  line: number;
  centre: number;
}

/** A flow while its ends move; its own ends are the middles of its thickness. */
export interface Stream {
  readonly source: Slot;
  readonly target: Slot;
  readonly thickness: number;
  fromY: number;
  toY: number;
}

interface Room {
  readonly height: number;
  readonly gap: number;
}

export const slotsOf = ({ nodes, links }: SankeyData, columns: ReadonlyMap<string, number>): readonly Slot[] => {
  const outOf = new Map<string, number>();
  const into = new Map<string, number>();
  for (const { from, to, quantity } of links) {
    outOf.set(from, (outOf.get(from) ?? 0) + quantity);
    into.set(to, (into.get(to) ?? 0) + quantity);
  }
  return nodes.flatMap((node): Slot[] => {
    const column = columns.get(node.id);
    const quantity = Math.max(outOf.get(node.id) ?? 0, into.get(node.id) ?? 0);
    return column === undefined ? [] : [{ node, column, quantity, height: 0, line: 0, centre: 0 }];
  });
};

export const streamsOf = (links: readonly SankeyLink[], slots: readonly Slot[], scale: number): readonly Stream[] => {
  const slotOf = new Map(slots.map((slot) => [slot.node.id, slot]));
  return links.flatMap(({ from, to, quantity }): Stream[] => {
    const [source, target] = [slotOf.get(from), slotOf.get(to)];
    return source && target ? [{ source, target, thickness: quantity * scale, fromY: 0, toY: 0 }] : [];
  });
};

/** The slots of each column that has any, from the left. */
export const byColumn = (slots: readonly Slot[]): readonly Slot[][] => {
  const columns = new Map<number, Slot[]>();
  for (const slot of slots) columns.set(slot.column, [...(columns.get(slot.column) ?? []), slot]);
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
};

/** Columns are drawn towards what flows into them, then towards what flows out, this often: afterwards a picture hardly moves. */
const ROUNDS = 24;

/** Moves the slots of each column up and down until flows run as straight, and cross as little, as the room allows. Sets centres and ends. */
export const relax = (slots: readonly Slot[], streams: readonly Stream[], room: Room): void => {
  const columns = byColumn(slots);
  for (const column of columns) settle(column, (slot) => (room.height * (column.indexOf(slot) + 0.5)) / column.length, room);
  const sides = sidesOf(slots, streams);
  join(sides);
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of ['out', 'in'] as const) {
      for (const column of side === 'in' ? columns : columns.toReversed()) {
        const streamsAt = (slot: Slot) => sides.get(slot)?.[side] ?? [];
        const middles = new Map(column.map((slot) => [slot, middleOf(slot, streamsAt(slot), side)]));
        column.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
        settle(column, (slot) => wishOf(slot, streamsAt(slot), side), room);
        join(sides);
      }
    }
  }
};

type Sides = ReadonlyMap<Slot, { readonly in: Stream[]; readonly out: Stream[] }>;

const sidesOf = (slots: readonly Slot[], streams: readonly Stream[]): Sides => {
  const sides = new Map(slots.map((slot) => [slot, { in: [] as Stream[], out: [] as Stream[] }]));
  for (const stream of streams) {
    sides.get(stream.source)?.out.push(stream);
    sides.get(stream.target)?.in.push(stream);
  }
  return sides;
};

/** Where a slot would stand if its flows of one side ran level, each by its thickness. */
const wishOf = (slot: Slot, streams: readonly Stream[], side: 'in' | 'out'): number => {
  const sum = streams.reduce((total, { thickness }) => total + thickness, 0);
  if (sum === 0) return slot.centre;
  const rise = streams.reduce((total, { thickness, fromY, toY }) => total + thickness * (side === 'in' ? fromY - toY : toY - fromY), 0);
  return slot.centre + rise / sum;
};

/** The middle of all that a slot's flows of one side come from or go to, each by its thickness: what flows together stands together. */
const middleOf = (slot: Slot, streams: readonly Stream[], side: 'in' | 'out'): number => {
  const sum = streams.reduce((total, { thickness }) => total + thickness, 0);
  if (sum === 0) return slot.centre;
  return streams.reduce((total, { thickness, source, target }) => total + thickness * (side === 'in' ? source : target).centre, 0) / sum;
};

/** Gives each slot of a column, in its order, a stretch of its own near its wish. */
const settle = (column: readonly Slot[], wish: (slot: Slot) => number, room: Room): void => {
  const centres = placeRows(
    column.map((slot) => ({ wish: wish(slot), height: Math.max(slot.height, slot.line), weight: Math.max(1, slot.height) })),
    room,
  );
  column.forEach((slot, i) => {
    slot.centre = centres[i] ?? slot.centre;
  });
};

/** Flows leave and arrive in the order of their other ends. */
const join = (sides: Sides): void => {
  for (const [slot, { in: into, out }] of sides) {
    let y = slot.centre - slot.height / 2;
    for (const stream of into.sort((a, b) => a.source.centre - b.source.centre)) {
      stream.toY = y + stream.thickness / 2;
      y += stream.thickness;
    }
    y = slot.centre - slot.height / 2;
    for (const stream of out.sort((a, b) => a.target.centre - b.target.centre)) {
      stream.fromY = y + stream.thickness / 2;
      y += stream.thickness;
    }
  }
};
