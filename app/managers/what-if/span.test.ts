import { expect, test } from 'vitest';
import { spanBack } from './span.ts';

test.each([
  ['2026-11', 3, '2026-08', '2026-10'],
  ['2026-11', 12, '2025-11', '2026-10'],
  ['2026-01', 1, '2025-12', '2025-12'],
])('before %s the last %d whole months are %s to %s', (running, months, from, to) =>
  expect(spanBack(running, months)).toEqual({ from, to }),
);
