import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenOf, isNegative, isZero, priceShort, yuanGrouped } from './money.ts';

describe('an amount is shown to the digit the server sent', () => {
  test.each([
    ['0.00', '0.00'],
    ['-0.05', '−0.05'],
    ['1284.36', '1,284.36'],
    ['-20.40', '−20.40'],
    ['12345678901234.56', '12,345,678,901,234.56'],
    ['9007199254740993.01', '9,007,199,254,740,993.01'],
  ])('%s is %s', (yuan, text) => expect(yuanGrouped(yuan)).toBe(text));

  test('grouping adds commas and nothing else', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (fen) => {
        const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
        const yuan = `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(yuanGrouped(yuan).replaceAll(',', '').replace('−', '-')).toBe(yuan);
      }),
    );
  });
});

describe('a price is shown with the four digits that people compare', () => {
  test.each([
    ['0.57266875', '0.5727'],
    ['0.17205', '0.1721'],
    ['1.01800000', '1.0180'],
    ['0.99995', '1.0000'],
    ['-0.05', '−0.0500'],
  ])('%s is %s', (price, text) => expect(priceShort(price)).toBe(text));
});

test('an amount below zero is told from zero with a sign', () => {
  expect([isNegative('-0.01'), isNegative('-0.00'), isNegative('0.01')]).toEqual([true, false, false]);
  expect([isZero('0.00'), isZero('0.10')]).toEqual([true, false]);
});

test('what is no amount compares as nothing', () => expect([fenOf('12.34'), fenOf('twelve')]).toEqual([1234n, 0n]));
