import { describe, expect, test } from 'vitest';
import { type RateRequest, rateFiles } from './rate-files.ts';

const words = { zh: '一', en: 'One' };
const file = (change: object = {}) =>
  JSON.stringify({
    format: 'parktwin-tariff/1',
    zone: 'Asia/Shanghai',
    versions: [
      {
        validFrom: '2026-01-01',
        source: 'made for a test',
        components: [{ code: 'all', name: words, prices: { flat: '0.5' } }],
        rules: [],
      },
    ],
    ...change,
  });
const twoPart = {
  units: [{ code: 'T1', capacityKVA: '1000' }],
  modes: [{ from: '2026-01', mode: 'actual' }],
  prices: [{ from: '2026-01-01', perKW: '40', perKVA: '25' }],
};
const load = 'start,kWh\n2026-01-01 00:00,100\n2026-01-01 01:00,300\n';
const rate = (change: Partial<RateRequest> = {}) => rateFiles({ load, tariff: file(), format: 'json', maxDemand: [], ...change });
const json = (change: Partial<RateRequest> = {}) => {
  const result = rate(change);
  if (result.type !== 'rated') throw new Error(result.says);
  return JSON.parse(result.text);
};
const says = (change: Partial<RateRequest>) => {
  const result = rate(change);
  return result.type === 'rated' ? [] : result.says.split('\n').map((line) => line.trim());
};

describe('as JSON', () => {
  test('money and quantities are decimal text', () => {
    const { months, totalYuan } = json();
    expect(totalYuan).toBe('200.00');
    expect(months[0]).toMatchObject({
      month: '2026-01',
      intervals: 2,
      expectedIntervals: 744,
      complete: false,
      usedKWh: '400.000',
      powerFactor: null,
    });
    expect(months[0].lines).toEqual([
      {
        month: '2026-01',
        kind: 'energy',
        component: 'all',
        period: 'flat',
        tier: null,
        versionFrom: '2026-01-01',
        quantity: '400.000',
        unit: 'kWh',
        price: '0.50000000',
        exactYuan: '200.00000000000',
        yuan: '200.00',
      },
    ]);
  });

  test('the demand of the register beats that of the load', () => {
    const demand = (maxDemand: readonly string[]) => json({ tariff: file({ twoPart }), maxDemand }).months[0].lines.at(-1).yuan;
    expect(demand([])).toBe('12000.00');
    expect(demand(['2026-01=350.5'])).toBe('14020.00');
    expect(demand(['2026-02=350.5'])).toBe('12000.00');
  });

  test('tiers, prices by the clock and suspension are read', () => {
    const vectors = [
      { code: 'retail', name: words, days: [{ from: '2026-01-01', prices: Array.from({ length: 24 }, (_, hour) => `0.${hour + 10}`) }] },
    ];
    const tariff = file({
      versions: [{ validFrom: '2026-01-01', source: 'made for a test', components: [], vectors, rules: [] }],
      tiers: { window: 'month', versions: [{ from: '2026-01-01', limitsKWh: ['250'], surcharges: ['0', '0.1'] }] },
      twoPart: {
        ...twoPart,
        units: [{ code: 'T1', capacityKVA: '1000', sealed: [{ from: '2026-01-12', to: '2026-02-12' }] }],
        modes: [{ from: '2026-01', mode: 'capacity' }],
      },
    });
    const lines = json({ tariff }).months[0].lines.map(({ kind, yuan, price }: Record<string, string>) => [kind, yuan, price]);
    expect(lines).toEqual([
      ['energy', '43.00', null],
      ['tier', '0.00', '0.00000000'],
      ['tier', '15.00', '0.10000000'],
      ['demand', '9166.67', '25.00000000'],
    ]);
  });

  test('against another file: the months by both, and the saving', () => {
    const dearer = file({
      versions: [{ ...JSON.parse(file()).versions[0], components: [{ code: 'all', name: words, prices: { flat: '0.6' } }] }],
    });
    expect(json({ against: dearer }).against).toMatchObject([{ month: '2026-01', totalYuan: '240.00', savingYuan: '-40.00' }]);
    expect(json({ tariff: file({ twoPart }), mode: 'contract', contractKW: '400' }).against).toMatchObject([{ savingYuan: '-4000.00' }]);
  });
});

test('of an incomplete month and a demand of intervals, who reads JSON or CSV is warned; a table says so itself', () => {
  const warnings = (change: Partial<RateRequest>) => {
    const result = rate({ tariff: file({ twoPart }), ...change });
    return result.type === 'rated' ? result.warnings : [result.says];
  };
  expect(warnings({})).toEqual([
    '2026-01: not complete, 742 of 744 intervals are missing',
    '2026-01: maximum demand from intervals, for reference',
  ]);
  expect(warnings({ maxDemand: ['2026-01=1'], format: 'csv' })).toEqual(['2026-01: not complete, 742 of 744 intervals are missing']);
  expect(warnings({ format: 'table' })).toEqual([]);
});

test('a contract is compared with the best there could have been, where none is given', () => {
  const result = rate({ tariff: file({ twoPart }), mode: 'contract', format: 'table' });
  const text = result.type === 'rated' ? result.text : result.says;
  expect(text).toContain('against: by contract of 400.000 kW, the best for these months');
});

describe('refused, with every fault and its place', () => {
  test('a tariff and a load at once', () => {
    const wrong = file({
      zone: 'Asia/Nowhere',
      versions: [
        { validFrom: '2026-01-01', source: 's', components: [], rules: [{ period: 'peak', ranges: [{ from: '08:00', to: '12:00' }] }] },
        {
          validFrom: '2026-01-01',
          source: 's',
          components: [{ code: 'all', name: words, prices: { flat: '1' } }],
          vectors: [{ code: 'all', name: words, days: [{ from: '2026-01-01', prices: ['1'] }] }],
          rules: [
            { period: 'peak', ranges: [{ from: '08:00', to: '12:00' }] },
            { period: 'valley', ranges: [{ from: '11:00', to: '13:00' }] },
          ],
        },
      ],
      twoPart: {
        units: [
          { code: 'T1', capacityKVA: '100', sealed: [{ from: '2026-03-01' }, { from: '2026-01-01', to: '2026-04-01' }] },
          { code: 'T1', capacityKVA: '1' },
        ],
        modes: [{ from: '2026-01', mode: 'contract' }],
        prices: [{ from: '2026-01-01', perKW: '40', perKVA: '25' }],
      },
      powerFactor: { standard: '0.90', base: ['all', 'fund'] },
      tiers: { window: 'year', versions: [{ from: '2026-01-01', limitsKWh: ['10', '5'], surcharges: ['0', '1'] }] },
      fees: [{ type: 'fixed', code: 'rent', name: words, yuanPerMonth: '1', from: '2026-02-01', to: '2026-01-01' }],
    });
    const found = says({ tariff: wrong, load: 'start,kWh\nx,1\n' }).map((line) => line.split(':')[0]);
    expect(found).toEqual([
      'tariff refused',
      'zone  ZONE',
      'versions[1].validFrom  DUPLICATE',
      'versions[0].components  TARIFF',
      'versions[0].components  TARIFF',
      'versions[1].rules[1].ranges  TARIFF',
      'versions[1].vectors[0].code  DUPLICATE',
      'versions[1].vectors[0].days[0]  TARIFF',
      'twoPart.units[1].code  DUPLICATE',
      'twoPart.modes[0]  MISSING',
      'twoPart.units[0].sealed[0].from  OVERLAP',
      'tiers.versions[0]  RANGE',
      'tiers.versions[0]  RANGE',
      'fees[0].to  RANGE',
      'powerFactor.base[1]  UNKNOWN_REFERENCE',
      'load refused',
      'line 2  SHAPE',
    ]);
  });

  test('what has not the shape, and what is no JSON', () => {
    const shape = says({
      tariff: file({
        versions: [{ validFrom: '2026-13-01', source: '', components: [{ code: 'all', name: words, prices: { flat: 0.5 } }], rules: [] }],
        extra: 1,
      }),
    });
    expect(shape.filter((line) => line.includes('SHAPE')).map((line) => line.split('  ')[0])).toEqual([
      'versions[0].validFrom',
      'versions[0].source',
      'versions[0].components[0].prices.flat',
      '(file)',
    ]);
    expect(says({ tariff: '{' })[1]).toMatch(/^\(file\) {2}SHAPE: not JSON/);
    expect(says({ against: '{' })[0]).toBe('against refused: 1 fault');
  });

  test('days without a price, and months without a mode of demand', () => {
    expect(says({ load: 'start,kWh\n2025-12-31 22:00,1\n2025-12-31 23:00,1\n2026-01-01 00:00,1' })).toEqual([
      'tariff refused: nothing is guessed',
      'no price on 2025-12-31',
    ]);
    const late = { ...twoPart, modes: [{ from: '2026-02', mode: 'actual' }] };
    expect(says({ tariff: file({ twoPart: late }) })).toContain('no mode or price of demand in 2026-01');
    const other = file({ versions: [{ ...JSON.parse(file()).versions[0], validFrom: '2027-01-01' }] });
    expect(says({ against: other })[0]).toBe('against refused: nothing is guessed');
  });
});

test.each<[string, Partial<RateRequest>]>([
  ['--max-demand is a month', { maxDemand: ['January=3'] }],
  ['--max-demand is a month', { maxDemand: ['2026-01=-3'] }],
  ['--mode often', { mode: 'often' }],
  ['--contract-kw is a number', { mode: 'contract', contractKW: 'much' }],
  ['--mode: the tariff has no second part', { mode: 'contract' }],
  ['--mode: the tariff has no second part', { mode: 'capacity' }],
])('asked wrongly: %s', (begins, change) => {
  const result = rate(change);
  expect(result.type).toBe('misused');
  expect(result.type === 'misused' && result.says.startsWith(begins)).toBe(true);
});
