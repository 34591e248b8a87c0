import { describe, expect, test } from 'vitest';
import type { PointBoard } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import { dashSpeed, figuresOf, kiloText, SUPPLY } from './site-figures.ts';
import { alarmedOf, buildingLoad, floorLoad, loadStep, trippedOf } from './site-loads.ts';
import { type Points, sitePlan } from './site-plan.ts';
import { AT, space } from './testing/parks.ts';

const point = (code: string, change: Partial<PointBoard>): PointBoard => ({
  code,
  name: { zh: code, en: code },
  medium: 'electricity',
  role: 'tenant',
  parent: null,
  space: null,
  account: null,
  serial: code,
  at: AT,
  intervalS: 60,
  power: 0,
  relay: 'closed',
  register: 0,
  today: 0,
  month: 0,
  suspect: false,
  ...change,
});
const pointsOf = (...points: readonly PointBoard[]): Points => Object.fromEntries(points.map((one) => [one.code, one]));

const SPACES = [
  space('B1', {
    floors: 3,
    areaM2: 3_000,
    footprint: [
      [0, 0],
      [50, 0],
      [50, 20],
      [0, 20],
    ],
  }),
  space('B1-2', { kind: 'floor', parent: 'B1', floors: 2, areaM2: 1_000 }),
  space('B1-201', { kind: 'room', parent: 'B1-2' }),
  space('B2', {
    floors: 1,
    areaM2: 400,
    footprint: [
      [80, 0],
      [100, 0],
      [100, 20],
      [80, 20],
    ],
  }),
];
const POINTS = pointsOf(
  point('G1', { role: 'grid', power: 50_000 }),
  point('F1', { role: 'feeder', parent: 'G1', power: 34_000 }),
  point('B1-M', { role: 'feeder', parent: 'F1', space: 'B1', power: 33_000 }),
  point('room', { parent: 'B1-M', space: 'B1-201', power: 12_000, account: 'A' }),
  point('lift', { role: 'public', parent: 'B1-M', space: 'B1', power: 6_000 }),
  point('roof', { role: 'pv', parent: 'F1', space: 'B1', power: -4_000 }),
  point('B2-M', { role: 'feeder', parent: 'G1', space: 'B2', power: 9_000 }),
  point('water', { medium: 'water', space: 'B1', power: 900 }),
);
const plan = sitePlan(SPACES, POINTS);
const [first, second] = plan.buildings;

describe('the load of a park as it is drawn', () => {
  test('of a building is its tenants and public areas; feeders and masters count the same again', () => {
    expect(first && buildingLoad(first, POINTS)).toBe(18_000);
  });

  test('of a building whose tenants nobody measures is what its own feeder counts', () => {
    expect(second && buildingLoad(second, POINTS)).toBe(9_000);
  });

  test('of the building as a whole lies on the floors without meters of their own, which are public', () => {
    expect(first?.floors.map(({ isPublic, share, points }) => [isPublic, share, points])).toEqual([
      [true, 0.5, []],
      [false, 0, ['room']],
      [true, 0.5, []],
    ]);
    const loads = first?.floors.map((floor) => floorLoad(floor, first, POINTS, AT));
    expect(loads?.map(({ powerW, step }) => [powerW, step])).toEqual([
      [3_000, 1],
      [12_000, 2],
      [3_000, 1],
    ]);
  });

  test('is as fresh as the freshest meter of the floor', () => {
    const floor = first?.floors[1];
    const at = (minutes: number) => floor && first && floorLoad(floor, first, POINTS, instantMs(AT + minutes * 60_000)).fresh;
    expect([at(1), at(5), at(30)]).toEqual(['fresh', 'stale', 'offline']);
  });

  test('runs along the line of the feeder, less what the roof makes', () => {
    expect(plan.lines).toEqual([
      { feeder: 'F1', buildings: ['B1'] },
      { feeder: null, buildings: ['B2'] },
    ]);
    const cable = (key: string, feeder: string | null, building: string, isTrunk: boolean) => ({
      key,
      feeder,
      buildings: [building],
      isTrunk,
      ends: building,
      path: [],
      runs: [],
    });
    const cables = [cable('a', 'F1', 'B1', true), cable('b', 'F1', 'B1', false), cable('c', null, 'B2', true)];
    const figures = figuresOf({ plan, tags: [], cables }, POINTS, AT);
    expect(Object.fromEntries(figures.cables)).toEqual({ [SUPPLY]: 50_000, a: 34_000, b: 14_000, c: 9_000 });
  });
});

test('spaces in a circle end all the same', () => {
  const circle = [space('F1', { kind: 'floor', parent: 'F2' }), space('F2', { kind: 'floor', parent: 'F1' })];
  expect(sitePlan(circle, pointsOf(point('a', { space: 'F1', power: 1 }))).buildings).toEqual([]);
});

test('what is switched off is marked, water is not', () => {
  const off = pointsOf(
    point('b', { relay: 'open' }),
    point('a', { relay: 'open' }),
    point('c', {}),
    point('w', { medium: 'water', relay: 'open' }),
  );
  expect(trippedOf(off)).toEqual(['a', 'b']);
});

test('an alarm marks one building, the gravest first; the grid its master, hints nothing', () => {
  const alarm = (subject: string, severity: 'critical' | 'warning' | 'info') => ({
    id: subject,
    kind: 'X',
    subject,
    severity,
    openedAt: AT,
    escalatedAt: null,
    data: {},
  });
  const alarms = [
    alarm('A', 'warning'),
    alarm('lift', 'critical'),
    alarm('G1', 'warning'),
    alarm('B2-M', 'info'),
    alarm('gone', 'critical'),
  ];
  expect(alarmedOf(plan, alarms, POINTS)).toEqual([
    { building: null, severity: 'warning' },
    { building: 'B1', severity: 'critical' },
  ]);
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

test('dashes run faster with power, stand without, and never outrun the eye', () => {
  const speeds = [0, 10_000, 100_000, 1_000_000, 9_000_000].map((watts) => dashSpeed(watts, 1_000_000));
  expect(speeds[0]).toBe(0);
  expect(speeds).toEqual(speeds.toSorted((a, b) => a - b));
  expect(speeds[4]).toBe(60);
  expect(dashSpeed(-100_000, 1_000_000)).toBe(speeds[2]);
});

test.each([
  [3_498_400, '3,498'],
  [9_940, '9.9'],
  [9_960, '10'],
  [-1_250, '−1.3'],
])('%d W are written %s', (watts, text) => expect(kiloText(watts)).toBe(text));
