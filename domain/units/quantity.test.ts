import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primaryOf, quantity, ratioMilli, registerFromKilo, registerMilli } from './quantity.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const primaryByBigint = (register: number, ratio: number): bigint => {
  const product = BigInt(register) * BigInt(ratio) + 500_000n;
  const whole = product / 1_000_000n;
  return product < 0n && whole * 1_000_000n !== product ? whole - 1n : whole;
};

describe('the primary side of a register', () => {
  test('is the register times CT x PT: 0.1234 kWh at 8,000 are 987.2 kWh', () => {
    expect(primaryOf(registerMilli(123_400), ratioMilli(8_000_000))).toBe(987_200);
  });

  test('is rounded half up to a whole Wh', () => {
    expect(primaryOf(499, ratioMilli(1_000))).toBe(0);
    expect(primaryOf(500, ratioMilli(1_000))).toBe(1);
    expect(primaryOf(1_500, ratioMilli(1_000))).toBe(2);
    expect(primaryOf(-500, ratioMilli(1_000))).toBe(0);
  });

  test('is what unbounded arithmetic gives, to the last Wh, or is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.integer({ min: 1, max: 10 ** 9 }), (register, ratio) => {
        const expected = primaryByBigint(register, ratio);
        if (expected > SAFE || expected < -SAFE) expect(() => primaryOf(register, ratioMilli(ratio))).toThrow(RangeError);
        else expect(BigInt(primaryOf(register, ratioMilli(ratio)))).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of registers that a meter in the field has is always exact: up to 10 GWh at 8,000', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 1, max: 8_000_000 }), (register, ratio) => {
        expect(BigInt(primaryOf(register, ratioMilli(ratio)))).toBe(primaryByBigint(register, ratio));
      }),
    );
  });
});

describe('a register in kWh or m³', () => {
  test.each<[string | number, number]>([
    ['0', 0],
    ['12345.67', 12_345_670_000],
    [12345.67, 12_345_670_000],
    ['12345.670', 12_345_670_000],
    [812.345, 812_345_000],
    ['0.0000004', 0],
    ['0.0000005', 1],
    ['1.9999996', 2_000_000],
    [1e-7, 0],
    [0.000001, 1],
    [-0, 0],
    ['999999999.999999', 999_999_999_999_999],
    // What 0.1 + 0.2 and sums like it print.
    [0.30000000000000004, 300_000],
    ['1234.5600000000001', 1_234_560_000],
  ])('%s is %d thousandths of a Wh (litre)', (value, expected) => {
    expect(registerFromKilo(value)).toBe(expected);
  });

  test.each<[string | number]>([
    [''],
    ['-1'],
    [-0.5],
    ['+1'],
    ['1e3'],
    [1e21],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ['1,5'],
    ['1.'],
    ['.5'],
    [' 1'],
    ['0x10'],
    ['１２'],
    ['999999999999.0'],
    ['12345678901234'],
  ])('%s is none', (value) => {
    expect(registerFromKilo(value)).toBeNull();
  });

  test('is the same whether JSON sends a number or a string, with up to six decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (milli) => {
        const text = `${Math.floor(milli / 1e6)}.${String(milli % 1e6).padStart(6, '0')}`;
        expect(registerFromKilo(text)).toBe(milli);
        expect(registerFromKilo(JSON.parse(text) as number)).toBe(milli);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a quantity, register or ratio is a whole number that arithmetic keeps exact', () => {
  for (const make of [quantity, registerMilli, ratioMilli]) {
    expect(() => make(1.5)).toThrow(RangeError);
    expect(() => make(2 ** 53)).toThrow(RangeError);
    expect(() => make(Number.NaN)).toThrow(RangeError);
  }
  expect(() => ratioMilli(0)).toThrow(RangeError);
  expect(quantity(-5)).toBe(-5);
});
