import { expect, test } from 'vitest';
import { reportOf } from './report.ts';

test('a refusal tells every fault at its place, and how many more there are', () => {
  const faults = [
    { path: '', code: 'SHAPE', message: 'not JSON' },
    { path: 'points[0].space', code: 'UNKNOWN_REFERENCE', message: 'B9 is not in the file' },
  ] as const;
  expect(reportOf({ type: 'refused', faults, more: 3 })).toBe(
    [
      'refused, nothing was written: 5 faults',
      '  (file)  SHAPE: not JSON',
      '  points[0].space  UNKNOWN_REFERENCE: B9 is not in the file',
      '  ... and 3 more',
    ].join('\n'),
  );
});

test('a success tells what was written, what follows from it, and what was left alone', () => {
  const counts = { created: 0, updated: 0, unchanged: 2 };
  const kinds = { points: { created: 1, updated: 0, unchanged: 1 }, devices: counts };
  const result = {
    type: 'imported' as const,
    park: { id: 1, code: 'main', version: 4 },
    changed: true,
    kinds,
    leftAlone: { points: { count: 102, names: ['P1', 'P2'] } },
    rerates: 3,
    refolds: 0,
  };
  expect(reportOf(result)).toBe(
    [
      'park main, version 4: imported',
      '  points               1 created       0 updated       1 unchanged',
      '  devices              0 created       0 updated       2 unchanged',
      '  to be priced again: 3 points; to be folded again: 0 devices',
      '  not in the file, left alone: 102 points: P1, P2 ... and 100 more',
    ].join('\n'),
  );
});
