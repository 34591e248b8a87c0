import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitsOf, niceAxis, textWidth } from './axis.ts';

test.each([
  [3.5, { max: 4, step: 1 }],
  [3.0, { max: 3, step: 1 }],
  [38, { max: 40, step: 10 }],
  [0.9, { max: 1, step: 0.2 }],
  [1.13, { max: 1.25, step: 0.25 }],
  [720, { max: 800, step: 200 }],
  [0, { max: 1, step: 1 }],
  [Number.NaN, { max: 1, step: 1 }],
])('a load of %d stands on a round axis', (top, axis) => {
  const found = niceAxis(top);
  expect(found.max).toBeCloseTo(axis.max, 9);
  expect(found.step).toBeCloseTo(axis.step, 9);
});

test('every axis holds its top in one to five steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (top) => {
      const { max, step } = niceAxis(top);
      expect(max).toBeGreaterThanOrEqual(top * (1 - 1e-9));
      expect(Math.round(max / step)).toBeLessThanOrEqual(5);
    }),
  );
});

test.each([
  [1, 0],
  [25, 0],
  [0.5, 1],
  [0.25, 2],
  [2.5, 1],
])('ticks %d apart need %d digits', (step, digits) => expect(digitsOf(step)).toBe(digits));

test('a Chinese character is as wide as it is high', () => expect(textWidth('深谷', 16)).toBe(32));
