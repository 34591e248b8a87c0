import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PERIODS, type Period } from '../tariff/tariff.ts';
import { fen, yuanFromFen, yuanFromPrice } from '../units/money.ts';
import type { IntervalUse } from './pv-by-interval.ts';
import { pvByInterval } from './pv-by-interval.ts';
import { compositePrice, compositeShares, compositeTotal, intervalShares, periodShares, type TenantShares } from './tenant-shares.ts';

const yuan = (n: number) => fen(BigInt(Math.round(n * 100)));
const kWh = (n: number) => BigInt(Math.round(n * 1_000));
const supplied = (used: number, amount: number) => ({ wh: kWh(used), amount: yuan(amount) });
const linesOf = (shares: TenantShares) => (shares.type === 'shares' ? shares.lines : []);
const sum = (shares: TenantShares) => linesOf(shares).reduce((total, { amount }) => total + amount, 0n);
const owed = (shares: TenantShares, user: string) =>
  yuanFromFen(fen(linesOf(shares).reduce((total, { key, amount }) => (key === user ? total + amount : total), 0n)));

describe('method A, one price', () => {
  const bills = { grid: yuan(393_459.72), pv: fen(0n), exportIncome: fen(0n), exportSharePpm: 0 };

  test('the Chongqing bill on 540,000 kWh of sub-meters is 0.728629 a kWh', () => {
    expect(yuanFromPrice(compositePrice(compositeTotal(bills), kWh(540_000)) ?? compositePriceFails())).toBe('0.72862911');
    expect(compositePrice(compositeTotal(bills), 0n)).toBeNull();
  });

  test('its shares sum to the bills less what was passed on of the export', () => {
    const withPv = { grid: yuan(80_000), pv: yuan(12_000), exportIncome: yuan(999.99), exportSharePpm: 500_000 };
    const shares = compositeShares(withPv, [
      { key: 'A', usedWh: kWh(60_000) },
      { key: 'B', usedWh: kWh(30_000) },
      { key: 'public', usedWh: kWh(10_000) },
    ]);
    expect(['A', 'B', 'public'].map((key) => owed(shares, key))).toEqual(['54900.01', '27450.00', '9150.00']);
    expect(sum(shares)).toBe(9_150_001n);
  });

  test('with nobody to bear it, it says so', () => {
    expect(compositeShares(bills, [])).toEqual({ type: 'nobody', source: 'all', period: null, amount: 39_345_972n });
  });
});

describe('method B, by period', () => {
  const bills = [
    { period: 'peak' as const, grid: supplied(600, 600), pv: supplied(400, 200) },
    { period: 'valley' as const, grid: supplied(1_000, 300), pv: supplied(0, 0) },
  ];
  const uses = [
    { key: 'day', period: 'peak' as const, wh: kWh(750) },
    { key: 'night', period: 'peak' as const, wh: kWh(250) },
    { key: 'night', period: 'valley' as const, wh: kWh(1_000) },
  ];

  test('who uses the dear period bears it, and the rest follows all kWh', () => {
    const shares = periodShares(bills, yuan(200), uses);
    // day: 450 + 150 + 75; night: 150 + 50 + 300 + 125.
    expect([owed(shares, 'day'), owed(shares, 'night')]).toEqual(['675.00', '625.00']);
    expect(linesOf(shares).find(({ key, source }) => key === 'day' && source === 'pv')).toMatchObject({ period: 'peak', wh: kWh(300) });
  });

  test('money of a period nobody used is not lost quietly', () => {
    const shares = periodShares([{ period: 'flat', grid: supplied(0, 1), pv: supplied(0, 0) }], fen(0n), uses);
    expect(shares).toEqual({ type: 'nobody', source: 'grid', period: 'flat', amount: 100n });
  });
});

describe('method C, by interval', () => {
  const load = (period: Period, pv: number, day: number, night: number): IntervalUse => ({
    period,
    pvSelfWh: kWh(pv),
    loads: [
      { key: 'day', wh: kWh(day) },
      { key: 'night', wh: kWh(night) },
    ],
  });

  test('the roof serves who draws while it shines', () => {
    const intervals = [load('peak', 40, 60, 20), load('peak', 0, 0, 50), load('valley', 0, 0, 100)];
    expect(pvByInterval(intervals)).toEqual([
      { key: 'day', period: 'peak', pvWh: kWh(30), gridWh: kWh(30) },
      { key: 'night', period: 'peak', pvWh: kWh(10), gridWh: kWh(60) },
      { key: 'day', period: 'valley', pvWh: 0n, gridWh: 0n },
      { key: 'night', period: 'valley', pvWh: 0n, gridWh: kWh(100) },
    ]);
    const bills = [
      { period: 'peak' as const, grid: supplied(90, 90), pv: supplied(40, 20) },
      { period: 'valley' as const, grid: supplied(100, 30), pv: supplied(0, 0) },
    ];
    const shares = intervalShares(bills, yuan(23), pvByInterval(intervals));
    expect([owed(shares, 'day'), owed(shares, 'night')]).toEqual(['51.00', '112.00']);
  });

  test('more sun than load leaves the excess to nobody', () => {
    expect(pvByInterval([load('peak', 100, 3, 1)]).map(({ pvWh, gridWh }) => [pvWh, gridWh])).toEqual([
      [3_000n, 0n],
      [1_000n, 0n],
    ]);
  });
});

describe('for any bills', () => {
  const money = fc.bigInt({ min: -1_000_000n, max: 100_000_000n }).map(fen);
  const wh = fc.bigInt({ min: 0n, max: 10_000_000n });
  const period = fc.constantFrom(...PERIODS);
  const users = fc.constantFrom('A', 'B', 'C', 'D');

  test('of a period each: all that is shared sums to GridBill + PVBill, in any order of the users', () => {
    const bill = fc.record({ grid: fc.record({ wh, amount: money }), pv: fc.record({ wh, amount: money }) });
    const use = fc.record({ key: users, period, wh: wh.map((n) => n + 1n) });
    fc.assert(
      fc.property(fc.array(bill, { minLength: 5, maxLength: 5 }), money, fc.array(use, { maxLength: 20 }), (drawn, rest, drawnUses) => {
        const bills = drawn.map((of, index) => ({ ...of, period: PERIODS[index] ?? 'flat' }));
        const uses = [...drawnUses, ...PERIODS.map((of) => ({ key: 'A', period: of, wh: 1n }))];
        const shares = periodShares(bills, rest, uses);
        const total = bills.reduce((all, { grid, pv }) => all + grid.amount + pv.amount, 0n) + rest;
        expect(sum(shares)).toBe(total);
        expect(periodShares(bills, rest, uses.toReversed())).toEqual(shares);
        expect(
          sum(
            compositeShares({ grid: rest, pv: fen(total), exportIncome: fen(0n), exportSharePpm: 0 }, [
              { key: 'A', usedWh: 3n },
              { key: 'B', usedWh: 5n },
            ]),
          ),
        ).toBe(rest + total);
      }),
    );
  });

  test('interval by interval: nobody gets more sun than they drew, and sun and grid are what they drew', () => {
    const interval = fc.record({
      period,
      pvSelfWh: wh,
      loads: fc.uniqueArray(fc.record({ key: users, wh }), { selector: ({ key }) => key, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
        const uses = pvByInterval(intervals);
        for (const { pvWh, gridWh } of uses) expect(pvWh >= 0n && gridWh >= 0n).toBe(true);
        const loads = intervals.reduce((all, { loads: of }) => all + of.reduce((own, load) => own + load.wh, 0n), 0n);
        expect(uses.reduce((all, { pvWh, gridWh }) => all + pvWh + gridWh, 0n)).toBe(loads);
      }),
    );
  });
});

const compositePriceFails = (): never => {
  throw new Error('a price was expected');
};
