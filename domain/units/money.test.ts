import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeOf, exact, exactFromFen, fen, fenFromYuan, price, priceFromYuan, roundToFen, yuanFromFen, yuanFromPrice } from './money.ts';
import { quantity } from './quantity.ts';

const EXACT_PER_FEN = 1_000_000_000n;
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const amounts = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe('a charge', () => {
  test('of one kWh is its price, to the last of eight decimals', () => {
    expect(chargeOf(quantity(1_000), price(57_266_875n))).toBe(57_266_875_000n);
    expect(roundToFen(chargeOf(quantity(1_000), price(57_266_875n)))).toBe(57n);
  });

  test('of a real bill line is right to the fen: 555,617 kWh at 0.436 yuan', () => {
    expect(yuanFromFen(roundToFen(chargeOf(quantity(555_617_000), price(43_600_000n))))).toBe('242249.01');
  });

  test('of a sum is the sum of charges, also at a negative price', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer(), amounts, (a, b, at) => {
        fc.pre(Number.isSafeInteger(a + b));
        expect(chargeOf(quantity(a + b), price(at))).toBe(chargeOf(quantity(a), price(at)) + chargeOf(quantity(b), price(at)));
      }),
    );
  });
});

describe('rounding to the fen', () => {
  test.each([
    [0n, 0n],
    [499_999_999n, 0n],
    [500_000_000n, 1n],
    [1_499_999_999n, 1n],
    [1_500_000_000n, 2n],
    [-499_999_999n, 0n],
    [-500_000_000n, -1n],
    [-1_500_000_000n, -2n],
  ])('%d is %d fen: a half goes away from zero', (amount, expected) => {
    expect(roundToFen(exact(amount))).toBe(expected);
  });

  test('moves no amount by more than half a fen, a charge and its return alike', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const rounded = roundToFen(exact(amount));
        expect(abs(rounded * EXACT_PER_FEN - amount) <= EXACT_PER_FEN / 2n).toBe(true);
        expect(roundToFen(exact(-amount))).toBe(-rounded);
      }),
    );
  });

  test('leaves whole fen as they are', () => {
    fc.assert(fc.property(amounts, (amount) => roundToFen(exactFromFen(fen(amount))) === amount));
  });
});

describe('yuan as text', () => {
  test.each([
    ['0', 0n],
    ['12', 1200n],
    ['12.3', 1230n],
    ['12.34', 1234n],
    ['-0.05', -5n],
    ['007.10', 710n],
  ])('%s yuan is %d fen', (text, amount) => {
    expect(fenFromYuan(text)).toBe(amount);
  });

  test.each(['', '-', '1.', '.5', '1.234', '1,000', '1e3', '+1', ' 1', '1 ', '￥1', '１', 'NaN', '1234567890123456'])(
    '"%s" is no amount',
    (text) => {
      expect(fenFromYuan(text)).toBeNull();
    },
  );

  test('written and read again is the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (amount) => {
        expect(fenFromYuan(yuanFromFen(fen(amount)))).toBe(amount);
      }),
    );
  });

  test('always shows two decimals and the sign', () => {
    expect(yuanFromFen(fen(0n))).toBe('0.00');
    expect(yuanFromFen(fen(-5n))).toBe('-0.05');
    expect(yuanFromFen(fen(-12_345n))).toBe('-123.45');
  });
});

describe('a price as text', () => {
  test.each([
    ['0.57266875', 57_266_875n],
    ['0.384470', 38_447_000n],
    ['42', 4_200_000_000n],
    ['-0.0021', -210_000n],
  ])('%s yuan is %d', (text, expected) => {
    expect(priceFromYuan(text)).toBe(expected);
  });

  test.each(['0.123456789', '1e-3', '', '0,5'])('"%s" is no price', (text) => {
    expect(priceFromYuan(text)).toBeNull();
  });

  test('written and read again is the same price', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (at) => {
        expect(priceFromYuan(yuanFromPrice(price(at)))).toBe(at);
      }),
    );
  });
});
