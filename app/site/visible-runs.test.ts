import { describe, expect, test } from 'vitest';
import { distance, isInside, type Ring, rectOf, type Spot } from './ring.ts';
import { sceneOf } from './scene.ts';
import { sitePlan } from './site-plan.ts';
import { madePark } from './testing/parks.ts';
import { coverOf, type Run, visibleRuns } from './visible-runs.ts';

const box = (left: number, top: number, right: number, bottom: number): Ring => rectOf({ left, top, right, bottom });
const seen = (path: readonly Spot[], ...rings: readonly Ring[]): readonly Run[] => visibleRuns(path, rings.map(coverOf));

describe('what is seen of a line', () => {
  const line: readonly Spot[] = [
    [0, 0],
    [100, 0],
    [100, 50],
  ];

  test('is the line where nothing hides it', () => {
    expect(seen(line, box(10, 5, 90, 45))).toEqual([{ path: line, from: 0 }]);
  });

  test('goes on behind a building where it would be by then', () => {
    expect(seen(line, box(20, -5, 40, 5))).toEqual([
      { path: [line[0], [20, 0]], from: 0 },
      { path: [[40, 0], line[1], line[2]], from: 40 },
    ]);
  });

  test('is hidden once by buildings that stand before each other, and around a bend', () => {
    expect(seen(line, box(20, -5, 40, 5), box(30, -9, 60, 9), box(90, -5, 110, 20))).toEqual([
      { path: [line[0], [20, 0]], from: 0 },
      {
        path: [
          [60, 0],
          [90, 0],
        ],
        from: 60,
      },
      { path: [[100, 20], line[2]], from: 120 },
    ]);
  });

  test('is nothing where all of it is hidden, or all but a speck', () => {
    expect(seen(line, box(-5, -5, 105, 55))).toEqual([]);
    expect(seen(line, box(0.5, -5, 105, 55))).toEqual([]);
  });
});

test('in a made park no place of a run lies behind a building, and a good part of the lines is seen', () => {
  const { spaces, points } = madePark(40, 13);
  const scene = sceneOf(sitePlan(spaces, points), { left: 10, top: 30, right: 1_208, bottom: 660 });
  const walls = scene.items.flatMap((item) => (item.type === 'building' ? [...item.joints, item.roof] : []));
  const inside = (spot: Spot) => walls.some((ring) => isInside(spot, ring));
  let runs = 0;
  for (const { runs: own } of scene.cables) {
    runs += own.length;
    for (const { path } of own) {
      for (const [i, to] of path.entries()) {
        const from = path[i - 1];
        if (from && distance(from, to) > 0.1) expect(inside([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])).toBe(false);
      }
    }
  }
  expect(runs).toBeGreaterThan(40);
  const drawn = (of: readonly (readonly Spot[])[]) =>
    of.reduce((sum, path) => sum + path.reduce((length, to, i) => length + distance(path[i - 1] ?? to, to), 0), 0);
  const whole = drawn(scene.cables.map(({ path }) => path));
  const shown = drawn(scene.cables.flatMap(({ runs: own }) => own.map(({ path }) => path)));
  expect(shown).toBeGreaterThan(whole * 0.3);
  expect(shown).toBeLessThan(whole);
});
