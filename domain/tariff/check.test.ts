import { describe, expect, test } from 'vitest';
import type { ParkDay } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import { price } from '../units/money.ts';
import { checkTariff, checkTariffVersion } from './check.ts';
import type { PeriodRule, TariffVersion } from './tariff.ts';
import { component, hubei, rule, SHANDONG_RULES, SHANGHAI_RULES, samePrice, shandong, tariff, version } from './testing/tariffs.ts';

const faultsOf = (change: Partial<TariffVersion>): readonly string[] =>
  checkTariffVersion(version(change)).map(({ path, code }) => `${path} ${code}`);
const faultsOfRules = (...rules: readonly PeriodRule[]): readonly string[] => faultsOf({ rules });

test('the tables of three provinces are without fault', () => {
  expect(checkTariff(shandong())).toEqual([]);
  expect(checkTariffVersion(hubei())).toEqual([]);
  expect(faultsOf({ rules: SHANDONG_RULES })).toEqual([]);
  expect(faultsOf({ rules: SHANGHAI_RULES })).toEqual([]);
});

describe('a version is refused, by the place of the fault', () => {
  test.each<[string, Partial<TariffVersion>, string]>([
    ['a date that is none', { validFrom: '2026-02-30' as ParkDay }, 'validFrom BAD_DAY'],
    ['no source', { source: ' ' }, 'source NO_SOURCE'],
    ['no component', { components: [] }, 'components NO_COMPONENTS'],
    [
      'a component twice',
      { components: ['td', 'fund', 'td'].map((code) => component(code, samePrice(price(1n)))) },
      'components[2].code DUPLICATE_COMPONENT',
    ],
    ['a demand price below zero', { demandPrice: price(-1n) }, 'demandPrice NEGATIVE_PRICE'],
  ])('%s', (_what, change, expected) => {
    expect(faultsOf(change)).toEqual([expected]);
  });

  test.each<[string, PeriodRule, readonly string[]]>([
    ['no range', { period: 'peak', ranges: [] }, ['rules[0].ranges NO_RANGES']],
    ['a time that is none', rule('peak', '8:00-11:00'), ['rules[0].ranges[0].from BAD_TIME']],
    [
      'a minute off the quarters',
      rule('peak', '07:00-08:00,08:10-11:20'),
      ['rules[0].ranges[1].from NOT_A_QUARTER', 'rules[0].ranges[1].to NOT_A_QUARTER'],
    ],
    ['an empty range', rule('peak', '08:00-08:00'), ['rules[0].ranges[0].to EMPTY_RANGE']],
    ['a range that starts at the end of the day', rule('peak', '24:00-08:00'), ['rules[0].ranges[0].from BAD_TIME']],
    [
      'a month that is none',
      rule('peak', '08:00-11:00', { months: [0, 12, 13] }),
      ['rules[0].months[0] BAD_MONTH', 'rules[0].months[2] BAD_MONTH'],
    ],
    ['a month twice', rule('peak', '08:00-11:00', { months: [7, 8, 7] }), ['rules[0].months[2] BAD_MONTH']],
    ['no month at all', rule('peak', '08:00-11:00', { months: [] }), ['rules[0].months BAD_MONTH']],
    [
      'dates that are none',
      rule('peak', '08:00-11:00', { dates: { from: '02-30', to: '7-15' } }),
      ['rules[0].dates.from BAD_DATE', 'rules[0].dates.to BAD_DATE'],
    ],
    [
      'names of holidays on any day',
      rule('peak', '08:00-11:00', { holidayNames: ['春节'] }),
      ['rules[0].holidayNames NAMES_WITHOUT_HOLIDAY'],
    ],
    [
      'holidays without a name',
      rule('peak', '08:00-11:00', { dayKind: 'holiday', holidayNames: [] }),
      ['rules[0].holidayNames NAMES_WITHOUT_HOLIDAY'],
    ],
  ])('%s', (_what, made, expected) => {
    expect(faultsOfRules(made)).toEqual(expected);
  });

  test('29 February, 24:00 and ranges over midnight are in order', () => {
    expect(
      faultsOfRules(
        rule('valley', '22:00-06:00', { dates: { from: '02-29', to: '02-29' } }),
        rule('peak', '20:00-24:00', { months: [5] }),
        rule('peak', '23:00-00:00', { months: [6] }),
      ),
    ).toEqual([]);
  });
});

describe('peak against valley is a fault', () => {
  test('told once, with the first day and time it shows on', () => {
    expect(
      checkTariffVersion(version({ rules: [rule('valley', '22:00-08:00'), rule('peak', '07:30-11:00', { months: [3, 4] })] })),
    ).toEqual([{ path: 'rules[1].ranges', code: 'OVERLAP', detail: 'peak against valley of rules[0] at 07:30 on 03-01 (workday)' }]);
  });

  test.each<[string, PeriodRule, PeriodRule, number]>([
    ['critical peak against valley', rule('criticalPeak', '06:00-08:00'), rule('valley', '00:00-07:00'), 1],
    ['peak against deep valley', rule('peak', '06:00-08:00'), rule('deepValley', '00:00-07:00'), 1],
    ['critical peak within peak', rule('peak', '06:00-12:00'), rule('criticalPeak', '08:00-09:00'), 0],
    ['deep valley within valley', rule('valley', '06:00-12:00'), rule('deepValley', '08:00-09:00'), 0],
    ['anything within flat', rule('flat', '00:00-24:00'), rule('deepValley', '08:00-09:00'), 0],
    ['touching ranges', rule('peak', '08:00-12:00'), rule('valley', '12:00-14:00'), 0],
    ['over midnight', rule('valley', '23:00-07:00'), rule('peak', '05:00-08:00'), 1],
    ['in different months', rule('valley', '08:00-12:00', { months: [1, 2] }), rule('peak', '08:00-12:00', { months: [3] }), 0],
    [
      'on different kinds of day',
      rule('valley', '08:00-12:00', { dayKind: 'restDay' }),
      rule('peak', '08:00-12:00', { dayKind: 'workday' }),
      0,
    ],
    ['on workdays only', rule('valley', '08:00-12:00', { dayKind: 'workday' }), rule('peak', '08:00-12:00'), 1],
    [
      'on one day of the year',
      rule('valley', '08:00-12:00', { dates: { from: '05-07', to: '06-30' } }),
      rule('peak', '08:00-12:00', { dates: { from: '01-01', to: '05-07' } }),
      1,
    ],
    [
      'on neighbouring days of the year',
      rule('valley', '08:00-12:00', { dates: { from: '05-08', to: '06-30' } }),
      rule('peak', '08:00-12:00', { dates: { from: '01-01', to: '05-07' } }),
      0,
    ],
    ['a holiday over all days', rule('deepValley', '08:00-12:00', { dayKind: 'holiday' }), rule('peak', '08:00-12:00'), 0],
    [
      'two rules of one holiday',
      rule('deepValley', '08:00-12:00', { dayKind: 'holiday', holidayNames: ['春节'] }),
      rule('peak', '08:00-12:00', { dayKind: 'holiday' }),
      1,
    ],
    [
      'two holidays',
      rule('deepValley', '08:00-12:00', { dayKind: 'holiday', holidayNames: ['春节'] }),
      rule('peak', '08:00-12:00', { dayKind: 'holiday', holidayNames: ['国庆节'] }),
      0,
    ],
  ])('%s: %3$d', (_what, first, second, expected) => {
    expect(faultsOfRules(first, second)).toHaveLength(expected);
  });
});

test('versions of a tariff follow each other, and their faults name them', () => {
  const faults = checkTariff(
    tariff([
      version({ validFrom: parkDay('2026-02-01') }),
      version({ validFrom: parkDay('2026-02-01'), rules: [rule('peak', '08:00-08:00')] }),
      version({ validFrom: parkDay('2026-01-01') }),
    ]),
  );
  expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'versions[1].validFrom VERSIONS_UNORDERED',
    'versions[2].validFrom VERSIONS_UNORDERED',
    'versions[1].rules[0].ranges[0].to EMPTY_RANGE',
  ]);
  expect(checkTariff(tariff([])).map(({ code }) => code)).toEqual(['NO_VERSIONS']);
});
