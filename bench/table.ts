/** One line of the table: what DESIGN 13 asks and what was measured. */
export interface Row {
  readonly what: string;
  readonly asked: string;
  readonly measured: string;
  /** Null: no bound is named, or the run was too short to tell. */
  readonly reached: boolean | null;
}

export const tableText = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [row.what, row.asked, row.measured, row.reached === null ? '' : row.reached ? 'yes' : 'NO']);
  const all = [['what', 'asked', 'measured', 'reached'], ...cells];
  const widths = [0, 1].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const line = (cell: readonly string[]) =>
    `${(cell[3] ?? '').padEnd(7)}  ${(cell[0] ?? '').padEnd(widths[0] ?? 0)}  ${(cell[1] ?? '').padEnd(widths[1] ?? 0)}  ${cell[2]}`;
  return all.map(line).join('\n');
};
