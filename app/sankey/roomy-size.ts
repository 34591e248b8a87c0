import type { Flow } from '#domain/flow/flow.ts';
import { columnsOf } from '#domain/flow/flow-columns.ts';
import { lineHeight } from './sankey-labels.ts';

/** Between two columns, in letters: a short name is read. */
const COLUMN_LETTERS = 7;
/** For the labels of the last column, in letters. */
const LAST_LETTERS = 11;
/** For the flow beside the labels of the fullest column, in letters. */
const FLOW_LETTERS = 16;
/** A row's part: its line and what keeps it from the next. */
const ROW_LINES = 1.45;

/** The width at which each column of a flow's picture has room for its labels, px. */
export const roomyWidth = (flow: Flow, text: number): number => {
  const columns = Math.max(0, ...columnsOf(flow).values());
  return Math.ceil((columns * COLUMN_LETTERS + LAST_LETTERS) * text);
};

/** The height at which each row of the fullest column has its label and the flow has room besides, px. */
export const roomyHeight = (flow: Flow, text: number): number => {
  const rows = new Map<number, number>();
  for (const column of columnsOf(flow).values()) rows.set(column, (rows.get(column) ?? 0) + 1);
  return Math.ceil(Math.max(0, ...rows.values()) * lineHeight(text) * ROW_LINES + FLOW_LETTERS * text);
};
