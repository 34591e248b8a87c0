import { expect, test } from 'vitest';
import { fen, price } from '../units/money.ts';
import { averageText, milliText, priceText, rateText, registerText, yuanText } from './figures.ts';

test('figures are grouped, with a true minus, and lose no digit', () => {
  expect(yuanText(fen(-123_456_789n))).toBe('−1,234,567.89');
  expect(milliText(-5n)).toBe('−0.005');
  expect(milliText(1_234_567_890_123_456n)).toBe('1,234,567,890,123.456');
  expect([priceText(price(57_266_875n)), priceText(price(10_600_000n)), priceText(price(-1n))]).toEqual([
    '0.57266875',
    '0.106000',
    '−0.00000001',
  ]);
  expect([rateText(1_300), rateText(-60)]).toEqual(['13\u00a0%', '−0.6\u00a0%']);
  expect(registerText(48_213_759_999)).toBe('48,213.75');
});

test('an average price has five decimals, and is told where something was used', () => {
  expect(averageText(fen(45_511_29n), 57_247_581n)).toBe('0.79499');
  expect([averageText(fen(1n), 0n), averageText(fen(-1n), 5n)]).toEqual([null, null]);
});
