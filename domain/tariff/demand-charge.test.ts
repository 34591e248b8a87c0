import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exact, price, roundToFen, yuanFromFen } from '../units/money.ts';
import { billedContractW, type DemandTerms, demandCharge } from './demand-charge.ts';
import { yuan } from './testing/tariffs.ts';

const KILO = 1_000;
const shown = (charge: Exact): string => yuanFromFen(roundToFen(charge));
const month = (maxDemandKW: number, usedKWh = 0) => ({ maxDemandW: maxDemandKW * KILO, usedWh: usedKWh * KILO });
const contract = (contractKW: number, capacityKVA = 0): DemandTerms => ({
  type: 'contract',
  price: yuan('42'),
  contractW: contractKW * KILO,
  capacityVA: capacityKVA * KILO,
});
const actual = (capacityKVA: number): DemandTerms => ({ type: 'actual', price: yuan('42'), capacityVA: capacityKVA * KILO });

describe('by contract demand, 1,000 kW at 42 yuan', () => {
  test.each([
    [600, '42000.00'],
    [1_050, '42000.00'],
    [1_051, '42084.00'],
    [1_050.001, '42000.08'],
    [2_000, '121800.00'],
  ])('a maximum of %d kW costs %s', (maxDemandKW, expected) => {
    expect(shown(demandCharge(contract(1_000), month(maxDemandKW)).charge)).toBe(expected);
  });

  test('at least 40 % of the capacity is paid: 1,500 kW applied for at 5,000 kVA are 2,000 kW', () => {
    expect(billedContractW({ contractW: 1_500 * KILO, capacityVA: 5_000 * KILO })).toBe(2_000 * KILO);
    expect(billedContractW({ contractW: 2_500 * KILO, capacityVA: 5_000 * KILO })).toBe(2_500 * KILO);
    expect(shown(demandCharge(contract(1_500, 5_000), month(2_100)).charge)).toBe('84000.00');
    expect(shown(demandCharge(contract(1_500, 5_000), month(2_101)).charge)).toBe('84084.00');
  });
});

describe('by actual demand, 1,500 kW at 42 yuan with 2,000 kVA', () => {
  test.each([
    [600_000, '56700.00', true],
    [520_000, '56700.00', true],
    [519_999.999, '63000.00', false],
    [500_000, '63000.00', false],
  ])('%d kWh make %s: from 260 kWh per kVA the price is 90 %', (usedKWh, expected, discounted) => {
    const found = demandCharge(actual(2_000), { maxDemandW: 1_500_000, usedWh: Math.round(usedKWh * KILO) });
    expect(shown(found.charge)).toBe(expected);
    expect(found).toMatchObject({ discounted, price: yuan(discounted ? '37.8' : '42') });
  });

  test('without a known capacity there is no discount', () => {
    expect(demandCharge(actual(0), month(1_500, 600_000)).discounted).toBe(false);
  });
});

test('by capacity: 2,000 kVA at 22 yuan are 44,000.00, and 277.8 kWh per kVA bring no discount', () => {
  const found = demandCharge({ type: 'capacity', price: yuan('22'), capacityVA: 2_000_000 }, { maxDemandW: 0, usedWh: 555_617_000 });
  expect(shown(found.charge)).toBe('44000.00');
  expect(found.discounted).toBe(false);
});

describe('for any terms', () => {
  const watts = fc.integer({ min: 0, max: 500_000_000 });
  const prices = fc.integer({ min: 1, max: 100_000_000 }).map((micro) => price(BigInt(micro) * 100n));

  test('contract demand is exact: fifty times the charge is C x 50p + over-use in hundredths x p', () => {
    fc.assert(
      fc.property(watts, watts, prices, (contractW, maxDemandW, at) => {
        const { charge } = demandCharge({ type: 'contract', price: at, contractW, capacityVA: 0 }, { maxDemandW, usedWh: 0 });
        const over = BigInt(maxDemandW) * 100n - BigInt(contractW) * 105n;
        expect(charge * 50n).toBe(BigInt(contractW) * at * 50n + (over > 0n ? over * at : 0n));
      }),
    );
  });

  test('a higher maximum never costs less', () => {
    const terms = fc.oneof(
      fc.record({ type: fc.constant('contract' as const), price: prices, contractW: watts, capacityVA: watts }),
      fc.record({ type: fc.constant('actual' as const), price: prices, capacityVA: watts }),
      fc.record({ type: fc.constant('capacity' as const), price: prices, capacityVA: watts }),
    );
    fc.assert(
      fc.property(terms, watts, watts, watts, (made, low, more, usedWh) => {
        const charge = demandCharge(made, { maxDemandW: low, usedWh }).charge;
        expect(demandCharge(made, { maxDemandW: low + more, usedWh }).charge >= charge).toBe(true);
      }),
    );
  });
});
