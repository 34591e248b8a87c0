import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PERIODS, type Period } from '../tariff/tariff.ts';
import { fen, yuanFromFen } from '../units/money.ts';
import type { PurchaseSums } from './purchase-sums.ts';
import { type Resale, type ResaleInput, type ResaleUse, resaleOf } from './resale.ts';

const yuan = (n: number) => fen(BigInt(Math.round(n * 100)));
const kWh = (n: number) => BigInt(Math.round(n * 1_000));
const sums = (more: Partial<PurchaseSums> = {}): PurchaseSums => ({
  energy: fen(0n),
  capacity: fen(0n),
  powerFactor: fen(0n),
  exportIncome: fen(0n),
  usedWh: 0n,
  byPeriod: [],
  ...more,
});
const account = (code: string | null) => ({ type: 'account', account: code }) as const;
const pool = (group: string | null) => ({ type: 'pool', group }) as const;
const use = (
  user: ResaleUse['user'],
  gridKWh: number,
  { period = null, pvKWh = 0 }: { period?: Period | null; pvKWh?: number } = {},
): ResaleUse => ({
  user,
  period,
  gridWh: kWh(gridKWh),
  pvWh: kWh(pvKWh),
});
const sharesOf = (found: Resale) => (found.type === 'shares' ? found.shares : []);
const told = (found: Resale) =>
  sharesOf(found).map(({ account: who, part, group, period, wh, amount }) =>
    [who ?? 'landlord', part, group ?? 'park', period ?? 'all', wh, yuanFromFen(amount)].join(' '),
  );
const sumOf = (found: Resale) => sharesOf(found).reduce((sum, { amount }) => sum + amount, 0n);

/** The Chongqing bill on 500,000 kWh of two tenants and 40,000 of the yard, which T1 bears to three quarters. */
const CHONGQING: ResaleInput = {
  method: 'composite',
  grid: sums({ energy: yuan(351_994.81), capacity: yuan(44_000), powerFactor: yuan(-2_535.09), usedWh: kWh(555_617) }),
  pv: null,
  exportSharePpm: 1_000_000,
  uses: [use(account('T1'), 300_000), use(account('T2'), 200_000), use(pool(null), 40_000)],
  borne: [
    { group: null, account: 'T1', wh: kWh(30_000) },
    { group: null, account: 'T2', wh: kWh(10_000) },
  ],
};

describe('method A', () => {
  test('asks 0.728629 yuan of everybody, public energy through who bears it', () => {
    const found = resaleOf(CHONGQING);
    expect(told(found)).toEqual([
      'T1 all park all 300000000 218588.73',
      'T1 public park all 30000000 21858.88',
      'T2 all park all 200000000 145725.82',
      'T2 public park all 10000000 7286.29',
    ]);
    expect(yuanFromFen(fen(sumOf(found)))).toBe('393459.72');
  });
  test('says of what each part is a part', () => {
    expect(sharesOf(resaleOf(CHONGQING))[0]).toMatchObject({ ofWh: kWh(540_000), ofAmount: yuan(393_459.72) });
  });
  test('adds the roof’s bill, less the share of its income that is passed on', () => {
    const pv = sums({ energy: yuan(7_500), exportIncome: yuan(2_550) });
    expect(sumOf(resaleOf({ ...CHONGQING, pv }))).toBe(yuan(393_459.72 + 4_950));
    expect(sumOf(resaleOf({ ...CHONGQING, pv, exportSharePpm: 0 }))).toBe(yuan(393_459.72 + 7_500));
  });
});

describe('by period', () => {
  const input: ResaleInput = {
    ...CHONGQING,
    method: 'period',
    grid: sums({
      energy: yuan(130),
      capacity: yuan(20),
      byPeriod: [
        { period: 'peak', wh: kWh(100), amount: yuan(100) },
        { period: 'valley', wh: kWh(50), amount: yuan(20) },
      ],
    }),
    uses: [
      use(account('T1'), 75, { period: 'peak' }),
      use(account('T2'), 25, { period: 'peak' }),
      use(account('T2'), 50, { period: 'valley' }),
    ],
    borne: [],
  };
  test('who works by night pays the night: periods by their own money, the rest by all kWh', () => {
    expect(told(resaleOf(input))).toEqual([
      'T1 grid park peak 75000 75.00',
      'T1 rest park all 0 15.00',
      'T2 grid park peak 25000 25.00',
      'T2 grid park valley 50000 20.00',
      'T2 rest park all 0 15.00',
    ]);
  });
  test('a roof’s bill without periods follows what the roof gave', () => {
    const uses = [
      use(account('T1'), 25, { period: 'peak', pvKWh: 50 }),
      use(account('T2'), 25, { period: 'peak' }),
      use(account('T2'), 50, { period: 'valley' }),
    ];
    const found = resaleOf({ ...input, method: 'interval', pv: sums({ energy: yuan(30) }), uses });
    expect(told(found).filter((line) => line.includes(' pv '))).toEqual(['T1 pv park peak 50000 30.00']);
    expect(sumOf(found)).toBe(yuan(180));
  });
  test('money of a period in which nobody drew is nobody’s: the month waits for a person', () => {
    const uses = input.uses.filter(({ period }) => period === 'peak');
    expect(resaleOf({ ...input, uses })).toEqual({ type: 'nobody', part: 'grid', period: 'valley', amount: yuan(20) });
  });
});

test('for any bills and uses the shares sum to what was paid, by each method, whatever the order', () => {
  const small = fc.bigInt({ min: 0n, max: 10_000_000n });
  const use$ = fc.record({ period: fc.constantFrom(...PERIODS), gridWh: small, pvWh: small });
  const arbitrary = fc.record({
    method: fc.constantFrom('composite' as const, 'period' as const, 'interval' as const),
    grid: fc.record({ energy: small, capacity: small, powerFactor: fc.bigInt({ min: -99_999n, max: 99_999n }) }),
    periodMoney: fc.array(small, { minLength: 5, maxLength: 5 }),
    pv: fc.option(fc.record({ energy: small, exportIncome: fc.bigInt({ min: 0n, max: 1_000n }) }), { nil: null }),
    exportSharePpm: fc.integer({ min: 0, max: 1_000_000 }),
    uses: fc.array(fc.tuple(fc.constantFrom('T1', 'T2', 'T3', null), use$), { maxLength: 12 }),
    lit: fc.array(fc.tuple(fc.constantFrom('B1', null), use$), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(arbitrary, fc.integer(), ({ method, grid, periodMoney, pv, exportSharePpm, uses, lit }, seed) => {
      // Somebody draws in every period, so that nothing is nobody's.
      const always = PERIODS.map((period): ResaleUse => ({ user: account('T9'), period, gridWh: 1n, pvWh: 1n }));
      const input: ResaleInput = {
        method,
        grid: sums({
          energy: fen(grid.energy),
          capacity: fen(grid.capacity),
          powerFactor: fen(grid.powerFactor),
          byPeriod: PERIODS.map((period, i) => ({ period, wh: periodMoney[i] ?? 0n, amount: fen(periodMoney[i] ?? 0n) })),
        }),
        pv: pv && sums({ energy: fen(pv.energy), exportIncome: fen(pv.exportIncome) }),
        exportSharePpm,
        uses: [
          ...always,
          ...uses.map(([who, own]) => ({ user: account(who), ...own })),
          ...lit.map(([group, own]) => ({ user: pool(group), ...own })),
        ],
        borne: [null, 'B1'].flatMap((group) => [
          { group, account: 'T1', wh: 7n },
          { group, account: null, wh: 5n },
        ]),
      };
      const found = resaleOf(input);
      expect(found.type === 'shares' && sumOf(found)).toBe(found.type === 'shares' && found.total);
      expect(found.type).toBe('shares');
      const turned = input.uses.map((one, i) => ({ one, at: (i * 7919 + seed) % 31 })).toSorted((a, b) => a.at - b.at);
      expect(resaleOf({ ...input, uses: turned.map(({ one }) => one), borne: input.borne.toReversed() })).toEqual(found);
    }),
  );
});
