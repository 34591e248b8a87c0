import { columnsOf } from '#domain/flow/flow-columns.ts';
import { type Frame, frameOf } from './frame.ts';
import { byColumn, relax, type Slot, slotsOf, streamsOf } from './relax.ts';
import type { SankeyData, SankeyNode, SankeySize } from './sankey-data.ts';
import { type Label, labelsOf, lineHeight } from './sankey-labels.ts';

/** An end of the flow, drawn as an upright bar; px from the picture's upper left. */
export interface Bar {
  readonly node: SankeyNode;
  readonly column: number;
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A flow from bar to bar: it leaves and arrives around these heights, equally thick all along. */
export interface Ribbon {
  readonly key: string;
  readonly node: SankeyNode;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly thickness: number;
}

export interface SankeyPicture {
  readonly bars: readonly Bar[];
  readonly ribbons: readonly Ribbon[];
  /** One of each bar that has room for one. */
  readonly labels: readonly Label[];
}

/**
 * Energy from the left to the right, over any number of columns. A bar and its label have a stretch of their column to themselves, so that no
 * label touches another, another's bar or the picture's edge; where a column has more bars than lines, the smallest go without a label.
 */
export const sankeyLayout = (data: SankeyData, size: SankeySize): SankeyPicture => {
  const slots = slotsOf(data, columnsOf(data));
  const frame = frameOf(slots, size);
  nameLargest(slots, frame, size);
  const scale = scaleOf(slots, frame, size);
  for (const slot of slots) slot.height = slot.quantity * scale;
  const streams = streamsOf(data.links, slots, scale);
  relax(slots, streams, { height: size.height, gap: frame.gap });
  const barOf = new Map(
    slots.map((slot): [Slot, Bar] => [
      slot,
      {
        node: slot.node,
        column: slot.column,
        x: frame.columnX(slot.column),
        y: slot.centre - slot.height / 2,
        width: frame.barWidth,
        height: slot.height,
      },
    ]),
  );
  return {
    bars: [...barOf.values()],
    ribbons: streams.map(({ source, target, thickness, fromY, toY }) => ({
      key: `${source.node.id} > ${target.node.id}`,
      node: target.node,
      from: { x: frame.columnX(source.column) + frame.barWidth, y: fromY },
      to: { x: frame.columnX(target.column), y: toY },
      thickness,
    })),
    labels: labelsOf(
      [...barOf].map(([{ line }, bar]) => ({ bar, isNamed: line > 0 })),
      size,
    ),
  };
};

/** How many rows of a column a picture of this height names and has room for the flow besides. */
export const rowsThatFit = ({ height, text }: Pick<SankeySize, 'height' | 'text'>): number =>
  Math.max(ROWS_MIN, Math.floor((height * FOLDED_PART) / lineHeight(text)));

const ROWS_MIN = 4;
const FOLDED_PART = 0.55;
/** Labels may take this part of a column; the rest is the flow's. */
const NAMED_PART = 0.85;

/** Gives a line to as many of a column as it has room for, the largest first. */
const nameLargest = (slots: readonly Slot[], { gap }: Frame, { height, text }: SankeySize): void => {
  const line = lineHeight(text);
  for (const column of byColumn(slots)) {
    const room = Math.floor((height * NAMED_PART - (column.length - 1) * gap) / line);
    for (const slot of column.toSorted((a, b) => b.quantity - a.quantity).slice(0, Math.max(0, room))) slot.line = line;
  }
};

/** px a unit of quantity: as thick as the fullest column allows. Halved between bounds, as a bar is no lower than its line. */
const scaleOf = (slots: readonly Slot[], { gap }: Frame, { height }: SankeySize): number => {
  const columns = byColumn(slots);
  const fits = (scale: number) =>
    columns.every(
      (column) =>
        column.reduce((sum, { quantity, line }) => sum + Math.max(quantity * scale, line), 0) + (column.length - 1) * gap <= height,
    );
  const largest = Math.max(0, ...slots.map(({ quantity }) => quantity));
  let [low, high] = [0, largest > 0 ? height / largest : 0];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** A thousandth of a px is told from none. */
const HALVINGS = 40;
