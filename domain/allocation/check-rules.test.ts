import { describe, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import type { AllocationRules } from './rules.ts';
import { RESALE_DEFAULT } from './rules.ts';
import { suggestRules } from './suggest-rules.ts';
import { group, rule, rulesOf } from './testing/months.ts';

const points = [
  { code: 'M', role: 'grid', parent: null },
  { code: 'B1', role: 'feeder', parent: 'M' },
  { code: 'E1', role: 'tenant', parent: 'B1' },
] as const;
const world = { points, accounts: ['A', 'B'] };
const codes = (rules: AllocationRules) => checkRules(rules, world).map(({ code, node, kind, what }) => [code, node, kind, what].join(' '));
const transformer = { node: 'B1', noLoadW: 1, loadLossW: 1, ratedVA: 1, cosMilli: 950, curveMilli: 1_000 };
const loss = (made: ReturnType<typeof rule>) => rulesOf(group(null, rule(), { lineLoss: made }));

describe('rules', () => {
  test('a park begins with are in order, and have a group for each branch with tenants', () => {
    const rules = suggestRules(points);
    expect(rules.groups.map(({ node }) => node)).toEqual([null, 'B1']);
    expect(checkRules(rules, world)).toEqual([]);
  });

  test.each<[string, AllocationRules, string[]]>([
    ['without a group of the park', rulesOf(group('B1')), ['NO_PARK_GROUP   ']],
    ['with a group twice', rulesOf(group(null), group('B1'), group('B1')), ['GROUP_TWICE B1  B1']],
    ['of a meter that is not there', rulesOf(group(null), group('X')), ['NO_SUCH_METER X  X']],
    ['of a tenant’s meter', rulesOf(group(null), group('E1')), ['NO_BRANCH E1  E1']],
    ['with a limit beyond 10 %', rulesOf({ ...group(null), lossLimit: 1_001 }), ['LIMIT_OUT_OF_RANGE   1001']],
    ['that leave out who is not there', loss(rule({ excluded: ['X'] })), ['NO_SUCH_ACCOUNT  lineLoss X']],
    ['with ratios of 99 %', loss(rule({ basis: 'custom', custom: { A: 990_000 } })), ['RATIOS_NOT_WHOLE  lineLoss 990000']],
    [
      'with a ratio below zero',
      loss(rule({ basis: 'custom', custom: { A: 1_000_001, B: -1 } })),
      ['RATIO_OUT_OF_RANGE  lineLoss A', 'RATIO_OUT_OF_RANGE  lineLoss B'],
    ],
    [
      'with a ratio for who is left out',
      loss(rule({ basis: 'custom', custom: { A: 1_000_000 }, excluded: ['A'] })),
      ['EXCLUDED_HAS_RATIO  lineLoss A'],
    ],
    ['with ratios among groups', loss(rule({ upper: 'custom' })), ['RATIO_ON_TWO_LEVELS  lineLoss ']],
    ['with one transformer twice', { groups: [group(null)], transformers: [transformer, transformer] }, ['TRANSFORMER_TWICE B1  B1']],
    [
      'with a transformer of no size',
      { groups: [group(null)], transformers: [{ ...transformer, ratedVA: 0 }] },
      ['TRANSFORMER_OUT_OF_RANGE B1  B1'],
    ],
    [
      'with more than all of the feed-in income',
      { groups: [group(null)], transformers: [], resale: { ...RESALE_DEFAULT, exportSharePpm: 1_000_001 } },
      ['EXPORT_SHARE_OUT_OF_RANGE   1000001'],
    ],
    [
      'with the grid’s price and shares of its bill',
      { groups: [group(null)], transformers: [], resale: { ...RESALE_DEFAULT, method: 'composite' } },
      ['SHARES_UNDER_GRID_PRICE   composite'],
    ],
    [
      'with what the bills leave where they are not shared',
      { groups: [group(null)], transformers: [], resale: { ...RESALE_DEFAULT, sharedPrice: 'remainder' } },
      ['REMAINDER_WITHOUT_TARIFF   tariff'],
    ],
    [
      'with what the bills leave where tenants pay shares of them',
      {
        groups: [group(null)],
        transformers: [],
        resale: { ...RESALE_DEFAULT, way: 'actualBill', method: 'period', sharedPrice: 'remainder' },
      },
      ['REMAINDER_WITHOUT_TARIFF   period'],
    ],
  ])('%s are refused', (_what, rules, expected) => expect(codes(rules)).toEqual(expected));

  test('whose shared energy costs what the bills leave, or the mean, are in order where tariffs are paid and the bills shared', () => {
    const of = (sharedPrice: 'mean' | 'remainder'): AllocationRules => ({
      ...rulesOf(group(null)),
      resale: { ...RESALE_DEFAULT, way: 'actualBill', sharedPrice },
    });
    expect([codes(of('remainder')), codes(of('mean'))]).toEqual([[], []]);
  });

  test('that share by ratios of a whole are in order', () => {
    expect(codes(loss(rule({ basis: 'custom', custom: { A: 1, B: 999_999 } })))).toEqual([]);
  });
});
