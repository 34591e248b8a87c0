import { expect, test } from 'vitest';
import { capitalYuan } from './capital.ts';
import { fen } from './money.ts';

test.each([
  [0n, '零元整'],
  [5n, '伍分'],
  [50n, '伍角整'],
  [105n, '壹元零伍分'],
  [1_000n, '壹拾元整'],
  [123_450n, '壹仟贰佰叁拾肆元伍角整'],
  [100_100n, '壹仟零壹元整'],
  [1_000_000n, '壹万元整'],
  [1_000_100n, '壹万零壹元整'],
  [1_010_000n, '壹万零壹佰元整'],
  [10_203_045n, '壹拾万贰仟零叁拾元肆角伍分'],
  [100_000_000n, '壹佰万元整'],
  [100_000_000_000n, '壹拾亿元整'],
  [10_000_000_100n, '壹亿零壹元整'],
  [10_010_000_000n, '壹亿零壹拾万元整'],
  [-123n, '负壹元贰角叁分'],
])('%d fen in capitals are %s', (amount, expected) => {
  expect(capitalYuan(fen(amount))).toBe(expected);
});
