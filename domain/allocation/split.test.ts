import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Split, split, type Weighted } from './split.ts';

const amounts = (found: Split | null) => Object.fromEntries(found?.parts.map(({ key, amount }) => [key, amount]) ?? []);
const three = (...weights: readonly number[]): Weighted[] => weights.map((weight, i) => ({ key: 'abc'[i] ?? '', weight: BigInt(weight) }));

describe('a split by largest remainder', () => {
  test.each<[string, bigint, readonly number[], readonly bigint[]]>([
    ['13,037.72 yuan by 180, 150 and 120 MWh', 1_303_772n, [180_000, 150_000, 120_000], [521_509n, 434_591n, 347_672n]],
    ['1,000.00 yuan among three alike', 100_000n, [1, 1, 1], [33_334n, 33_333n, 33_333n]],
    ['a negative amount is the turned split of its amount', -100_000n, [1, 1, 1], [-33_334n, -33_333n, -33_333n]],
    ['a lift by area, not one fen is lost', 10_001n, [300, 200, 500], [3_000n, 2_000n, 5_001n]],
    ['who weighs nothing bears nothing', 7n, [0, 1, 0], [0n, 7n, 0n]],
    ['of two with the same remainder the heavier is first', 5n, [3, 1, 0], [4n, 1n, 0n]],
    ['nothing is split into nothing, by any weights', 0n, [0, 0, 0], [0n, 0n, 0n]],
  ])('%s', (_what, total, weights, [a, b, c]) => {
    expect(amounts(split(total, three(...weights)))).toEqual({ a, b, c });
  });

  test('says of each part how it came to it', () => {
    expect(split(100n, three(1, 1, 1))?.parts[0]).toEqual({
      key: 'a',
      weight: 1n,
      floor: 33n,
      remainder: 1n,
      rank: 1,
      extra: true,
      amount: 34n,
    });
    expect(split(100n, three(1, 1, 1))).toMatchObject({ weights: 3n, extras: 1 });
  });

  test('something among nobody, or among those who weigh nothing, is refused', () => {
    expect(split(1n, [])).toBeNull();
    expect(split(1n, three(0, 0))).toBeNull();
    expect(split(0n, [])?.parts).toEqual([]);
  });

  test('a weight below zero, or a key twice, is our mistake', () => {
    expect(() => split(1n, three(1, -1))).toThrow(RangeError);
    expect(() => split(1n, [...three(1), ...three(1)])).toThrow('a takes part twice');
  });
});

describe('for any amount and weights', () => {
  const totals = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  /** Small ones collide and make ties, huge ones leave every integer type behind. */
  const weights = fc.oneof(fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 0n, max: 10n ** 40n }));
  const weighted = fc
    .uniqueArray(fc.tuple(fc.string({ maxLength: 4 }), weights), { selector: ([key]) => key, minLength: 1, maxLength: 40 })
    .map((pairs): Weighted[] => pairs.map(([key, weight]) => ({ key, weight })))
    .filter((parts) => parts.some(({ weight }) => weight > 0n));

  test('the parts sum to it, and none is off its exact quotient by a whole unit', () => {
    fc.assert(
      fc.property(totals, weighted, (total, parts) => {
        const found = split(total, parts);
        const sum = parts.reduce((all, { weight }) => all + weight, 0n);
        expect(found?.parts.reduce((all, { amount }) => all + amount, 0n)).toBe(total);
        for (const { amount, weight, floor, remainder } of found?.parts ?? []) {
          const off = amount * sum - total * weight;
          expect((off < 0n ? -off : off) < sum).toBe(true);
          expect(floor * sum + remainder).toBe((total < 0n ? -total : total) * weight);
        }
      }),
    );
  });

  test('the order in which they come changes nothing', () => {
    const shuffled = weighted.chain((parts) =>
      fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length, maxLength: parts.length })),
    );
    fc.assert(
      fc.property(totals, shuffled, (total, [parts, other]) => {
        expect(split(total, other)).toEqual(split(total, parts));
      }),
    );
  });

  test('who weighs more never bears less, and one who weighs nothing bears nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), weighted, (total, parts) => {
        const sorted = (split(total, parts)?.parts ?? []).toSorted((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
        for (const [i, part] of sorted.entries()) {
          const below = sorted[i - 1];
          if (below && below.weight < part.weight) expect(below.amount <= part.amount).toBe(true);
          if (part.weight === 0n) expect(part.amount).toBe(0n);
        }
      }),
    );
  });

  test('who comes to weigh more does not bear less than before', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000n }), weighted, fc.bigInt({ min: 1n, max: 1_000n }), (total, parts, more) => {
        const before = split(total, parts);
        const [first, ...others] = parts;
        if (!first) return;
        const after = split(total, [{ ...first, weight: first.weight + more }, ...others]);
        const of = (found: Split | null) => found?.parts.find(({ key }) => key === first.key)?.amount ?? 0n;
        expect(of(after) >= of(before)).toBe(true);
      }),
    );
  });

  test('one alone bears all of it', () => {
    fc.assert(
      fc.property(totals, fc.bigInt({ min: 1n, max: 10n ** 40n }), (total, weight) => {
        expect(amounts(split(total, [{ key: 'only', weight }]))).toEqual({ only: total });
      }),
    );
  });
});
