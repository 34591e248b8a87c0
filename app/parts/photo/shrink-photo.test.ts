import { expect, test } from 'vitest';
import { fittedSize } from './shrink-photo.ts';

test.each([
  ['a camera’s, lying', 4_032, 3_024, 1_600, 1_200],
  ['a camera’s, upright', 3_024, 4_032, 1_200, 1_600],
  ['a small one, which is not blown up', 320, 200, 320, 200],
  ['just as large as may be', 1_600, 900, 1_600, 900],
  ['a strip', 20_000, 3, 1_600, 1],
])('%s is sent within 1600 pixels', (_, width, height, toWidth, toHeight) =>
  expect(fittedSize({ width, height }, 1_600)).toEqual({ width: toWidth, height: toHeight }),
);
