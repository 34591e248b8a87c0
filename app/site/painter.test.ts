import { describe, expect, test } from 'vitest';
import { farToNear, frontsOf } from './painter.ts';
import { boxOf, isInside, type Ring, rectOf, type Spot } from './ring.ts';
import { madePark } from './testing/parks.ts';

const STEP = 1 / 3;

/** Places of a ring on a grid of columns x − y = i / 3 and depths, so that places of two rings share columns. */
const placesOf = (ring: Ring): readonly { readonly column: number; readonly depth: number }[] => {
  const { left, top, right, bottom } = boxOf(ring);
  const found: { column: number; depth: number }[] = [];
  for (let column = Math.ceil((left - bottom) / STEP); column * STEP <= right - top; column += 7) {
    for (let depth = left + top; depth <= right + bottom; depth += 1.7) {
      const spot: Spot = [(depth + column * STEP) / 2, (depth - column * STEP) / 2];
      if (isInside(spot, ring)) found.push({ column, depth });
    }
  }
  return found;
};

/** Pairs of pieces of which the later one has a place behind a place of the earlier one, in the same column. */
const wrongPairs = (rings: readonly Ring[]): readonly string[] => {
  const pieces = farToNear(rings).map((piece) => {
    const nearest = new Map<number, number>();
    const farthest = new Map<number, number>();
    for (const { column, depth } of placesOf(piece.ring)) {
      nearest.set(column, Math.max(nearest.get(column) ?? Number.NEGATIVE_INFINITY, depth));
      farthest.set(column, Math.min(farthest.get(column) ?? Number.POSITIVE_INFINITY, depth));
    }
    return { of: piece.of, nearest, farthest };
  });
  return pieces.flatMap((early, i) =>
    pieces
      .slice(i + 1)
      .filter(
        (late) => late.of !== early.of && [...late.farthest].some(([column, depth]) => depth < (early.nearest.get(column) ?? depth) - 0.01),
      )
      .map((late) => `${early.of} before ${late.of}`),
  );
};

describe('the order of painting', () => {
  test.each([
    [3, 1],
    [12, 2],
    [40, 3],
    [40, 4],
  ])('of a made park of %d buildings hides what is hidden (seed %d)', (n, seed) => {
    // Near ones first: the order of the file is not the order of painting.
    const buildings = madePark(n, seed).spaces.filter(({ kind }) => kind === 'building');
    const rings = buildings.map(({ footprint }) => footprint).toReversed();
    expect(rings).toHaveLength(n);
    expect(wrongPairs(rings)).toEqual([]);
    expect(new Set(farToNear(rings).map(({ of }) => of)).size).toBe(n);
  });

  test('cuts footprints that stand both before and behind each other', () => {
    const u: Ring = [
      [0, 0],
      [90, 0],
      [90, 90],
      [70, 90],
      [70, 20],
      [20, 20],
      [20, 90],
      [0, 90],
    ];
    const court = rectOf({ left: 30, top: 30, right: 60, bottom: 140 });
    const pieces = farToNear([u, court]);
    expect(pieces.length).toBeGreaterThan(2);
    expect(wrongPairs([u, court])).toEqual([]);
  });

  test('leaves what is not locked whole', () => {
    const boxes = [0, 1, 2].map((i) => rectOf({ left: i * 30, top: 0, right: i * 30 + 20, bottom: 20 }));
    expect(farToNear(boxes).map(({ of }) => of)).toEqual([0, 1, 2]);
  });

  test('ends where footprints overlap, which is a fault of the data', () => {
    const box = rectOf({ left: 0, top: 0, right: 20, bottom: 20 });
    expect(new Set(farToNear([box, box, box]).map(({ of }) => of))).toEqual(new Set([0, 1, 2]));
  });
});

test.each([
  ['clockwise', rectOf({ left: 0, top: 0, right: 4, bottom: 2 })],
  ['the other way', rectOf({ left: 0, top: 0, right: 4, bottom: 2 }).toReversed()],
])('the walls that are seen are the southern and the eastern one, drawn %s', (_, ring) =>
  expect(frontsOf(ring)).toEqual(
    expect.arrayContaining([
      [
        [0, 2],
        [4, 2],
      ],
      [
        [4, 2],
        [4, 0],
      ],
    ]),
  ),
);
