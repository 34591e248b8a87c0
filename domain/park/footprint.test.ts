import { expect, test } from 'vitest';
import { areaOf, footprintFault } from './footprint.ts';

type Plan = readonly (readonly [number, number])[];
const SQUARE: Plan = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];
const ELL: Plan = [
  [0, 0],
  [10, 0],
  [10, 4],
  [4, 4],
  [4, 10],
  [0, 10],
];

test('the area of a plan is what lies inside, whichever way round it is drawn', () => {
  expect([areaOf(SQUARE), areaOf([...SQUARE].reverse()), areaOf(ELL)]).toEqual([100, 100, 64]);
});

test.each<[string, Plan, string | null]>([
  ['a square', SQUARE, null],
  ['an L', ELL, null],
  [
    'a triangle',
    [
      [0, 0],
      [10, 0],
      [0, 10],
    ],
    null,
  ],
  [
    'two corners',
    [
      [0, 0],
      [10, 0],
    ],
    'a footprint has at least three corners',
  ],
  [
    'a bow tie',
    [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10],
    ],
    'sides 0 and 2 cross',
  ],
  ['a ring that is closed', [...SQUARE, [0, 0]], 'corners 4 and 0 are the same; do not close the ring'],
  [
    'a side that touches another',
    [
      [0, 0],
      [10, 0],
      [5, 0],
      [5, 10],
      [0, 10],
    ],
    'sides 0 and 2 cross',
  ],
  [
    'a line',
    [
      [0, 0],
      [10, 0],
      [20, 0],
    ],
    'the footprint has no area',
  ],
])('%s: %#', (_, plan, fault) => {
  expect(footprintFault(plan)).toBe(fault);
});
