import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, fenFromYuan, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { adjustmentAmount, adjustmentOf, averagePowerFactor, POWER_FACTOR_STANDARDS, powerFactorAdjustment } from './power-factor.ts';

/** The published table: power factor, then the ratio under 0.90, 0.85 and 0.80, all in hundredths. */
const TABLE: readonly (readonly [number, number, number, number])[] = [
  [95, -75, -110, -130],
  [94, -60, -110, -130],
  [93, -45, -95, -130],
  [92, -30, -80, -130],
  [91, -15, -65, -115],
  [90, 0, -50, -100],
  [89, 50, -40, -90],
  [88, 100, -30, -80],
  [87, 150, -20, -70],
  [86, 200, -10, -60],
  [85, 250, 0, -50],
  [84, 300, 50, -40],
  [83, 350, 100, -30],
  [82, 400, 150, -20],
  [81, 450, 200, -10],
  [80, 500, 250, 0],
  [79, 550, 300, 50],
  [78, 600, 350, 100],
  [77, 650, 400, 150],
  [76, 700, 450, 200],
  [75, 750, 500, 250],
  [74, 800, 550, 300],
  [73, 850, 600, 350],
  [72, 900, 650, 400],
  [71, 950, 700, 450],
  [70, 1000, 750, 500],
  [69, 1100, 800, 550],
  [68, 1200, 850, 600],
  [67, 1300, 900, 650],
  [66, 1400, 950, 700],
  [65, 1500, 1000, 750],
  [64, 1700, 1100, 800],
  [63, 1900, 1200, 850],
  [62, 2100, 1300, 900],
  [61, 2300, 1400, 950],
  [60, 2500, 1500, 1000],
  [59, 2700, 1700, 1100],
  [58, 2900, 1900, 1200],
  [57, 3100, 2100, 1300],
  [56, 3300, 2300, 1400],
  [55, 3500, 2500, 1500],
  [54, 3700, 2700, 1700],
  [53, 3900, 2900, 1900],
  [52, 4100, 3100, 2100],
  [51, 4300, 3300, 2300],
  [50, 4500, 3500, 2500],
];

describe('the table of (83)水电财字第215号', () => {
  test.each(TABLE)('at %d hundredths: %d, %d, %d', (hundredths, ...ratios) => {
    expect(POWER_FACTOR_STANDARDS.map((standard) => adjustmentOf(standard, hundredths))).toEqual(ratios);
  });

  test('goes on beyond its printed ends: nothing more above 0.95, 2 % a hundredth below 0.50', () => {
    for (let hundredths = 96; hundredths <= 100; hundredths++)
      expect(POWER_FACTOR_STANDARDS.map((standard) => adjustmentOf(standard, hundredths))).toEqual([-75, -110, -130]);
    expect(adjustmentOf(90, 0)).toBe(14_500);
    expect(adjustmentOf(85, 49)).toBe(3_700);
    expect(() => adjustmentOf(90, 101)).toThrow('no hundredth');
    expect(() => adjustmentOf(90, 89.5)).toThrow('no hundredth');
  });

  test('a better power factor never costs more, under any standard', () => {
    for (const standard of POWER_FACTOR_STANDARDS) {
      for (let hundredths = 1; hundredths <= 100; hundredths++)
        expect(adjustmentOf(standard, hundredths)).toBeLessThanOrEqual(adjustmentOf(standard, hundredths - 1));
    }
  });
});

describe('the average power factor', () => {
  const of = (active: number, reactive: number, back?: number) =>
    averagePowerFactor({
      activeWh: quantity(active),
      reactiveVarh: quantity(reactive),
      ...(back === undefined ? {} : { reactiveBackVarh: quantity(back) }),
    });

  test.each([
    [555_617_000, 140_820_000, 97],
    [3, 4, 60],
    [1, 0, 100],
    [0, 1, 0],
    [1_000_000, 484_322, 90],
  ])('of %d Wh and %d varh is %d hundredths', (active, reactive, expected) => {
    expect(of(active, reactive)).toBe(expected);
  });

  test('half a hundredth is rounded up, exactly: 0.645 is 0.65, a hair less is 0.64', () => {
    // cosφ = 0.645 = 129/200 where Q²/P² = (200² - 129²)/129²; 23,359 is no square, so the edge lies between two whole Q.
    const active = 129_000_000_000;
    const edge = Math.floor((active * Math.sqrt(23_359)) / 129);
    expect(of(active, edge - 2)).toBe(65);
    expect(of(active, edge + 2)).toBe(64);
    // 0.6 of a 3-4-5 triangle, and 0.28 of 7-24-25: exact hundredths.
    expect([of(7, 24), of(24, 7)]).toEqual([28, 96]);
  });

  test('what is pushed back counts like what is drawn', () => {
    expect(of(3, 1, 3)).toBe(60);
    expect(of(3, 1, -3)).toBe(60);
  });

  test('without any energy is not assessed', () => {
    expect(of(0, 0)).toBeNull();
  });

  test('is the nearest hundredth for any energies', () => {
    const energy = fc.integer({ min: 0, max: 2 ** 50 });
    fc.assert(
      fc.property(energy, energy, (active, reactive) => {
        const found = of(active, reactive);
        if (active === 0 && reactive === 0) return expect(found).toBeNull();
        const [p, q, h] = [BigInt(active), BigInt(reactive), BigInt(found ?? -1)];
        const apparent = p * p + q * q;
        expect((2n * h - 1n) ** 2n * apparent <= 40_000n * p * p || h === 0n).toBe(true);
        expect((2n * h + 1n) ** 2n * apparent > 40_000n * p * p).toBe(true);
      }),
    );
  });
});

describe('the adjustment', () => {
  const lines = [
    { component: 'energy', amount: fenFromYuan('294011.97') ?? fen(0n) },
    { component: 'demand', amount: fenFromYuan('44000') ?? fen(0n) },
    { component: 'fund', amount: fenFromYuan('26102.30') ?? fen(0n) },
  ];
  const month = { activeWh: quantity(555_617_000), reactiveVarh: quantity(140_820_000) };
  const terms = { standard: 90, base: ['energy', 'demand'], rewardAllowed: true } as const;

  test('of the Chongqing bill: 0.97, -0.75 % of 338,011.97 is -2,535.09', () => {
    const found = powerFactorAdjustment(terms, month, lines);
    expect(found).toMatchObject({ powerFactor: 97, ratio: -75, suspect: false });
    expect([found.base, found.amount].map(yuanFromFen)).toEqual(['338011.97', '-2535.09']);
  });

  test('applies to the lines its contract names and to no other', () => {
    const base = (codes: readonly string[]) => yuanFromFen(powerFactorAdjustment({ ...terms, base: codes }, month, lines).base);
    expect([base(['energy']), base(['energy', 'demand', 'fund']), base([])]).toEqual(['294011.97', '364114.27', '0.00']);
  });

  test('is no reward for who has a lowered standard, and a surcharge all the same', () => {
    const granted = { ...terms, standard: 80, rewardAllowed: false } as const;
    expect(powerFactorAdjustment(granted, month, lines)).toMatchObject({ ratio: 0, amount: 0n });
    const worse = { activeWh: quantity(3), reactiveVarh: quantity(4) };
    expect(powerFactorAdjustment(granted, worse, lines)).toMatchObject({ powerFactor: 60, ratio: 1_000, amount: 3_380_120n });
  });

  test('of reactive energy alone is the worst end of the table, for a person to look at', () => {
    const found = powerFactorAdjustment(terms, { activeWh: quantity(0), reactiveVarh: quantity(5) }, lines);
    expect(found).toMatchObject({ powerFactor: 0, ratio: 14_500, suspect: true });
    const idle = powerFactorAdjustment(terms, { activeWh: quantity(0), reactiveVarh: quantity(0) }, lines);
    expect(idle).toMatchObject({ powerFactor: null, amount: 0n, suspect: false });
  });

  test('is rounded half away from zero, once', () => {
    expect([adjustmentAmount(fen(10_000n), 1), adjustmentAmount(fen(5_000n), 1), adjustmentAmount(fen(4_999n), 1)]).toEqual([1n, 1n, 0n]);
    expect([adjustmentAmount(fen(5_000n), -1), adjustmentAmount(fen(-5_000n), 1)]).toEqual([-1n, -1n]);
  });
});
