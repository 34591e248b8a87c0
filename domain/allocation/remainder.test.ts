import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '../units/money.ts';
import { type Allocation, allocateMonth } from './allocate-month.ts';
import type { MasterMoney } from './pools.ts';
import { group, month, party, point, rule, rulesOf, tenant } from './testing/months.ts';

const kWh = (n: number) => ({ usedWh: BigInt(n) * 1_000n });
const money = (energy: bigint | null, own?: bigint, more: Partial<MasterMoney> = {}): MasterMoney => ({
  energy: energy === null ? null : fen(energy),
  capacity: null,
  powerFactor: null,
  ...(own === undefined ? {} : { own: { energy: fen(own), capacity: fen(0n), powerFactor: fen(0n) } }),
  ...more,
});
const poolsOf = ({ pools }: Allocation) => pools.map(({ kind, wh, fen: amount }) => [kind, wh, amount]);
const paidOf = ({ shares }: Allocation, kind: string) =>
  shares.filter((share) => share.kind === kind).map(({ account, money: own }) => [account ?? 'landlord', own?.amount]);

/** The month of DOMAIN 5.1, whose energy cost 333,765.63. */
const points = [
  point('M', 'grid', null, 512_000),
  tenant('A', 'M', 180_000),
  tenant('B', 'M', 150_000),
  tenant('C', 'M', 120_000),
  point('P', 'public', 'M', 42_000),
];
const parties = [party('A', kWh(180_000)), party('B', kWh(150_000)), party('C', kWh(120_000))];
const ENERGY = 33_376_563n;

describe('what shared energy costs', () => {
  test('is what the bills leave after tenants’ own use, by kWh among what is shared: 333,765.63 - 292,500.00 = 41,265.63', () => {
    const found = allocateMonth(month(points, parties, { money: money(ENERGY, 29_250_000n) }));
    expect(found.remainder).toEqual({ own: 29_250_000n, vacant: 0n, left: 4_126_563n });
    expect(poolsOf(found)).toEqual([
      ['lineLoss', 20_000_000n, 1_331_149n],
      ['sharedArea', 42_000_000n, 2_795_414n],
    ]);
  });

  test('is nothing where tariffs brought in more, and what is beyond goes back by use: 340,000.00 - 333,765.63 = 6,234.37', () => {
    const others = { capacity: fen(4_400_000n), powerFactor: fen(-253_509n) };
    const found = allocateMonth(month(points, parties, { money: money(ENERGY, 34_000_000n, others) }));
    expect(poolsOf(found)).toEqual([
      ['capacity', null, 4_400_000n],
      ['lineLoss', 20_000_000n, 0n],
      ['powerFactor', null, -253_509n],
      ['sharedArea', 42_000_000n, 0n],
      ['surplus', null, -623_437n],
    ]);
    expect(paidOf(found, 'surplus')).toEqual([
      ['A', -249_375n],
      ['B', -207_812n],
      ['C', -166_250n],
    ]);
  });

  test('and of capacity and power factor is what tenants’ own contracts leave: 44,000.00 - 8,400.00, and -2,535.09 of which -35.09 is one’s own', () => {
    const own = { energy: fen(29_250_000n), capacity: fen(840_000n), powerFactor: fen(-3_509n) };
    const others = { capacity: fen(4_400_000n), powerFactor: fen(-253_509n), own };
    const found = allocateMonth(month(points, parties, { money: money(ENERGY, 0n, others) }));
    expect(poolsOf(found).filter(([, wh]) => wh === null)).toEqual([
      ['capacity', null, 3_560_000n],
      ['powerFactor', null, -250_000n],
    ]);
  });

  test('exactly as much as the bills leaves nothing, either way', () => {
    expect(poolsOf(allocateMonth(month(points, parties, { money: money(ENERGY, ENERGY) })))).toEqual([
      ['lineLoss', 20_000_000n, 0n],
      ['sharedArea', 42_000_000n, 0n],
    ]);
  });

  test('counts an empty room’s use as paid for by the landlord at what tenants pay on average, and gives him his part of a surplus', () => {
    const rooms = [
      ...points.slice(0, 3),
      point('E', 'tenant', 'M', 120_000, { use: [{ account: null, wh: 120_000_000 }] }),
      ...points.slice(4),
    ];
    const stays = [...parties.slice(0, 2), party(null, kWh(120_000))];
    const found = allocateMonth(month(rooms, stays, { money: money(ENERGY, 25_000_000n) }));
    // 250,000.00 / 330,000 kWh x 120,000 kWh
    expect(found.remainder).toEqual({ own: 25_000_000n, vacant: 9_090_909n, left: -714_346n });
    expect(paidOf(found, 'surplus')).toEqual([
      ['landlord', -190_492n],
      ['A', -285_739n],
      ['B', -238_115n],
    ]);
  });

  test.each([
    ['no tariff money is asked for', money(ENERGY)],
    ['nothing is known of the bills', money(null, 29_250_000n)],
  ])('is the mean, or unknown, where %s', (_why, asked) => {
    const found = allocateMonth(month(points, parties, { money: asked }));
    expect(found.remainder).toBeNull();
    expect(found.pools.map(({ fen: amount }) => amount)).toEqual(asked.energy === null ? [null, null] : [1_303_772n, 2_737_921n]);
  });

  test('is the mean where no tenant used anything', () => {
    const empty = [point('M', 'grid', null, 100), point('P', 'public', 'M', 95), point('E', 'tenant', 'M', 0)];
    const found = allocateMonth(
      month(empty, [party('A', { areaCentiM2: 1n })], { money: money(10_000n, 0n), rules: rulesOf(group(null, rule({ basis: 'area' }))) }),
    );
    expect(found.remainder).toBeNull();
    expect(poolsOf(found)).toEqual([
      ['lineLoss', 5_000n, 500n],
      ['sharedArea', 95_000n, 9_500n],
    ]);
  });
});

const made = fc.record({
  tenants: fc.array(fc.record({ kWh: fc.nat(10 ** 6), account: fc.option(fc.constantFrom('A', 'B', 'C'), { freq: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  publicKWh: fc.nat(10 ** 5),
  lossKWh: fc.nat(10 ** 5),
  energy: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  own: fc.bigInt({ min: 0n, max: 10n ** 10n }),
});

test('whatever the bills ask and tariffs bring in, own use, empty rooms and shares are the bills, to the fen, in any order; by use the landlord bears his part of all', () => {
  fc.assert(
    fc.property(made, ({ tenants, publicKWh, lossKWh, energy, own }) => {
      const meters = tenants.map(({ kWh: n, account }, i) => point(`E${i}`, 'tenant', 'M', n, { use: [{ account, wh: n * 1_000 }] }));
      const all = [
        point(
          'M',
          'grid',
          null,
          tenants.reduce((sum, { kWh: n }) => sum + n, publicKWh + lossKWh),
        ),
        ...meters,
        point('P', 'public', 'M', publicKWh),
      ];
      const stays = tenants.map(({ kWh: n, account }, i) => party(account, { place: `E${i}`, ...kWh(n) }));
      const input = month(all, stays, { money: money(energy, own), rules: rulesOf({ ...group(null), lossLimit: 10_000 }) });
      const found = allocateMonth(input);
      expect(allocateMonth({ ...input, points: all.toReversed(), parties: stays.toReversed() })).toEqual(found);
      const { remainder, pools, shares, stops } = found;
      if (remainder === null || stops.length > 0) return;
      expect(pools.some(({ kind }) => kind === 'surplus')).toBe(remainder.left < 0n);
      for (const { kind, fen: amount } of pools) expect(kind === 'surplus' ? (amount ?? 0n) < 0n : (amount ?? -1n) >= 0n).toBe(true);
      const shared = shares.reduce((sum, { money: part }) => sum + (part?.amount ?? 0n), 0n);
      if (publicKWh + lossKWh > 0 || remainder.left < 0n) expect(remainder.own + remainder.vacant + shared).toBe(energy);
      else expect(shared).toBe(0n);
      // Of each kWh that was used he bears as much as a tenant does on average: his pools are off by less than a fen each, and so is what his rooms used.
      const usedBy = (who: boolean) =>
        tenants.reduce((sum, { kWh: n, account }) => ((account === null) === who ? sum + BigInt(n) : sum), 0n);
      const landlord =
        remainder.vacant + shares.reduce((sum, { account, money: part }) => (account === null ? sum + (part?.amount ?? 0n) : sum), 0n);
      const used = usedBy(true) + usedBy(false);
      if (shared !== 0n) {
        const off = landlord * used - energy * usedBy(true);
        expect(off < 4n * used && off > -4n * used).toBe(true);
      }
    }),
  );
});
