import { describe, expect, test } from 'vitest';
import { rowAt, rowByKey } from './heat-rows.ts';

describe('a press on the heat map', () => {
  const press = (y: number) => rowAt({ y, height: 300, rows: 30, last: 21 });

  test.each([
    [0, 0],
    [9.9, 0],
    [10, 1],
    [219, 21],
  ])('at %d px opens row %d', (y, row) => expect(press(y)).toBe(row));

  test.each([-1, 220, 299, 300])('at %d px, outside of the rows or in days to come, opens nothing', (y) => expect(press(y)).toBeNull());

  test('opens nothing of a month without days', () => expect(rowAt({ y: 1, height: 300, rows: 0, last: -1 })).toBeNull());
});

test('arrow keys lead from day to day, and not beyond the last that has come', () => {
  const from = (key: string, row: number) => rowByKey(key, row, 21);
  expect([from('ArrowDown', 3), from('ArrowUp', 3), from('Home', 3), from('End', 3)]).toEqual([4, 2, 0, 21]);
  expect([from('ArrowDown', 21), from('ArrowUp', 0), from('Enter', 3)]).toEqual([null, null, null]);
});
