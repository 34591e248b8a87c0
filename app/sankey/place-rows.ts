/** A thing that takes a stretch of a column around its centre. */
export interface Row {
  /** Where its centre would like to be, px from the top. */
  readonly wish: number;
  /** px; it is all its own. */
  readonly height: number;
  /** Above zero: how much its wish counts. */
  readonly weight: number;
}

interface Room {
  readonly height: number;
  /** Between two rows, px. */
  readonly gap: number;
}

/**
 * Centres of rows from the top down, in their order: no two closer than they are high and the gap, all within the height, and as near to
 * their wishes as that allows (least squares). Rows and gaps must fit the height.
 */
export const placeRows = (rows: readonly Row[], { height, gap }: Room): number[] => {
  // Moved together until they touch, rows that keep their order need only never go back: each block below is a run that touches.
  const offsets: number[] = [];
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    offsets.push(before ? (offsets[i - 1] ?? 0) + (before.height + row.height) / 2 + gap : 0);
  });
  const blocks: { mean: number; weight: number; count: number }[] = [];
  rows.forEach((row, i) => {
    let block = { mean: row.wish - (offsets[i] ?? 0), weight: row.weight, count: 1 };
    for (let above = blocks.at(-1); above && above.mean > block.mean; above = blocks.at(-1)) {
      blocks.pop();
      const weight = above.weight + block.weight;
      block = { mean: (above.mean * above.weight + block.mean * block.weight) / weight, weight, count: above.count + block.count };
    }
    blocks.push(block);
  });
  const first = (rows[0]?.height ?? 0) / 2;
  const last = height - (rows.at(-1)?.height ?? 0) / 2 - (offsets.at(-1) ?? 0);
  const starts = blocks.flatMap(({ mean, count }) => Array<number>(count).fill(Math.max(first, Math.min(last, mean))));
  return starts.map((start, i) => start + (offsets[i] ?? 0));
};
