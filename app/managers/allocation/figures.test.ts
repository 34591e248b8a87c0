import { describe, expect, test } from 'vitest';
import type { ShareLine } from '../../rpc/allocation-shapes.ts';
import { amountText, bearersOf, fenText, kWhText, shareOfWeights, weightText } from './figures.ts';

const share = (account: string | null, kind: ShareLine['kind'], wh: number | null, yuan: string | null): ShareLine => ({
  group: null,
  kind,
  account,
  via: null,
  wh,
  yuan,
  energySteps: null,
  moneySteps: null,
});

test.each([
  [0, '0.000'],
  [1_234_567, '1,234.567'],
  [-5, '−0.005'],
])('%d Wh are %s kWh', (wh, text) => expect(kWhText(wh)).toBe(text));

test('an amount is shown in its unit, a weight in that of its basis', () => {
  expect(amountText('109440', 'wh')).toBe('109.440 kWh');
  expect(amountText('-253509', 'fen')).toBe('−2,535.09');
  expect(weightText('570000', 'area')).toBe('5,700.00');
  expect(weightText('7600000', 'custom')).toBe('760.0000');
  expect(weightText('1200', 'equal')).toBe('1,200');
  expect(weightText('1605120', 'use')).toBe('1,605.120');
  expect(shareOfWeights('1', '3')).toBe('33.33');
  expect(shareOfWeights('0', '0')).toBe('0.00');
});

describe('who bears a month', () => {
  test('is listed by what it costs, in exact cents, by kind; the landlord as well', () => {
    const found = bearersOf([
      share('A', 'lineLoss', 100, '0.10'),
      share(null, 'sharedArea', 50, '0.70'),
      share('A', 'sharedArea', 200, '0.20'),
      share('A', 'powerFactor', null, '-0.05'),
    ]);
    expect(found.map(({ account, wh, amount, shared, loss, other }) => [account, wh, amount, shared, loss, other])).toEqual([
      [null, 50, 70n, 70n, null, null],
      ['A', 300, 25n, 20n, 10n, -5n],
    ]);
    expect(fenText(found[1]?.other ?? null)).toBe('−0.05');
  });
  test('without prices is listed by energy', () => {
    const found = bearersOf([share('A', 'lineLoss', 1, null), share('B', 'lineLoss', 2, null)]);
    expect(found.map(({ account, amount }) => [account, amount])).toEqual([
      ['B', null],
      ['A', null],
    ]);
    expect(fenText(null)).toBe('–');
  });
});
