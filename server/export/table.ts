/** Text of a number where the column says so; null is an empty cell. */
export type Cell = string | null;
export type Row = readonly Cell[];

export interface Column {
  readonly head: string;
  /** Cells of a number column are plain decimals, "-0.05": no grouping, no unit. */
  readonly type: 'text' | 'number';
}

/** What becomes a file: heads, and rows in batches of some thousand, each asked for when the last has been taken. */
export interface Table {
  /** Of the sheet; at most 31 characters. */
  readonly title: string;
  /** Without an ending. */
  readonly fileName: string;
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** A sheet holds 1,048,576 rows, its head included. */
export const ROWS_MAX = 1_000_000;
/** Of one statement: some 25 ms of the embedded database, which answers nobody else meanwhile. */
export const ROWS_A_BATCH = 5_000;
