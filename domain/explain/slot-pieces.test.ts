import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainOut, emptyChain } from '../metering/chain.ts';
import { foldSample } from '../metering/fold-sample.ts';
import { MINUTE_MS, SLOT_MS } from '../time/instant.ts';
import { ratioMilli } from '../units/quantity.ts';
import { boundaryFormula, type CountedReading, ratioText, registerFormula, slotPieces } from './slot-pieces.ts';

const T0 = 1_700_000_000_000 - (1_700_000_000_000 % SLOT_MS);
const KWH = 1_000_000;
const rule = { ratio: ratioMilli(30_000), modulus: 1_000 * KWH };
const at = (minutes: number, kWh: number, over: Partial<CountedReading> = {}): CountedReading => ({
  at: T0 + minutes * MINUTE_MS,
  value: Math.round(kWh * KWH),
  begins: false,
  around: false,
  ...over,
});

describe('the pieces of a slot', () => {
  test('lie on the line between the readings around its edges', () => {
    const [piece, ...none] = slotPieces(T0, rule, [at(-4, 10), at(2, 10.6), at(20, 11)]);
    expect(none).toEqual([]);
    // 300,000 Wh + 18,000 x 4/6; 318,000 + 12,000 x 13/18, half up.
    expect([piece?.from.register, piece?.to.register, piece?.quantity]).toEqual([312_000, 326_667, 14_667]);
    expect(piece && boundaryFormula(rule, piece.to)).toBe('318000 + round((330000 - 318000) * 780000 / 1080000) = 326667');
  });

  test('end where a segment ends, and what lies between is nobody’s', () => {
    const pieces = slotPieces(T0, rule, [at(0, 10), at(5, 10.5), at(7, 0.1, { begins: true }), at(15, 0.2)]);
    expect(pieces.map(({ quantity }) => quantity)).toEqual([15_000, 3_000]);
    expect(pieces.map(({ from, to }) => [from.after, to.after])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('count on through a rollover', () => {
    const pieces = slotPieces(T0, rule, [at(0, 999.9), at(5, 0.1, { around: true }), at(15, 0.3)]);
    expect(pieces.map(({ quantity, rollovers }) => [quantity, rollovers])).toEqual([[12_000, 1]]);
  });

  test('a rollover that an edge falls into belongs to the slot that ends beyond it', () => {
    const readings = [at(10, 999.9), at(20, 0.1, { around: true }), at(30, 0.3)];
    expect(slotPieces(T0, rule, readings).map(({ quantity, to }) => [quantity, to.register])).toEqual([[3_000, 30_000_000]]);
    expect(slotPieces(T0 + SLOT_MS, rule, readings).map(({ quantity }) => quantity)).toEqual([9_000]);
  });

  test('are none without two readings in one segment', () => {
    expect(slotPieces(T0, rule, [at(3, 1)])).toEqual([]);
    expect(slotPieces(T0, rule, [at(0, 1), at(20, 5, { begins: true })])).toEqual([]);
  });

  test('sum to what the fold made, for any meter, with resets and rollovers', () => {
    const steps = fc.array(
      fc.record({
        seconds: fc.integer({ min: 30, max: 5_000 }),
        load: fc.integer({ min: 0, max: 100 }),
        reset: fc.integer({ min: 0, max: 12 }),
      }),
      { minLength: 4, maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 9_000_000 }), (list, ratio) => {
        const by = { ratio: ratioMilli(ratio), modulus: 200 * KWH, maxRate: 100_000, windows: false };
        const chain = emptyChain(by);
        const out: ChainOut = { slots: [], verdicts: [] };
        let time = T0 + 7_000;
        let value = 150 * KWH;
        const sent: { at: number; value: number }[] = [];
        for (const { seconds, load, reset } of list) {
          sent.push({ at: time, value });
          foldSample(chain, by, { at: time, value, trusted: false }, out);
          time += seconds * 1_000;
          value = reset === 0 ? 0 : (value + Math.floor((load * 1_000 * seconds * 1_000) / 3_600)) % by.modulus;
        }
        const verdicts = new Map(out.verdicts.map((verdict) => [verdict.at, verdict.verdict]));
        const readings = sent.flatMap((sample): CountedReading[] => {
          const verdict = verdicts.get(sample.at);
          if (verdict === 'suspect' || verdict === 'outlier' || verdict === 'conflict') return [];
          return [{ ...sample, begins: verdict === 'reset' || verdict === 'break', around: verdict === 'rollover' }];
        });
        for (const slot of out.slots) {
          const pieces = slotPieces(slot.start, by, readings);
          expect(pieces.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(slot.quantity);
        }
      }),
    );
  });
});

test('a register and a ratio are written without needless digits', () => {
  expect(registerFormula(rule.ratio, 1_234_567_890)).toBe('round(1234567.890 * 30) = 37037037');
  expect([ratioText(ratioMilli(1_500)), ratioText(ratioMilli(8_000_000)), ratioText(ratioMilli(100))]).toEqual(['1.5', '8000', '0.1']);
});
