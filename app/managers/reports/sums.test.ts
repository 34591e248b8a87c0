import { expect, test } from 'vitest';
import { byYuan, distinct, sumYuan } from './sums.ts';

const rows = [{ yuan: '0.10' }, { yuan: '-20000000000000.35' }, { yuan: '0.20' }];

test('amounts that come as text are summed to the fen, however large', () => {
  expect(sumYuan(rows, ({ yuan }) => yuan)).toBe('-20000000000000.05');
  expect(sumYuan([], () => '1')).toBe('0.00');
});

test('and sorted as amounts, not as text', () => {
  expect(rows.toSorted(byYuan(({ yuan }) => yuan)).map(({ yuan }) => yuan)).toEqual(['-20000000000000.35', '0.10', '0.20']);
  expect(distinct(rows, ({ yuan }) => yuan.slice(0, 1))).toEqual(['-', '0']);
});
