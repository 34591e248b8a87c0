import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS, SLOT_MS } from '../time/instant.ts';
import { primaryOf, ratioMilli } from '../units/quantity.ts';
import { type ChainOut, type ChainRule, emptyChain } from './chain.ts';
import { foldSample, type Sample } from './fold-sample.ts';

const T0 = 1_700_000_000_000 - (1_700_000_000_000 % SLOT_MS);
const KWH = 1_000_000;
const rule = (over: Partial<ChainRule> = {}): ChainRule => ({
  ratio: ratioMilli(1_000),
  modulus: 1_000_000 * KWH,
  maxRate: 100_000,
  windows: true,
  ...over,
});

const foldAll = (samples: readonly Sample[], by: ChainRule = rule()) => {
  const chain = emptyChain(by);
  const out: ChainOut = { slots: [], verdicts: [] };
  for (const sample of samples) foldSample(chain, by, sample, out);
  return { chain, ...out };
};
const at = (seconds: number, kWh: number, trusted = false): Sample => ({
  at: T0 + seconds * 1_000,
  value: Math.round(kWh * KWH),
  trusted,
});

/** Believable meters: steps of 1 s to 5 h, growth below what the meter carries. */
const steps = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 18_000 }), load: fc.integer({ min: 0, max: 100 }) }), {
  minLength: 2,
  maxLength: 60,
});
const walk = (list: readonly { seconds: number; load: number }[], start = 0): Sample[] => {
  let time = T0 + 7_000;
  let value = start;
  return list.map(({ seconds, load }) => {
    const sample = { at: time, value, trusted: false };
    time += seconds * 1_000;
    value += Math.floor((load * 1_000 * seconds * 1_000) / 3_600);
    return sample;
  });
};

describe('law 3: in a segment the slots add up to last register less first, in whole Wh', () => {
  test('for any readings and any ratio', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 8_000_000 }), (list, ratio) => {
        const by = rule({ ratio: ratioMilli(ratio) });
        const samples = walk(list, 123_456_789);
        const { chain, slots } = foldAll(samples, by);
        const sum = slots.reduce((total, slot) => total + slot.quantity, 0) + chain.slotQuantity;
        const first = samples[0];
        const last = samples.at(-1);
        if (!first || !last) throw new Error('no samples');
        expect(sum).toBe(primaryOf(last.value, by.ratio) - primaryOf(first.value, by.ratio));
        expect(slots.every((slot) => slot.quantity >= 0)).toBe(true);
      }),
    );
  });

  test('each edge is the straight line between its two readings, rounded half up', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const samples = walk(list);
        const { slots } = foldAll(samples);
        for (const slot of slots) expect(slot.quantity).toBe(Number(oracle(samples, slot.start + SLOT_MS) - oracle(samples, slot.start)));
      }),
    );
  });

  test('a rollover counts on, one slot after the other', () => {
    const by = rule({ modulus: 10_000 * KWH });
    const { chain, slots, verdicts } = foldAll([at(0, 9_999.99), at(900, 10.5 - 0), at(1_800, 15.5)], by);
    expect(slots.map((slot) => slot.quantity)).toEqual([10_510, 5_000]);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(['rollover']);
    expect(chain.slotQuantity).toBe(0);
  });
});

/** B(s) by exact fractions; before the first reading its own register. */
const oracle = (samples: readonly Sample[], edge: number): bigint => {
  const after = samples.findIndex((sample) => sample.at >= edge);
  const b = samples[after];
  const a = samples[after - 1];
  if (!b || !a) return BigInt(primaryOf(samples[0]?.value ?? 0, ratioMilli(1_000)));
  const from = BigInt(primaryOf(a.value, ratioMilli(1_000)));
  const used = BigInt(primaryOf(b.value, ratioMilli(1_000))) - from;
  const span = BigInt(b.at - a.at);
  return from + (2n * used * BigInt(edge - a.at) + span) / (2n * span);
};

describe('doubtful readings', () => {
  test.each([
    [
      'a register that falls and goes on from there is a reset and bills nothing across it',
      [100, 101, 0, 0.1, 0.2],
      ['suspect', 'reset'],
      1_200,
    ],
    ['a single zero between good readings counts nowhere', [100, 101, 0, 101.2, 101.3], ['suspect', 'outlier'], 1_300],
    ['a single leap between good readings counts nowhere', [100, 101, 5_000, 101.2, 101.3], ['suspect', 'outlier'], 1_300],
    ['a leap that the next reading confirms is billed, with an alarm', [100, 101, 500, 500.5], ['suspect', 'jump'], 400_500],
    ['two zeros and back: the return is not billed', [100, 101, 0, 0, 101.5, 101.6], ['suspect', 'reset', 'suspect', 'break'], 1_100],
    ['a wrong first reading bills nothing', [0, 5_000, 5_000.5], ['suspect', 'break'], 500],
    [
      'two doubts after each other: the first was nothing',
      [100, 101, 5_000, 9_000, 101.2],
      ['suspect', 'outlier', 'suspect', 'outlier'],
      1_200,
    ],
  ])('%s', (_name, registers, verdicts, billed) => {
    const result = foldAll(registers.map((register, index) => at(index * 60, register)));
    expect(result.verdicts.map((verdict) => verdict.verdict)).toEqual(verdicts);
    expect(result.slots.reduce((sum, slot) => sum + slot.quantity, 0) + result.chain.slotQuantity).toBe(billed);
  });

  test('a register typed in by a person is believed at once', () => {
    const { chain, verdicts } = foldAll([at(0, 0, true), at(900, 5), at(1_800, 700, true)]);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(['jump']);
    expect(chain.lastValue).toBe(700 * KWH);
  });
});

describe('quality of a slot', () => {
  test('is measured with readings near both edges, interpolated without, estimated over a gap of two hours', () => {
    const { slots } = foldAll([at(0, 0), at(870, 1), at(1_830, 2), at(2_400, 3), at(3_500, 4), at(3_600 * 3, 5), at(3_600 * 3 + 1_800, 6)]);
    expect(slots.map((slot) => slot.quality)).toEqual([2, 2, 1, ...Array(9).fill(0), 1, 1]);
  });
});

describe('demand windows of 15 minutes, sliding by the minute', () => {
  test('the fixture of DOMAIN 2.5: 1,000 kW from minute 7 to 22', () => {
    const by = rule({ maxRate: 2_000_000 });
    const samples = Array.from({ length: 46 }, (_, minute) => at(minute * 60, (Math.min(Math.max(minute - 7, 0), 15) * 1_000) / 60));
    const { slots } = foldAll(samples, by);
    expect(slots.map((slot) => slot.quantity * 4)).toEqual([533_332, 466_668, 0]);
    expect(slots.map((slot) => [slot.windowMax * 4, (slot.windowAt - T0) / MINUTE_MS])).toEqual([
      [533_332, 15],
      [1_000_000, 22],
      [400_000, 31],
    ]);
  });

  test('a gap makes no peak', () => {
    const { slots } = foldAll([at(0, 0), at(60, 1), at(60 + 1_000, 60), at(2_000, 61), at(2_800, 62)]);
    expect(slots[0]?.windowMax).toBe(-1);
    expect(slots[1]?.windowMax).toBe(-1);
  });

  test('every window is what a plain search over all minutes finds', () => {
    const dense = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 900 }), load: fc.integer({ min: 0, max: 100 }) }), {
      minLength: 5,
      maxLength: 80,
    });
    fc.assert(
      fc.property(dense, (list) => {
        const samples = walk(list);
        const { slots } = foldAll(samples);
        const first = samples[0]?.at ?? 0;
        for (const slot of slots) {
          let best = -1;
          for (let edge = slot.start + MINUTE_MS; edge <= slot.start + SLOT_MS; edge += MINUTE_MS)
            if (edge - SLOT_MS >= first) best = Math.max(best, Number(oracle(samples, edge) - oracle(samples, edge - SLOT_MS)));
          expect(slot.windowMax).toBe(best);
        }
      }),
    );
  });
});
