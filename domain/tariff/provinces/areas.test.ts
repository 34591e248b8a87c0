import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { contentFromFile, versionFromContent } from '../../park/tariff-content.ts';
import { nextDay, parkDay } from '../../time/park-day.ts';
import { calendarFromHolidayCn } from '../calendar.ts';
import { priceOf } from '../charge-lines.ts';
import { checkTariffVersion } from '../check.ts';
import { dayPlan } from '../day-plan.ts';
import type { PeriodRule } from '../tariff.ts';
import { hubei, version, yuan } from '../testing/tariffs.ts';
import { touTablesFromCsv } from '../testing/tou-csv.ts';
import { tilingOf } from '../tiling.ts';
import { AREAS, areaOf, sourceOf, versionOf } from './areas.ts';
import { onTop, percent, rulesFrom } from './template.ts';

describe('every template', () => {
  test('has a code of its own', () => {
    expect(new Set(AREAS.map(({ code }) => code)).size).toBe(AREAS.length);
  });

  test.each(AREAS)('$code tiles every day of the year and can come into force', ({ rules }) => {
    expect(tilingOf(rules)).toEqual({ overlaps: [], gaps: [] });
    expect(checkTariffVersion(version({ rules }))).toEqual([]);
  });

  test.each(AREAS)('$code names its notices, and says to check with the current one', (area) => {
    expect(area.documents.length).toBeGreaterThan(0);
    for (const document of area.documents) expect(document).toMatch(/^.+〔20\d\d〕\d+号$/);
    expect(sourceOf(area)).toContain('check with your current notice');
  });

  test.each(AREAS)('$code floats every period that its rules name, or says what is missing', ({ rules, floating, gaps }) => {
    const named = new Set(rules.map(({ period }) => period));
    named.delete('flat');
    if (floating.length === 0) expect(gaps.length).toBeGreaterThan(0);
    for (const { ppm, months } of floating) {
      const inMonths = rules.filter(
        (rule) => months === undefined || rule.months === undefined || rule.months.some((month) => months.includes(month)),
      );
      const needed = new Set(inMonths.map(({ period }) => period));
      needed.delete('flat');
      expect(new Set(Object.keys(ppm))).toEqual(needed);
    }
  });
});

test('of 37 tables 8 say all there is to say, and 17 what floats by how much', () => {
  expect(AREAS).toHaveLength(37);
  const complete = ['beijing', 'shaanxi', 'qinghai', 'xinjiang', 'fujian', 'jiangxi', 'hainan', 'yunnan'];
  expect(AREAS.filter(({ gaps }) => gaps.length === 0).map(({ code }) => code)).toEqual(complete);
  expect(AREAS.filter(({ floating }) => floating.length > 0)).toHaveLength(17);
});

describe('a version', () => {
  const component = (code: string, flat: string) => ({ code, name: { zh: code, en: code }, flat: yuan(flat) });

  test('of Hubei’s components is the published table of 2026-01', () => {
    const area = areaOf('hubei');
    const made =
      area &&
      versionOf(area, {
        validFrom: '2026-01-01',
        components: [
          component('purchase', '0.384470'),
          component('lineLoss', '0.013643'),
          component('td', '0.0884'),
          component('sysOp', '0.082273'),
          component('fund', '0.0452'),
        ],
      });
    if (!made) throw new Error('Hubei has floats');
    const read = versionFromContent({ id: 1, validFrom: made.validFrom, source: made.source, content: contentFromFile(made) });
    for (const period of ['valley', 'flat', 'peak', 'criticalPeak'] as const) expect(priceOf(read, period)).toBe(priceOf(hubei(), period));
  });

  test('rounds half up at the eighth decimal', () => {
    const area = areaOf('yunnan');
    const made =
      area &&
      versionOf(area, { validFrom: '2026-01-01', components: [component('purchase', '0.00000001'), component('td', '0.00000001')] });
    expect(made?.components.map(({ prices }) => [prices.peak, prices.valley])).toEqual([
      ['0.00000002', '0.00000001'],
      [undefined, undefined],
    ]);
  });

  test('takes the class of the customer and the month', () => {
    const peakOf = (code: string, validFrom: string, customers?: string) => {
      const area = areaOf(code);
      const made = area && versionOf(area, { validFrom, components: [component('purchase', '1')], ...(customers && { customers }) });
      return made?.components[0]?.prices.peak;
    };
    expect([peakOf('jiangsu', '2026-01-01'), peakOf('jiangsu', '2026-01-01', '100千伏安以下单一制')]).toEqual(['1.80000000', '1.60000000']);
    expect([peakOf('inner-mongolia-west', '2026-05-01'), peakOf('inner-mongolia-west', '2026-06-01')]).toEqual([
      '1.68000000',
      '1.54000000',
    ]);
    expect(peakOf('jiangsu', '2026-01-01', 'no such class')).toBeUndefined();
    expect(peakOf('henan', '2026-01-01')).toBeUndefined();
  });
});

test('a float on a float: 20 % above +60 % is +92 %, 25 % above +70 % is +112.5 %, 20 % below −52 % is −61.6 %', () => {
  expect([onTop(percent(60), 20), onTop(percent(70), 25), onTop(percent(-52), -20)]).toEqual([920_000, 1_125_000, -616_000]);
});

test('a line of a template is read as it is meant', () => {
  expect(rulesFrom('rest 2,3: deep 22-6', 'holiday 春节: valley 9-11:30', 'all: flat 0-24')).toEqual([
    { period: 'deepValley', ranges: [{ from: '22:00', to: '06:00' }], dayKind: 'restDay', months: [2, 3] },
    { period: 'valley', ranges: [{ from: '09:00', to: '11:30' }], dayKind: 'holiday', holidayNames: ['春节'] },
    { period: 'flat', ranges: [{ from: '00:00', to: '24:00' }] },
  ]);
  expect(() => rulesFrom('all: dear 0-24')).toThrow('no period');
});

/** Tables collected by others lie beside the repository; they are read in place and never part of it. */
const DATA = fileURLToPath(new URL('../../../../shared/data/tariffs/cn_tou_periods.csv', import.meta.url));
const present = existsSync(DATA);
const tables = present ? touTablesFromCsv(readFileSync(DATA, 'utf8')) : [];
const calendar = calendarFromHolidayCn({
  days: [
    { name: '春节', date: '2026-02-17', isOffDay: true },
    { name: '劳动节', date: '2026-05-01', isOffDay: true },
  ],
});

/** Where the collected table and the notice differ, the notice holds: 辽发改价格〔2023〕441号 has its critical peak in July and August, too. */
const CORRECTED = ['辽宁'];

describe.skipIf(!present)(`the collected tables${present ? '' : ' (skipped: there is no ../shared/data beside the repository)'}`, () => {
  test('are of 33 areas, each with a template', () => {
    expect(new Set(tables.map(({ name }) => name.split(' ')[0])).size).toBe(33);
    for (const { name } of tables) expect(templateOf(name), name).toBeDefined();
    expect(AREAS.filter((area) => !tables.some(({ name }) => templateOf(name) === area)).map(({ code }) => code)).toEqual([
      'zhejiang-2026',
    ]);
  });

  test.each(tables)('$name: every quarter of an hour of a year is that of our template', ({ name, rules }) => {
    const template = templateOf(name);
    if (!template) throw new Error(`no template of ${name}`);
    const differing = daysThatDiffer(template.rules, rules);
    if (!CORRECTED.includes(name.split(' ')[0] ?? '')) return expect(differing).toEqual([]);
    expect(new Set(differing.map((day) => day.slice(5, 7)))).toEqual(new Set(['07', '08']));
  });
});

const daysThatDiffer = (one: readonly PeriodRule[], other: readonly PeriodRule[]): readonly string[] => {
  const days: string[] = [];
  for (let day = parkDay('2026-01-01'); day < '2027'; day = nextDay(day)) {
    const planOf = (rules: readonly PeriodRule[]) => dayPlan(version({ rules }), day, 'Asia/Shanghai', calendar).periods.join();
    if (planOf(one) !== planOf(other)) days.push(day);
  }
  return days;
};

/** By the numbers of its notices, and the kind of customer where one notice has two tables. */
const templateOf = (name: string) => {
  const [area = '', documents = '', kind = ''] = name.split(' ');
  const digits = (text: string) => text.match(/\d+/g)?.join() ?? '';
  return AREAS.find(
    (template) =>
      template.area.zh.startsWith(area) &&
      (documents === '' || digits(documents) === digits(template.documents.join())) &&
      (documents === '' || area !== '上海' || template.code.endsWith('single') === (kind !== '')),
  );
};
