import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '../units/money.ts';
import { type Allocation, allocateMonth } from './allocate-month.ts';
import { sumWh } from './balance.ts';
import { group, month, party, point, rule, rulesOf, tenant } from './testing/months.ts';

const balanced = ({ balance }: Allocation): boolean =>
  sumWh(balance.tenants) + sumWh(balance.shared) + balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n) === balance.inputWh;
const told = ({ shares }: Allocation) =>
  shares.map(({ group: node, kind, account, energy, money }) =>
    [node ?? 'park', kind, account ?? 'landlord', energy?.amount ?? '-', money?.amount ?? '-'].join(' '),
  );
const kWh = (n: number) => ({ usedWh: BigInt(n) * 1_000n });

/** The month of DOMAIN 5.1. */
const points = [
  point('M', 'grid', null, 512_000),
  tenant('A', 'M', 180_000),
  tenant('B', 'M', 150_000),
  tenant('C', 'M', 120_000),
  point('P', 'public', 'M', 42_000),
];
const parties = [party('A', kWh(180_000)), party('B', kWh(150_000)), party('C', kWh(120_000))];

describe('a month', () => {
  test('of 512,000 kWh with 450,000 of tenants and 42,000 of shared area has a loss of 20,000, 3.91 %', () => {
    const found = allocateMonth(month(points, parties));
    expect(found.balance).toMatchObject({ inputWh: 512_000_000n, losses: [{ node: 'M', lossWh: 20_000_000n }], incomplete: [] });
    expect(told(found)).toEqual([
      'park lineLoss A 8000000 -',
      'park lineLoss B 6666667 -',
      'park lineLoss C 5333333 -',
      'park sharedArea A 16800000 -',
      'park sharedArea B 14000000 -',
      'park sharedArea C 11200000 -',
    ]);
  });

  test('with what the master cost: pools and the tenants’ own sum to it, and the loss costs 13,037.72', () => {
    const money = { energy: fen(33_376_563n), capacity: fen(4_400_000n), powerFactor: fen(-253_509n) };
    const { pools, shares } = allocateMonth(month(points, parties, { money }));
    expect(pools.map(({ kind, wh, fen: amount }) => [kind, wh, amount])).toEqual([
      ['capacity', null, 4_400_000n],
      ['lineLoss', 20_000_000n, 1_303_772n],
      ['powerFactor', null, -253_509n],
      ['sharedArea', 42_000_000n, 2_737_921n],
    ]);
    const paid = (kind: string) => shares.filter((share) => share.kind === kind).map(({ money: own }) => own?.amount);
    expect(paid('lineLoss')).toEqual([521_509n, 434_591n, 347_672n]);
    expect(paid('powerFactor')).toEqual([-101_404n, -84_503n, -67_602n]);
  });

  test('of which a meter was not read to the end is marked', () => {
    const found = allocateMonth(month([...points.slice(0, 4), point('P', 'public', 'M', 42_000, { complete: false })], parties));
    expect(found.balance.incomplete).toEqual(['P']);
  });
});

describe('nothing is shared, and it is said why, where', () => {
  const stopsOf = (...args: Parameters<typeof month>) => {
    const found = allocateMonth(month(...args));
    expect(found.shares).toEqual([]);
    expect(balanced(found)).toBe(true);
    return found.stops;
  };
  test('meters below counted more than the master', () => {
    expect(stopsOf([point('M', 'grid', null, 100), tenant('A', 'M', 101)], [party('A', kWh(101))])).toEqual([
      { type: 'negativeLoss', node: 'M', wh: -1_000n },
    ]);
  });
  test('one branch gains what another loses: the sum would have hidden it', () => {
    const crossed = [
      point('M', 'grid', null, 1_000),
      point('B1', 'feeder', 'M', 500),
      point('B2', 'feeder', 'M', 500),
      tenant('A', 'B1', 510),
      tenant('B', 'B2', 490),
    ];
    expect(stopsOf(crossed, [party('A', kWh(510)), party('B', kWh(490))])).toEqual([{ type: 'negativeLoss', node: 'B1', wh: -10_000n }]);
  });
  test('more than 7 % is lost; exactly 7 % is not', () => {
    const of = (tenants: number) => [point('M', 'grid', null, 100), tenant('A', 'M', tenants)] as const;
    expect(stopsOf(of(92), [party('A', kWh(92))])).toEqual([{ type: 'excessiveLoss', node: null, wh: 8_000n, inWh: 100_000n, limit: 700 }]);
    expect(allocateMonth(month(of(93), [party('A', kWh(93))])).stops).toEqual([]);
  });
  test('a building loses too much, though the park does not', () => {
    const all = [point('M', 'grid', null, 1_000), point('B1', 'feeder', 'M', 100), tenant('A', 'B1', 80), tenant('B', 'M', 900)];
    const stays = [party('A', { node: 'B1', ...kWh(80) }), party('B', kWh(900))];
    expect(stopsOf(all, stays, { rules: rulesOf(group(null), group('B1')) })).toEqual([
      { type: 'excessiveLoss', node: 'B1', wh: 20_000n, inWh: 100_000n, limit: 700 },
    ]);
  });
  test('nothing came in, a meter below a tenant counted more, or nobody is there to bear it', () => {
    expect(stopsOf([point('M', 'grid', null, 0)], [])).toEqual([{ type: 'nothingCameIn' }]);
    const under = [point('M', 'grid', null, 100), tenant('A', 'M', 50), tenant('B', 'E-A', 60), tenant('C', 'M', 50)];
    expect(stopsOf(under, [party('A')])).toEqual([{ type: 'negativeUse', point: 'E-A', wh: -10_000n }]);
    expect(stopsOf(points, [])).toContainEqual({ type: 'noWeight', group: null, kind: 'lineLoss', at: null });
  });
});

describe('groups', () => {
  const all = [
    point('M', 'grid', null, 1_000),
    point('B1', 'feeder', 'M', 590),
    point('P1', 'public', 'B1', 60),
    tenant('A', 'B1', 300),
    tenant('B', 'B1', 200),
    point('B2', 'feeder', 'M', 390),
    tenant('C', 'B2', 380),
  ];
  const stays = [party('A', { node: 'B1', ...kWh(300) }), party('B', { node: 'B1', ...kWh(200) }), party('C', { node: 'B2', ...kWh(380) })];

  test('keep a building’s lifts and losses in the building; what is above them is the park’s', () => {
    const found = allocateMonth(month(all, stays, { rules: rulesOf(group(null, rule({ upper: 'equal' })), group('B1'), group('B2')) }));
    expect(found.stops).toEqual([]);
    expect(told(found)).toEqual([
      'park lineLoss A 6000 -',
      'park lineLoss B 4000 -',
      'park lineLoss C 10000 -',
      'B1 lineLoss A 18000 -',
      'B1 lineLoss B 12000 -',
      'B1 sharedArea A 36000 -',
      'B1 sharedArea B 24000 -',
      'B2 lineLoss C 10000 -',
    ]);
  });

  test('a transformer’s computed loss is borne behind it, and the line’s is the rest', () => {
    const transformers = [{ node: 'B1', noLoadW: 10, loadLossW: 0, ratedVA: 1_000_000, cosMilli: 950, curveMilli: 1_000 }];
    const found = allocateMonth(month(all, stays, { rules: { groups: [group(null), group('B1'), group('B2')], transformers } }));
    const pool = (node: string | null, kind: string) => found.pools.find((one) => one.group === node && one.kind === kind)?.wh;
    expect(pool('B1', 'transformerLoss')).toBe(7_200n);
    expect(pool(null, 'lineLoss')).toBe(12_800n);
    const strong = [{ ...transformers[0], node: 'B1', noLoadW: 100, loadLossW: 0, ratedVA: 1, cosMilli: 950, curveMilli: 1_000 }];
    const capped = allocateMonth(month(all, stays, { rules: { groups: [group(null), group('B1'), group('B2')], transformers: strong } }));
    expect(capped.pools.find(({ kind }) => kind === 'transformerLoss')?.wh).toBe(20_000n);
    expect(capped.pools.find(({ group: node, kind }) => node === null && kind === 'lineLoss')).toBeUndefined();
  });
});

describe('a meter that changed hands', () => {
  const shifted = point('E', 'tenant', 'M', 100, {
    use: [
      { account: 'A', wh: 60_000 },
      { account: 'B', wh: 30_000 },
      { account: null, wh: 10_000 },
    ],
  });
  test('is each one’s by what was booked to him, and nobody’s in between', () => {
    const { balance } = allocateMonth(month([point('M', 'grid', null, 100), shifted], [party('A', kWh(60))]));
    expect(balance.tenants).toEqual([
      { point: 'E', account: null, wh: 10_000n },
      { point: 'E', account: 'A', wh: 60_000n },
      { point: 'E', account: 'B', wh: 30_000n },
    ]);
  });
});

test('whatever the meters say, tenants + shared area + losses = what came in; pools and shares sum, whatever the order', () => {
  const size = fc.integer({ min: 0, max: 10 ** 12 });
  const made = fc.record({
    grid: size,
    feeders: fc.array(size, { minLength: 1, maxLength: 3 }),
    leaves: fc.array(fc.record({ wh: size, back: size, under: fc.nat(3), role: fc.constantFrom('tenant', 'public', 'pv', 'storage') }), {
      maxLength: 12,
    }),
    money: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
  });
  fc.assert(
    fc.property(made, ({ grid, feeders, leaves, money }) => {
      const metered = { complete: true, account: null };
      const all = [
        { ...metered, code: 'M', role: 'grid' as const, parent: null, quantity: grid, exported: 0, use: [] },
        ...feeders.map((wh, i) => ({
          ...metered,
          code: `F${i}`,
          role: 'feeder' as const,
          parent: 'M',
          quantity: wh,
          exported: 0,
          use: [],
        })),
        ...leaves.map(({ wh, back, under, role }, i) => ({
          ...metered,
          code: `L${i}`,
          role: role as 'tenant' | 'public' | 'pv' | 'storage',
          parent: under < feeders.length ? `F${under}` : 'M',
          quantity: wh,
          exported: back,
          use: [{ account: `A${i % 3}`, wh }],
        })),
      ];
      const stays = [0, 1, 2].map((i) => party(`A${i}`, { usedWh: BigInt(i), areaCentiM2: 1n, node: `F${i}` }));
      const rules = rulesOf(
        { ...group(null, rule({ basis: 'area', upper: 'area' })), lossLimit: 1_000_000 },
        { ...group('F0', rule({ basis: 'area' })), lossLimit: 1_000_000 },
      );
      const input = month(all, stays, {
        rules,
        money: { energy: money === null ? null : fen(money), capacity: fen(77n), powerFactor: null },
      });
      const found = allocateMonth(input);
      expect(balanced(found)).toBe(true);
      expect(allocateMonth({ ...input, points: all.toReversed(), parties: stays.toReversed() })).toEqual(found);
      for (const pool of found.shares.length === 0 ? [] : found.pools) {
        const own = found.shares.filter(({ group: node, kind }) => node === pool.group && kind === pool.kind);
        if (pool.wh !== null) expect(own.reduce((sum, { energy }) => sum + (energy?.amount ?? 0n), 0n)).toBe(pool.wh);
        if (pool.fen !== null) expect(own.reduce((sum, { money: paid }) => sum + (paid?.amount ?? 0n), 0n)).toBe(pool.fen);
      }
    }),
  );
});
