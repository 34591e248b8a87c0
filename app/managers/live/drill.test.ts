import { describe, expect, test } from 'vitest';
import type { PointBoard } from '#domain/board/board.ts';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import type { SpaceLine } from '../../rpc/shapes.ts';
import { type DrillOf, drill, spacesByPower } from './drill.ts';
import { PARK, placeOf, searchOf } from './place.ts';

const NOW = instantMs(1_800_000_000_000);

const space = (code: string, kind: SpaceLine['kind'], parent: string | null, areaM2 = 100): SpaceLine => ({
  code,
  kind,
  parent,
  name: { zh: code, en: code },
  footprint: [],
  floors: 1,
  areaM2,
});

const point = (code: string, own: Partial<PointBoard>): PointBoard => ({
  code,
  name: { zh: code, en: code },
  medium: 'electricity',
  role: 'tenant',
  parent: null,
  space: null,
  account: null,
  serial: 'E-1',
  at: NOW,
  intervalS: 60,
  power: 1_000,
  relay: null,
  register: null,
  today: 10,
  month: 100,
  suspect: false,
  ...own,
});

const POINTS = [
  point('GRID', { role: 'grid', power: 9_000 }),
  point('FEED', { role: 'feeder', power: 8_000 }),
  point('a1', { space: 'B1-1', account: 'A', power: 1_000 }),
  point('a2', { space: 'B1-1-r', account: 'A', power: 2_000, at: instantMs(NOW - 60 * MINUTE_MS) }),
  point('p1', { space: 'B1-1', role: 'public', power: 500, suspect: true }),
  point('lift', { space: 'B1', role: 'public', power: 500 }),
  point('hall', { space: 'B2', account: 'A', power: 4_000, relay: 'open' }),
  point('yard', { account: 'B', power: 700 }),
  point('spare', { space: 'B2', serial: null, at: null, power: null, today: 0, month: 0 }),
  point('w1', { medium: 'water', space: 'B1-1', account: 'A', power: 60 }),
];

const OF: DrillOf = {
  points: Object.fromEntries(POINTS.map((one) => [one.code, one])),
  spaces: [
    space('B1', 'building', null, 200),
    space('B1-1', 'floor', 'B1'),
    space('B1-1-r', 'room', 'B1-1'),
    space('B2', 'building', null),
  ],
  accounts: new Map([['A', { zh: '甲', en: 'Alpha' }]]),
  medium: 'electricity',
  now: NOW,
};

const level = (search: string, of: Partial<DrillOf> = {}) => drill({ ...OF, ...of }, placeOf(new URLSearchParams(search)));
const shown = (search: string) => level(search).rows.map(({ key, power }) => [key, power]);

describe('the way down a park', () => {
  test('begins with its buildings, what hangs nowhere, and its supply', () =>
    expect(shown('')).toEqual([
      ['space B1', 4_000],
      ['space B2', 4_000],
      ['elsewhere', 700],
      ['supply', 9_000],
    ]));

  test('names the meters that a line and a level sum, each once', () => {
    const { rows, points } = level('space=B1');
    expect(rows.map((row) => row.points)).toEqual([['a1', 'a2', 'p1'], ['lift']]);
    expect(points).toEqual(['a1', 'a2', 'p1', 'lift']);
  });

  test('leads over a floor, a tenant, to the meters', () => {
    expect(shown('space=B1')).toEqual([
      ['space B1-1', 3_500],
      ['public', 500],
    ]);
    expect(shown('space=B1-1')).toEqual([
      ['account A', 3_000],
      ['public', 500],
    ]);
    expect(shown('space=B1-1&account=A')).toEqual([
      ['point a1', 1_000],
      ['point a2', 2_000],
    ]);
  });

  test('meets the tenants at once in a building without floors, and rooms that wait for a meter', () =>
    expect(shown('space=B2')).toEqual([
      ['account A', 4_000],
      ['vacant', 0],
    ]));

  test('counts nothing twice: shares of a level add up to one, and masters have none', () => {
    const { rows, power } = level('');
    expect(power).toBe(8_700);
    expect(rows.reduce((sum, row) => sum + (row.share ?? 0), 0)).toBeCloseTo(1, 12);
    expect(rows.find(({ kind }) => kind === 'supply')?.share).toBeNull();
    expect(level('group=supply').rows.map(({ share }) => share)).toEqual([null, null]);
  });

  test('says of each row what is not in order below it', () => {
    expect(level('').rows.map(({ state }) => state)).toEqual([
      { meters: 4, stale: 0, offline: 1, suspect: 1, open: 0 },
      { meters: 1, stale: 0, offline: 0, suspect: 0, open: 1 },
      { meters: 1, stale: 0, offline: 0, suspect: 0, open: 0 },
      { meters: 2, stale: 0, offline: 0, suspect: 0, open: 0 },
    ]);
  });

  test('has a density where there is an area, and none of water', () => {
    expect(level('').rows.map(({ density }) => density)).toEqual([20, 40, null, null]);
    expect(level('', { medium: 'water' }).rows.map(({ key, power, density }) => [key, power, density])).toEqual([
      ['space B1', 60, null],
      ['space B2', 0, null],
    ]);
  });

  test('knows the way back from a meter by the meter alone', () => {
    const { crumbs, point: at } = level('point=a2');
    expect(at?.code).toBe('a2');
    expect(crumbs.map(({ code, to }) => [code, searchOf(to)])).toEqual([
      ['B1', '?space=B1'],
      ['B1-1', '?space=B1-1'],
      ['A', '?space=B1-1&account=A'],
      ['a2', '?space=B1-1&account=A&point=a2'],
    ]);
  });

  test('says when an address leads nowhere', () => {
    expect(level('space=B9').found).toBe(false);
    expect(level('point=gone').found).toBe(false);
    expect(level('').found).toBe(true);
  });
});

test('an address names a place, and a place its address', () => {
  for (const search of ['', '?space=B1', '?space=B1&account=A%2F1', '?group=supply&point=FEED'])
    expect(searchOf(placeOf(new URLSearchParams(search)))).toBe(search);
  expect(placeOf(new URLSearchParams('group=nonsense'))).toEqual(PARK);
  expect(searchOf(PARK, '2026-11-19T14:39')).toBe('?at=2026-11-19T14%3A39');
});

test('buildings stand by power, each with its floors behind it; what hangs in no space is not among them', () =>
  expect(spacesByPower(OF).map(({ code, power, state }) => [code, power, state.offline])).toEqual([
    ['B1', 4_000, 1],
    ['B1-1', 3_500, 1],
    ['B2', 4_000, 0],
  ]));
