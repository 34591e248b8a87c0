import { describe, expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { type DenseSlots, gapsOf, qualityCounts, qualityRuns } from './quality-runs.ts';

const FROM = instantMs(1_800_000_000_000);
const slots: DenseSlots = {
  from: FROM,
  quantity: [5, 6, null, null, 7, 8, 9, null],
  quality: ['measured', 'measured', null, null, 'estimated', 'interpolated', 'measured', null],
};
const at = (slot: number) => instantMs(FROM + slot * SLOT_MS);

describe('the quality of a stretch of slots', () => {
  test('is told in runs, and the running slot is not missed yet', () =>
    expect(qualityRuns(slots, at(7.5)).map(({ state, from, to }) => [state, from, to])).toEqual([
      ['measured', 0, 2],
      ['missing', 2, 4],
      ['estimated', 4, 5],
      ['interpolated', 5, 6],
      ['measured', 6, 7],
      ['future', 7, 8],
    ]));

  test('misses a slot the moment it is over', () => expect(qualityRuns(slots, at(8)).at(-1)?.state).toBe('missing'));

  test('lists the gaps newest first, the estimated apart from the empty', () =>
    expect(gapsOf(slots, at(8))).toEqual([
      { state: 'missing', from: at(7), to: at(8), slots: 1 },
      { state: 'estimated', from: at(4), to: at(5), slots: 1 },
      { state: 'missing', from: at(2), to: at(4), slots: 2 },
    ]));

  test('is counted without what is still to come', () =>
    expect(qualityCounts(slots, at(7))).toEqual({ measured: 3, interpolated: 1, estimated: 1, missing: 2 }));
});
