import { expect, test } from 'vitest';
import { changeText, milliText, numberText, priceText, rateText } from './bill-text.ts';

test('a number is its year and six digits', () => expect(numberText({ id: '1', year: 2026, number: 42 })).toBe('2026-000042'));

test.each([
  ['0', '0.000'],
  ['5', '0.005'],
  ['1234500', '1,234.500'],
  ['-20', '−0.020'],
])('%s thousandths are %s', (milli, text) => expect(milliText(milli)).toBe(text));

test('a price shows six decimals, and eight where it has them', () => {
  expect(['0.43600000', '0.57266875', '-0.00143600'].map(priceText)).toEqual(['0.436000', '0.57266875', '−0.001436']);
  expect([1_300, 0, 250].map(rateText)).toEqual(['13 %', '0 %', '2.5 %']);
});

test.each([
  ['110.00', '100.00', '+10.0 %'],
  ['90.05', '100.00', '−10.0 %'],
  ['0.00', '0.05', '−100.0 %'],
  ['5.00', '0.00', null],
  ['5.00', null, null],
])('%s after %s is %s', (now, before, text) => expect(changeText(now, before)).toBe(text));
