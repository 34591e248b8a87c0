import { describe, expect, test } from 'vitest';
import { AREAS } from '#domain/tariff/provinces/areas.ts';
import { type AreaRequest, areaFile, areasText } from './area-file.ts';
import { rateFiles } from './rate-files.ts';

const HUBEI: AreaRequest = {
  area: 'hubei',
  from: '2026-01-01',
  flat: ['purchase=0.384470', 'lineLoss=0.013643', 'td=0.0884', 'sysOp=0.082273', 'fund=0.0452'],
};
const textOf = (request: AreaRequest): string => {
  const made = areaFile(request);
  return made.type === 'file' ? made.text : made.says;
};
const rate = (tariff: string) =>
  rateFiles({ load: 'start,kWh\n2026-01-15 18:00,1000\n2026-01-15 19:00,1000\n', tariff, format: 'csv', maxDemand: [] });

test('a template and a month’s flat prices make a tariff that rates: two hours of critical peak at 1.012099 delivered', () => {
  const result = rate(textOf(HUBEI));
  const lines = result.type === 'rated' ? result.text.split('\n').slice(1) : [];
  const [purchase] = lines.filter((line) => line.includes('purchase'));
  expect(purchase).toContain(',criticalPeak,,2026-01-01,2000.000,kWh,0.76894000,');
  const exact = lines.map((line) => BigInt(line.split(',')[9]?.replace('.', '') ?? '0')).reduce((sum, charge) => sum + charge, 0n);
  expect(exact).toBe(2_000_000n * 101_209_900n);
});

test('where the floats are not known, the prices left to fill in are refused until they are', () => {
  const result = rate(textOf({ ...HUBEI, area: 'henan' }));
  expect(result.type === 'refused' && result.says).toContain('versions[0].components[0].prices.peak  SHAPE');
});

describe('asked wrongly, it says what is asked for', () => {
  test.each<[string, Partial<AreaRequest>]>([
    ['--areas tells which there are', { area: 'atlantis' }],
    ['as purchase=0.384470', { flat: ['purchase'] }],
    ['--area needs --flat', { flat: [] }],
    ['two-part | single-part, 100 kVA and above', { area: 'jiangsu', customers: 'farms' }],
  ])('%s', (says, change) => {
    const made = areaFile({ ...HUBEI, ...change });
    expect(made.type === 'misused' && made.says).toContain(says);
  });
});

test('the list names every template with its notices, and what it lacks', () => {
  const text = areasText();
  for (const { code, documents, gaps } of AREAS) {
    for (const word of [code, ...documents, ...gaps.map(({ en }) => en)]) expect(text).toContain(word);
  }
});
