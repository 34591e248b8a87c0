import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuan } from '../tariff/testing/tariffs.ts';
import { type Exact, roundToFen, yuanFromFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { OVER_QUOTA_STEPS, type WaterTerms, waterCharge, waterLines, wholeCubicMetres } from './water.ts';

const m3 = (n: number) => quantity(Math.round(n * 1_000));
const shown = (charge: Exact): string => yuanFromFen(roundToFen(charge));

/** 上海 residents, a year: 1.92, 3.30 and 4.30 for the water, 1.70 x 0.9 for the sewage. */
const SHANGHAI: WaterTerms = {
  base: { limits: [m3(220), m3(300)], prices: [yuan('1.92'), yuan('3.30'), yuan('4.30')] },
  sewage: { price: yuan('1.70'), dischargePpm: 900_000 },
};

describe('residents of Shanghai', () => {
  test.each([
    [250, '903.90'],
    [220, '759.00'],
    [300, '1145.40'],
    [310, '1203.70'],
  ])('%d m³ in a year cost %s', (used, expected) => {
    expect(shown(waterCharge(waterLines(SHANGHAI, m3(0), m3(used))))).toBe(expected);
  });

  test('each line says what it is for', () => {
    expect(
      waterLines(SHANGHAI, m3(0), m3(250)).map(({ component, step, quantity: of, charge }) => [component, step, of, shown(charge)]),
    ).toEqual([
      ['water', 0, m3(220), '422.40'],
      ['water', 1, m3(30), '99.00'],
      ['sewage', 0, m3(250), '382.50'],
    ]);
  });
});

describe('over the quota of 1,000 m³ at 4 yuan', () => {
  const terms: WaterTerms = {
    base: { limits: [], prices: [yuan('4')] },
    overQuota: { quota: m3(1_000), steps: OVER_QUOTA_STEPS },
  };

  test.each([
    [1_500, '8000.00'],
    [1_200, '5200.00'],
    [1_000, '4000.00'],
    [1_400, '6800.00'],
  ])('%d m³ cost %s', (used, expected) => {
    expect(shown(waterCharge(waterLines(terms, m3(0), m3(used))))).toBe(expected);
  });

  test('the surcharge is on the water, not on the sewage or the tax', () => {
    const withAll = {
      ...terms,
      sewage: { price: yuan('1'), dischargePpm: 1_000_000 },
      resourceTax: yuan('0.4'),
      others: [{ code: 'refuse', price: yuan('0.1') }],
    };
    expect(shown(waterCharge(waterLines(withAll, m3(0), m3(1_500))))).toBe('10250.00');
  });
});

test('bills in whole m³ carry the rest: 10.9 and 11.2 read make 10 and 1', () => {
  expect([wholeCubicMetres(m3(0), m3(10.9)), wholeCubicMetres(m3(10.9), m3(11.2))]).toEqual([m3(10), m3(1)]);
  expect(wholeCubicMetres(m3(11.2), m3(11.9))).toBe(0);
});

test('for any use: cutting it anywhere changes nothing, and whole m³ add up to the register', () => {
  const litres = fc.integer({ min: 0, max: 3_000_000 }).map(quantity);
  const terms: WaterTerms = { ...SHANGHAI, overQuota: { quota: m3(1_000), steps: OVER_QUOTA_STEPS }, resourceTax: yuan('0.41') };
  fc.assert(
    fc.property(litres, litres, litres, (before, first, second) => {
      const whole = waterCharge(waterLines(terms, before, quantity(first + second)));
      const apart = waterCharge(waterLines(terms, before, first)) + waterCharge(waterLines(terms, quantity(before + first), second));
      expect(apart).toBe(whole);
      const [one, two] = [quantity(before + first), quantity(before + first + second)];
      expect(wholeCubicMetres(before, one) + wholeCubicMetres(one, two)).toBe(wholeCubicMetres(before, two));
    }),
  );
});
