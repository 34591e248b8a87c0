import { expect, test } from 'vitest';
import type { Piece } from '../../rpc/tariffs-api.ts';
import { alignedPrices, deliveredOf, hoursByPeriod, periodsOf, priceLine, priceText } from './price-rows.ts';

const piece = (from: string, to: string, period: Piece['period'], price: string, slots = 4): Piece => ({ from, to, period, price, slots });

test('a table has columns for the periods its rules name and for flat, cheap to dear', () => {
  expect(periodsOf([{ period: 'peak' }, { period: 'valley' }, { period: 'peak' }])).toEqual(['valley', 'flat', 'peak']);
  expect(periodsOf([])).toEqual(['flat']);
});

test.each([
  ['0.62310000', '0.6231'],
  ['42.00000000', '42.00'],
  ['0.50000000', '0.50'],
  ['6.3', '6.30'],
])('%s is written %s', (yuan, text) => expect(priceText(yuan)).toBe(text));

test('prices of a table have as many decimals as the longest needs', () => {
  expect(['0.63200000', '1.02050000', '1'].map(alignedPrices(['0.63200000', '1.02050000', '1']))).toEqual(['0.6320', '1.0205', '1.0000']);
  expect(alignedPrices([])('6.3')).toBe('6.30');
});

test('components add up exactly; what is left out takes the flat price', () => {
  const components = [{ prices: { flat: '0.1' } }, { prices: { flat: '0.4', peak: '0.70000001', valley: ' ' } }];
  expect(deliveredOf(components, 'peak')).toBe('0.80000001');
  expect(deliveredOf(components, 'valley')).toBe('0.50000000');
  expect(deliveredOf([{ prices: { flat: '0,1' } }], 'flat')).toBeNull();
});

test('a day tells the hours of each period, neighbours as one, with the span of its prices', () => {
  const pieces = [
    piece('00:00', '07:00', 'valley', '0.3'),
    piece('07:00', '08:00', 'flat', '0.5'),
    piece('08:00', '09:00', 'flat', '0.55'),
    piece('21:00', '24:00', 'valley', '0.3'),
  ];
  expect(hoursByPeriod(pieces)).toEqual([
    { period: 'valley', hours: ['00:00–07:00', '21:00–24:00'], min: '0.30', max: '0.30' },
    { period: 'flat', hours: ['07:00–09:00'], min: '0.50', max: '0.55' },
  ]);
});

test('the price runs from the cheapest at the foot to the dearest at the head', () => {
  expect(priceLine([piece('', '', 'valley', '0.3', 28), piece('', '', 'flat', '0.5', 40), piece('', '', 'peak', '0.8', 28)])).toEqual([
    { x: 0, to: 28, y: 0 },
    { x: 28, to: 68, y: expect.closeTo(0.4) },
    { x: 68, to: 96, y: 1 },
  ]);
  expect(priceLine([piece('', '', 'flat', '0.5', 96)])).toEqual([{ x: 0, to: 96, y: 0.5 }]);
});
