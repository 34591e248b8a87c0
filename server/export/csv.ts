import type { Cell, Table } from './table.ts';

/** Spreadsheets take UTF-8 for what it is only with this in front. */
const BOM = '\uFEFF';
const LINE_END = '\r\n';

/** A table as CSV (RFC 4180, UTF-8 with BOM), a piece a batch. */
export async function* csvOf({ columns, batches }: Table): AsyncGenerator<string> {
  yield BOM + lineOf(columns.map(({ head }) => textCell(head)));
  const numeric = columns.map(({ type }) => type === 'number');
  for await (const batch of batches) {
    yield batch.map((row) => lineOf(row.map((cell, i) => (numeric[i] ? (cell ?? '') : textCell(cell))))).join('');
  }
}

const lineOf = (cells: readonly string[]): string => cells.join(',') + LINE_END;

/** What a spreadsheet would take for a formula, or for a link to another program's data, is text to us: a quotation mark in front says so. */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

export const textCell = (cell: Cell): string => {
  if (cell === null) return '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
