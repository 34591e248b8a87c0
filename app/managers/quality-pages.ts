/** So many points are answered at once (server/trpc/points-quality.ts). */
export const POINTS_A_PAGE = 1_000;
/** Pages of the largest park there is room for: 20,000 points. */
const PAGES_MAX = 20;

/** A park's points in pages that can be asked for; more than there is room for are left out. */
export const pagesOf = (codes: readonly string[]): readonly string[][] =>
  Array.from({ length: Math.min(PAGES_MAX, Math.ceil(codes.length / POINTS_A_PAGE)) }, (_, page) =>
    codes.slice(page * POINTS_A_PAGE, (page + 1) * POINTS_A_PAGE),
  );

/** One page after another, each told as it comes: a large park is not made to wait for its last meter, nor asked for all at once. */
export const eachPage = async <Line>(
  pages: readonly string[][],
  ask: (points: string[]) => Promise<readonly Line[]>,
  tell: (lines: readonly Line[]) => void,
): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for (const points of pages) {
    lines.push(...(await ask(points)));
    tell([...lines]);
  }
  return lines;
};
