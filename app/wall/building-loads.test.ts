import { describe, expect, test } from 'vitest';
import type { PointBoard } from '#domain/board/board.ts';
import type { SpaceLine } from '../rpc/shapes.ts';
import { buildingLoads, loadStep } from './building-loads.ts';
import { pinOf } from './pin-of.ts';
import { sitePlan } from './site-plan.ts';

const name = (text: string) => ({ zh: text, en: text });
const space = (code: string, kind: SpaceLine['kind'], parent: string | null, areaM2 = 0): SpaceLine => ({
  code,
  kind,
  parent,
  name: name(code),
  footprint: [],
  floors: 1,
  areaM2,
});
const point = (change: Partial<PointBoard>): PointBoard => ({
  code: 'E-1',
  name: name('E-1'),
  medium: 'electricity',
  role: 'tenant',
  parent: null,
  space: null,
  account: null,
  serial: null,
  at: null,
  intervalS: 60,
  power: 0,
  relay: null,
  register: null,
  today: 0,
  month: 0,
  suspect: false,
  ...change,
});

const SPACES = [
  space('B1', 'building', null, 1_000),
  space('B1-2', 'floor', 'B1'),
  space('B1-201', 'room', 'B1-2'),
  space('B2', 'building', null),
];

describe('the load of a building', () => {
  test('is what its tenants and public areas draw, in whatever room; masters and feeders count the same again', () => {
    const points = {
      room: point({ space: 'B1-201', power: 12_000 }),
      stairs: point({ space: 'B1', role: 'public', power: 3_000 }),
      feeder: point({ space: 'B1', role: 'feeder', power: 15_000 }),
      water: point({ space: 'B1', medium: 'water', power: 900 }),
      nowhere: point({ power: 5_000 }),
    };
    expect(buildingLoads(points, SPACES).map(({ code, powerW, density }) => [code, powerW, density])).toEqual([
      ['B1', 15_000, 15],
      ['B2', 0, null],
    ]);
  });

  test('of spaces in a circle ends all the same', () => {
    const circle = [space('F1', 'floor', 'F2'), space('F2', 'floor', 'F1')];
    expect(buildingLoads({ a: point({ space: 'F1', power: 1 }) }, circle)).toEqual([]);
  });
});

test.each([
  [null, 0],
  [0, 1],
  [9.9, 1],
  [10, 2],
  [59.9, 6],
  [60, 7],
  [400, 7],
  [-3, 1],
])('a density of %s W/m² has step %d', (density, step) => expect(loadStep(density)).toBe(step));

describe('the plan', () => {
  const view = { width: 400, height: 200, margin: 0, text: 16 };
  const box = (x: number, y: number, size: number) =>
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
    ] as const;

  test('keeps the shape of the park and stands in the middle', () => {
    const [planned] = sitePlan([{ code: 'B1', name: 'B1', footprint: box(0, 0, 100) }], view);
    expect(planned).toEqual({ code: 'B1', outline: '100.0,0.0 300.0,0.0 300.0,200.0 100.0,200.0', label: [200, 100] });
  });

  test('lets no name cover another: the first keeps its place', () => {
    const planned = sitePlan(
      [
        { code: 'B1', name: 'a long name', footprint: box(0, 0, 10) },
        { code: 'B2', name: 'a long name', footprint: box(11, 0, 10) },
        { code: 'B3', name: 'B3', footprint: box(80, 50, 10) },
      ],
      view,
    );
    expect(planned.map(({ label }) => label !== null)).toEqual([true, false, true]);
  });

  test('leaves out buildings without a footprint', () => expect(sitePlan([{ code: 'B1', name: 'B1', footprint: [] }], view)).toEqual([]));

  test('puts a name inside an L, where it is widest', () => {
    const [x, y] = pinOf([
      [0, 0],
      [100, 0],
      [100, 20],
      [40, 20],
      [40, 100],
      [0, 100],
    ]);
    expect(x < 40 || y < 20).toBe(true);
  });
});
