type Corner = readonly [number, number];

/** Below a square metre it is a slip of the pen. */
const AREA_M2_MIN = 1;

/** Why a polygon (metres, not closed) is no ground plan: too few or repeated corners, sides that cross, no area. Null when it is one. */
export const footprintFault = (corners: readonly Corner[]): string | null => {
  if (corners.length < 3) return 'a footprint has at least three corners';
  const sides = sidesOf(corners);
  for (const [index, [from, to]] of sides.entries()) {
    if (from[0] === to[0] && from[1] === to[1])
      return `corners ${index} and ${(index + 1) % corners.length} are the same; do not close the ring`;
  }
  for (const [i, a] of sides.entries()) {
    for (const [j, b] of sides.entries()) {
      const neighbours = j === i + 1 || (i === 0 && j === sides.length - 1);
      if (j > i && !neighbours && sidesMeet(a, b)) return `sides ${i} and ${j} cross`;
    }
  }
  return areaOf(corners) < AREA_M2_MIN ? 'the footprint has no area' : null;
};

/** Area inside, m², whatever the direction the corners run in. */
export const areaOf = (corners: readonly Corner[]): number =>
  Math.abs(sidesOf(corners).reduce((twice, [[x0, y0], [x1, y1]]) => twice + x0 * y1 - x1 * y0, 0)) / 2;

const sidesOf = (corners: readonly Corner[]): (readonly [Corner, Corner])[] =>
  corners.map((corner, index) => [corner, corners[(index + 1) % corners.length] ?? corner] as const);

/** Whether two sides share a point; touching counts. */
const sidesMeet = ([a, b]: readonly [Corner, Corner], [c, d]: readonly [Corner, Corner]): boolean => {
  const acd = turn(c, d, a);
  const bcd = turn(c, d, b);
  const cab = turn(a, b, c);
  const dab = turn(a, b, d);
  if (acd * bcd < 0 && cab * dab < 0) return true;
  return (
    (acd === 0 && isBetween(c, d, a)) ||
    (bcd === 0 && isBetween(c, d, b)) ||
    (cab === 0 && isBetween(a, b, c)) ||
    (dab === 0 && isBetween(a, b, d))
  );
};

/** Which side of the line from..to a point lies on: -1, 0 on it, 1. */
const turn = (from: Corner, to: Corner, point: Corner): number =>
  Math.sign((to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]));

const isBetween = (from: Corner, to: Corner, point: Corner): boolean =>
  Math.min(from[0], to[0]) <= point[0] &&
  point[0] <= Math.max(from[0], to[0]) &&
  Math.min(from[1], to[1]) <= point[1] &&
  point[1] <= Math.max(from[1], to[1]);
