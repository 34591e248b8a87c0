import { expect, test } from 'vitest';
import { meterOf } from './meter-of.ts';

const name = { zh: '表', en: 'Meter' };
const meter = { point: 'P1', name, medium: 'electricity', serial: 'X', ratioMilli: 40_000 } as const;
const edge = (at: number, before: readonly [number, number] | null, after: readonly [number, number] | null) => ({
  at,
  before: before && { at: before[0], value: before[1] },
  after: after && { at: after[0], value: after[1] },
});

test('a meter shows the straight line between the readings around an end', () => {
  const found = meterOf({ ...meter, start: edge(100, [90, 1_000], [110, 2_001]), end: edge(200, [200, 5_000], [200, 5_000]) });
  expect(found).toMatchObject({ start: 1_501, end: 5_000, quantity: 140 });
});

test('one that was taken off shows what it showed last, and one that nobody read is not listed', () => {
  expect(meterOf({ ...meter, start: edge(100, null, [103, 7_000]), end: edge(200, [190, 9_000], null) })).toMatchObject({
    start: 7_000,
    end: 9_000,
  });
  expect(meterOf({ ...meter, start: edge(100, null, null), end: edge(200, [190, 9_000], null) })).toBeNull();
});

test('of one that went round or was reset no quantity is told', () => {
  expect(meterOf({ ...meter, start: edge(100, [100, 9_000], null), end: edge(200, [200, 50], null) })).toMatchObject({
    end: 50,
    quantity: null,
  });
});
