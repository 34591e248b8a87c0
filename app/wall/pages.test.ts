import { describe, expect, test } from 'vitest';
import { PAGES, pageAt, pageByKey, pageOf, rotateSecondsOf } from './pages.ts';

test.each([
  ['flows', 'flows'],
  ['Flows', 'flows'],
  ['3', 'demand'],
  ['6', null],
  [undefined, null],
])('the page in the address %s is %s', (text, page) => expect(pageOf(text)).toBe(page));

test.each([
  [undefined, 30],
  ['60', 60],
  ['1', 5],
  ['999999', 3_600],
  ['soon', 30],
  ['-3', 30],
])('the rotation in the address %s is %d s', (text, seconds) => expect(rotateSecondsOf(text)).toBe(seconds));

describe('the rotation', () => {
  const turn = { page: 'balances', at: 1_000 } as const;
  test.each([
    [0, 'balances'],
    [1_000, 'balances'],
    [30_999, 'balances'],
    [31_000, 'health'],
    [61_000, 'twin'],
    [1_000 + 30_000 * 5, 'balances'],
  ])('stands at %d ms at %s', (now, page) => expect(pageAt(turn, now, 30_000)).toBe(page));
});

test('keys turn the pages in a ring, and digits name them', () => {
  expect(pageByKey('ArrowRight', 'health')).toBe('twin');
  expect(pageByKey('ArrowLeft', 'twin')).toBe('health');
  expect(['1', '2', '3', '4', '5'].map((key) => pageByKey(key, 'twin'))).toEqual([...PAGES]);
  expect(pageByKey('x', 'twin')).toBeNull();
});
