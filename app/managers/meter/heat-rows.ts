interface Pressed {
  /** Px below the first row's top. */
  readonly y: number;
  /** Px of all rows. */
  readonly height: number;
  readonly rows: number;
  /** The last row that has something to open. */
  readonly last: number;
}

/** The row of a heat map that was pressed; null outside of the rows, and in days that have not come. */
export const rowAt = ({ y, height, rows, last }: Pressed): number | null => {
  if (rows === 0 || height <= 0 || y < 0 || y >= height) return null;
  const row = Math.floor((y / height) * rows);
  return row <= last ? row : null;
};

/** Where a key leads from a row; null: it is none of ours, or there is nothing further. */
export const rowByKey = (key: string, row: number, last: number): number | null => {
  const to = key === 'ArrowDown' ? row + 1 : key === 'ArrowUp' ? row - 1 : key === 'Home' ? 0 : key === 'End' ? last : null;
  return to === null || to < 0 || to > last ? null : to;
};
