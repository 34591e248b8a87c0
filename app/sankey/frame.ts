import type { Slot } from './relax.ts';
import type { SankeySize } from './sankey-data.ts';
import { BESIDE, labelWidth } from './sankey-labels.ts';

/** What a picture's columns have in common, px. */
export interface Frame {
  readonly barWidth: number;
  /** Between two rows of a column. */
  readonly gap: number;
  /** Left edge of a column's bars. */
  readonly columnX: (column: number) => number;
}

/** Labels of the last column stand beside the flow, and take this part of the width at most. */
const LAST_LABELS_PART = 0.3;
/** Gaps may take this part of the height. */
const GAPS_PART = 0.15;

export const frameOf = (slots: readonly Slot[], { width, height, text }: SankeySize): Frame => {
  const last = Math.max(0, ...slots.map(({ column }) => column));
  const rows = slots.reduce((counts, { column }) => counts.set(column, (counts.get(column) ?? 0) + 1), new Map<number, number>());
  const labelOf = (column: number) =>
    Math.max(0, ...slots.filter((slot) => slot.column === column).map(({ node }) => labelWidth(node, text)));
  const flow = width - Math.min(width * LAST_LABELS_PART, labelOf(last));
  const barWidth = Math.min(text * 0.75, (flow / (last + 1)) * 0.4);
  const needs = Array.from({ length: last }, (_, column) => barWidth + Math.max(labelOf(column), text * LABEL_LETTERS_MIN) + text * BESIDE);
  const edges = edgesOf(needs, flow - barWidth);
  return {
    barWidth,
    gap: Math.min(text * 0.6, (height * GAPS_PART) / Math.max(1, ...rows.values())),
    columnX: (column) => edges[column] ?? 0,
  };
};

const LABEL_LETTERS_MIN = 4;

/** Columns are equally wide, but those whose labels need more take it from those whose labels need less. */
const edgesOf = (needs: readonly number[], width: number): readonly number[] => {
  const equal = needs.length === 0 ? 0 : width / needs.length;
  const spare = needs.reduce((sum, need) => sum + Math.max(0, equal - need), 0);
  const lack = needs.reduce((sum, need) => sum + Math.max(0, need - equal), 0);
  const moved = Math.min(spare, lack);
  const edges = [0];
  for (const need of needs) {
    const change = need > equal ? ((need - equal) / lack) * moved : spare > 0 ? ((need - equal) / spare) * moved : 0;
    edges.push((edges.at(-1) ?? 0) + equal + change);
  }
  return edges;
};
