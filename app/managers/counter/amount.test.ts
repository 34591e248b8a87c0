import { describe, expect, test } from 'vitest';
import { type AmountKey, amountOf, pressed, typedAmount } from './amount.ts';

const after = (keys: readonly AmountKey[]): string => keys.reduce<string>(pressed, '');

describe('an amount', () => {
  test.each<[readonly AmountKey[], string, bigint]>([
    [['1', '00'], '100', 10_000n],
    [['1', '.', '5'], '1.5', 150n],
    [['1', '.', '5', '0', '9'], '1.50', 150n],
    [['1', '.', '.', '2'], '1.2', 120n],
    [['.', '5'], '0.5', 50n],
    [['0', '0', '7'], '7', 700n],
    [['00'], '0', 0n],
    [['1', '2', 'back'], '1', 100n],
    [['1', '2', 'clear'], '', 0n],
    [['1', '.'], '1.', 100n],
    [['1', '2', '3', '4', '5', '6', '7', '8', '9'], '12345678', 1_234_567_800n],
  ])('pressed as %j reads %s', (keys, typed, fen) => {
    expect(after(keys)).toBe(typed);
    expect(amountOf(typed)).toBe(fen);
  });

  test.each([
    ['1,234.50', '1234.50'],
    ['¥ 88', '88'],
    ['12.345', null],
    ['-5', null],
    ['1e3', null],
  ])('pasted as %s is %s', (text, typed) => {
    expect(typedAmount(text)).toBe(typed);
  });
});
