import { expect, test } from 'vitest';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { marksOf } from './mark-work.ts';

const NOW = instantMs(1_000 * HOUR_MS);
const mark = (id: number, lo: number, hi: number | null) => ({ id, key: '', lo: lo * HOUR_MS, hi: hi === null ? null : hi * HOUR_MS });

test('a subject has one mark, over all of its stretches', () => {
  expect(marksOf([mark(7, 10, 12), mark(3, 1, 2), mark(7, 5, 6)], NOW)).toEqual([
    { id: 3, lo: HOUR_MS, hi: 2 * HOUR_MS },
    { id: 7, lo: 5 * HOUR_MS, hi: 12 * HOUR_MS },
  ]);
});

test('an open stretch reaches an hour beyond now, and what lies ahead is no work yet', () => {
  expect(marksOf([mark(1, 990, null), mark(2, 1_002, null), mark(3, 990, 2_000)], NOW)).toEqual([
    { id: 1, lo: 990 * HOUR_MS, hi: 1_001 * HOUR_MS },
    { id: 3, lo: 990 * HOUR_MS, hi: 1_001 * HOUR_MS },
  ]);
});
