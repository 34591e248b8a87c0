import { expect, test } from 'vitest';
import { percentOfPpm, ppmOfPercent } from './ppm.ts';

test.each([
  [2_000, '0.2'],
  [500, '0.05'],
  [1, '0.0001'],
  [0, '0'],
  [1_000_000, '100'],
])('%d millionths are %s percent, and back', (ppm, percent) => {
  expect(percentOfPpm(ppm)).toBe(percent);
  expect(ppmOfPercent(percent)).toBe(ppm);
});

test.each(['', 'x', '-1', '0.00001', '1,5'])('"%s" is no percentage', (text) => expect(ppmOfPercent(text)).toBeNull());
