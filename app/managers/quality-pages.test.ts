import { expect, test } from 'vitest';
import { eachPage, POINTS_A_PAGE, pagesOf } from './quality-pages.ts';

const codes = (n: number) => Array.from({ length: n }, (_, i) => `P${i}`);

test('a park is asked about in pages that hold each of its points once', () => {
  const pages = pagesOf(codes(2_500));
  expect(pages.map(({ length }) => length)).toEqual([POINTS_A_PAGE, POINTS_A_PAGE, 500]);
  expect(pages.flat()).toEqual(codes(2_500));
  expect(pagesOf([])).toEqual([]);
});

test('a park without bound is cut at twenty pages', () => expect(pagesOf(codes(30_000))).toHaveLength(20));

test('pages are asked for one after another, and what has come is told at once', async () => {
  const told: number[] = [];
  let open = 0;
  const lines = await eachPage(
    pagesOf(codes(2_001)),
    async (points) => {
      open += 1;
      expect(open).toBe(1);
      await Promise.resolve();
      open -= 1;
      return points;
    },
    (known) => told.push(known.length),
  );
  expect(told).toEqual([1_000, 2_000, 2_001]);
  expect(lines).toEqual(codes(2_001));
});

test('a page that fails is a failure, not a shorter list', async () => {
  const failing = eachPage(
    pagesOf(codes(1_001)),
    async (points) => (points.length === 1 ? Promise.reject(new Error('x')) : points),
    () => undefined,
  );
  await expect(failing).rejects.toThrow('x');
});
