import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact, fen, roundToFen } from '../units/money.ts';
import { type ExactLine, owedByLine, owedSum, type PostedLine } from './settle.ts';

const line = (lineKey: string, of: bigint): ExactLine => ({ lineKey, exact: exact(of) });
const posted = (lineKey: string, of: bigint): PostedLine => ({ lineKey, posted: fen(of) });

describe('what a settlement owes', () => {
  test.each([
    [1_499_999_999n, 0n, 1n],
    [1_500_000_000n, 0n, 2n],
    [1_400_000_000n, 2n, -1n],
    [0n, 5n, -5n],
    [-1_500_000_000n, 0n, -2n],
  ])('of a line of %d exact with %d fen posted is %d fen', (of, before, expected) => {
    expect(owedSum(owedByLine([line('a', of)], [posted('a', before)]))).toBe(expected);
  });

  test('of a line that is settled is nothing, and of one that is there no more what was posted of it', () => {
    const lines = [line('a', 1_500_000_000n), line('c', 7_000_000_000n)];
    expect(owedByLine(lines, [posted('a', 2n), posted('b', 3n)])).toEqual([
      { lineKey: 'b', posted: 0n, owed: -3n },
      { lineKey: 'c', posted: 7n, owed: 7n },
    ]);
  });

  test('is refused where two lines have one key', () => {
    expect(() => owedByLine([line('a', 1n), line('a', 2n)], [])).toThrow('two lines under one key');
  });

  test('whatever comes in whatever order, with any number of settlements in between, ends at each line rounded once', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const charges = fc.array(fc.tuple(key, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 13n })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(charges, fc.array(fc.boolean(), { maxLength: 30 }), fc.infiniteStream(fc.nat()), (all, settles, order) => {
        const sums = new Map<string, bigint>();
        const known = new Map<string, PostedLine>();
        let taken = 0n;
        const settle = () => {
          const owed = owedByLine(
            [...sums].map(([lineKey, of]) => line(lineKey, of)),
            [...known.values()],
          );
          for (const one of owed) known.set(one.lineKey, one);
          taken += owedSum(owed);
        };
        const left = [...all];
        for (let i = 0; left.length > 0; i++) {
          const [lineKey, of] = left.splice(order.next().value % left.length, 1)[0] ?? ['a', 0n];
          sums.set(lineKey, (sums.get(lineKey) ?? 0n) + of);
          if (settles[i]) settle();
        }
        settle();
        expect(taken).toBe([...sums.values()].reduce((sum, of) => sum + roundToFen(exact(of)), 0n));
      }),
    );
  });
});
