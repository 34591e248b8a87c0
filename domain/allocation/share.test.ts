import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASES } from './rules.ts';
import { type Sharing, shareOut } from './share.ts';
import { party, rule } from './testing/months.ts';
import type { Party } from './weights.ts';

const sharing = (parties: readonly Party[], more: Partial<Sharing> = {}): Sharing => ({
  rule: rule(),
  parties,
  innerOf: ({ node }) => (node === 'M' ? null : node),
  daysOfMonth: 30,
  ...more,
});

const told = (total: bigint, of: Sharing): Record<string, bigint> => {
  const found = shareOut(total, of);
  if (found.type !== 'shared') return { [`nobody at ${found.at}`]: 0n };
  return Object.fromEntries(
    found.shares.map(({ account, via, amount }) => [`${via === null ? '' : `${via} `}${account ?? 'landlord'}`, amount]),
  );
};

const a = party('A', { usedWh: 180n, areaCentiM2: 100_00n, peakWh: 10n, ownPeakW: 90n, contractW: 50n });
const b = party('B', { usedWh: 150n, areaCentiM2: 300_00n, peakWh: 30n, ownPeakW: 10n, contractW: 150n });
const custom = { A: 250_000, B: 750_000 };

describe('each basis', () => {
  test.each<[string, Partial<Parameters<typeof rule>[0]>, Record<string, bigint>]>([
    ['by use', {}, { A: 545n, B: 455n }],
    ['by area', { basis: 'area' }, { A: 250n, B: 750n }],
    ['alike', { basis: 'equal' }, { A: 500n, B: 500n }],
    ['by ratio', { basis: 'custom', custom }, { A: 250n, B: 750n }],
    ['by what each drew at the master’s peak', { basis: 'coincident' }, { A: 250n, B: 750n }],
    ['by each one’s own peak', { basis: 'ownPeak' }, { A: 900n, B: 100n }],
    ['by contracted power', { basis: 'contract' }, { A: 250n, B: 750n }],
  ])('%s', (_what, more, expected) => expect(told(1_000n, sharing([a, b], { rule: rule(more) }))).toEqual(expected));
});

describe('an empty room', () => {
  const empty = party(null, { place: '203', areaCentiM2: 100_00n, usedWh: 70n });
  test('is borne by the landlord', () => {
    expect(told(1_000n, sharing([a, b, empty], { rule: rule({ basis: 'area' }) }))).toEqual({ A: 200n, B: 600n, landlord: 200n });
    expect(told(1_000n, sharing([a, b, empty], { rule: rule({ basis: 'equal' }) }))).toEqual({ A: 333n, B: 333n, landlord: 334n });
    expect(told(1_000n, sharing([a, b, empty]))).toEqual({ A: 450n, B: 375n, landlord: 175n });
  });
  test('or by those who are there', () => {
    expect(told(1_000n, sharing([a, b, empty], { rule: rule({ basis: 'area', vacancy: 'tenants' }) }))).toEqual({ A: 250n, B: 750n });
  });
});

describe('a tenant of part of the month', () => {
  test('bears by days; the rest of the room’s month is the landlord’s', () => {
    const half = party('A', { areaCentiM2: 100_00n, days: 15 });
    const rest = party(null, { areaCentiM2: 100_00n, days: 15 });
    expect(told(400n, sharing([half, rest, b], { rule: rule({ basis: 'area' }) }))).toEqual({ A: 50n, B: 300n, landlord: 50n });
    expect(told(400n, sharing([half, rest, b], { rule: rule({ basis: 'equal' }) }))).toEqual({ A: 100n, B: 200n, landlord: 100n });
  });
  test('with ratios the days nobody was there are the landlord’s, or borne by the others', () => {
    const half = party('A', { days: 15 });
    expect(told(400n, sharing([half, b], { rule: rule({ basis: 'custom', custom }) }))).toEqual({ A: 50n, B: 300n, landlord: 50n });
    expect(told(700n, sharing([half, b], { rule: rule({ basis: 'custom', custom, vacancy: 'tenants' }) }))).toEqual({ A: 100n, B: 600n });
  });
  test('with two rooms counts once where all count alike', () => {
    expect(told(300n, sharing([a, party('A', { place: '2' }), b], { rule: rule({ basis: 'equal' }) }))).toEqual({ A: 150n, B: 150n });
  });
});

test('who is left out bears nothing, and nobody who weighs nothing is told of a share', () => {
  expect(told(1_000n, sharing([a, b], { rule: rule({ excluded: ['A'] }) }))).toEqual({ B: 1_000n });
  expect(told(1_000n, sharing([a, b, party('C')]))).toEqual({ A: 545n, B: 455n });
  expect(told(1_000n, sharing([a], { rule: rule({ excluded: ['A'] }) }))).toEqual({ 'nobody at null': 0n });
});

describe('two levels', () => {
  const inB1 = [party('A', { node: 'B1', usedWh: 200n, areaCentiM2: 1_00n }), party('B', { node: 'B1', usedWh: 100n, areaCentiM2: 1_00n })];
  const inB2 = [party('C', { node: 'B2', usedWh: 100n, areaCentiM2: 8_00n })];
  const alone = party('D', { usedWh: 100n, areaCentiM2: 9_00n });
  const of = sharing([...inB1, ...inB2, alone], { rule: rule({ basis: 'area', upper: 'use' }) });

  test('buildings first, each tenant outside of them by himself, then inside', () => {
    expect(told(1_001n, of)).toEqual({ 'B1 A': 301n, 'B1 B': 300n, 'B2 C': 200n, D: 200n });
  });

  test('are both told', () => {
    const found = shareOut(1_001n, of);
    expect(found.type === 'shared' && found.shares.find(({ account }) => account === 'A')?.steps).toEqual([
      { basis: 'use', of: 1_001n, weight: 300n, weights: 500n, floor: 600n, remainder: 300n, rank: 1, extras: 1, extra: true },
      { basis: 'area', of: 601n, weight: 3_000n, weights: 6_000n, floor: 300n, remainder: 3_000n, rank: 1, extras: 1, extra: true },
    ]);
  });

  test('a building that bears and has nobody in it who does is named', () => {
    const nobody = sharing([...inB1, party('C', { node: 'B2', usedWh: 100n })], { rule: rule({ basis: 'area', upper: 'use' }) });
    expect(told(1_001n, nobody)).toEqual({ 'nobody at B2': 0n });
  });
});

test('whatever the rule, the parties and their order: the parts sum to the whole, and are the same', () => {
  const big = fc.bigInt({ min: 0n, max: 10n ** 15n });
  const parties = fc.array(
    fc.record({
      account: fc.constantFrom('A', 'B', 'C', 'D', null),
      place: fc.string({ maxLength: 3 }),
      node: fc.constantFrom('M', 'B1', 'B2'),
      usedWh: big,
      areaCentiM2: big,
      days: fc.integer({ min: 0, max: 30 }),
      peakWh: big,
      ownPeakW: big,
      contractW: big,
    }),
    { minLength: 1, maxLength: 12 },
  );
  const basis = fc.constantFrom(...BASES.filter((one) => one !== 'custom'));
  const rules = fc.record({
    basis,
    upper: fc.option(basis),
    vacancy: fc.constantFrom('landlord' as const, 'tenants' as const),
    excluded: fc.constantFrom([], ['A'], ['B', 'C']),
    custom: fc.constant({}),
  });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), parties, rules, (total, all, made) => {
      const found = shareOut(total, sharing(all, { rule: made }));
      expect(shareOut(total, sharing(all.toReversed(), { rule: made }))).toEqual(found);
      if (found.type === 'shared') expect(found.shares.reduce((sum, { amount }) => sum + amount, 0n)).toBe(total);
    }),
  );
});
