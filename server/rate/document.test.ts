import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rateFiles } from './rate-files.ts';

const document = readFileSync(new URL('../../docs/rate.md', import.meta.url), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(document)?.[1] ?? '';
const request = { load: block('csv'), tariff: block('json'), format: 'table', maxDemand: [] } as const;

test('the example of the document prints what stands there', () => {
  const result = rateFiles({ ...request, mode: 'capacity' });
  expect(result.type === 'rated' ? `${result.text}\n` : result).toBe(block('text'));
});

test('the figures worked by hand in the document are those of the example', () => {
  const result = rateFiles({ ...request, format: 'csv' });
  const rows = result.type === 'rated' ? result.text.split('\n') : [];
  expect(rows).toContain('2026-01,energy,purchase,criticalPeak,,2026-01-01,301.750,kWh,0.76894000,232.02764500000,232.03');
  expect(rows).toContain('2026-01,demand,demand,,,,160.000,kW,39.00000000,6240.00000000000,6240.00');
  expect(rows.some((row) => row.startsWith('2026-01,fee,property') && row.endsWith(',694.50'))).toBe(true);
});

/** A steel plant's year, read in place; never part of the repository. */
const STEEL = fileURLToPath(new URL('../../../shared/data/load/Steel_industry_data.csv', import.meta.url));
const present = existsSync(STEEL);

describe.skipIf(!present)(`a steel plant's year${present ? '' : ' (skipped: there is no ../shared/data beside the repository)'}`, () => {
  test('of 35,040 quarter-hours costs, to the cent, what a reckoning apart from this program makes of it', () => {
    const rows = readFileSync(STEEL, 'utf8').trim().split(/\r?\n/).slice(1);
    const start = Temporal.PlainDateTime.from('2018-01-01T00:00');
    const load = rows.map((row, index) => {
      const [, kWh, lagging, leading] = row.split(',');
      return `${start
        .add({ minutes: 15 * index })
        .toString()
        .replace('T', ' ')},${kWh},${lagging},${leading}`;
    });
    const tariff = JSON.parse(block('json'));
    const result = rateFiles({
      ...request,
      load: ['start,kWh,kvarh,kvarhBack', ...load].join('\n'),
      tariff: JSON.stringify({
        ...tariff,
        versions: [
          {
            validFrom: '2018-01-01',
            source: 'made for a test',
            components: [
              component('purchase', { flat: '0.398113', peak: '0.593188', valley: '0.179151', criticalPeak: '0.796226' }),
              component('td', { flat: '0.0884' }),
              component('sysOp', { flat: '0.082273' }),
              component('fund', { flat: '0.0452' }),
            ],
            rules: [
              { period: 'peak', ranges: [{ from: '16:00', to: '24:00' }] },
              { period: 'criticalPeak', ranges: [{ from: '18:00', to: '20:00' }] },
              {
                period: 'valley',
                ranges: [
                  { from: '00:00', to: '06:00' },
                  { from: '12:00', to: '14:00' },
                ],
              },
            ],
          },
        ],
        twoPart: {
          units: [{ code: 'T1', capacityKVA: '800' }],
          modes: [{ from: '2018-01', mode: 'actual' }],
          prices: [{ from: '2018-01-01', perKW: '42', perKVA: '26.3' }],
        },
        powerFactor: { standard: '0.90', base: ['purchase', 'td', 'demand'] },
        fees: [],
      }),
      format: 'json',
    });
    if (result.type !== 'rated') throw new Error(result.says);
    const months: { totalYuan: string; complete: boolean }[] = JSON.parse(result.text).months;
    expect(result.intervals).toBe(35_040);
    expect(months.every(({ complete }) => complete)).toBe(true);
    expect(months.map(({ totalYuan }) => totalYuan)).toEqual(STEEL_MONTHS);
    expect(JSON.parse(result.text).totalYuan).toBe('952094.69');
  });
});

const component = (code: string, prices: Readonly<Record<string, string>>) => ({ code, name: { zh: code, en: code }, prices });

/** Reckoned with a decimal library of another language. */
const STEEL_MONTHS = [
  '110521.27',
  '87628.30',
  '80038.08',
  '77991.38',
  '79264.52',
  '69159.37',
  '77867.15',
  '71475.44',
  '62684.65',
  '83808.71',
  '85928.82',
  '65727.00',
];
