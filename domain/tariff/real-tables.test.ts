import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ParkDay } from '../time/instant.ts';
import { nextDay, parkDay, weekdayOf } from '../time/park-day.ts';
import { minuteOfDayFromText } from '../time/time-of-day.ts';
import { calendarFromHolidayCn, dayKindsOf, type HolidayList, holidayNamesOf } from './calendar.ts';
import { checkTariffVersion } from './check.ts';
import { dayPlan } from './day-plan.ts';
import { PERIODS, type Period, type PeriodRule } from './tariff.ts';
import { hubei, SHANDONG_RULES, SHANGHAI_RULES, version } from './testing/tariffs.ts';
import { touTablesFromCsv } from './testing/tou-csv.ts';
import { tilingOf } from './tiling.ts';

/** Real tables lie beside the repository; they are read in place and never part of it. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const present = existsSync(DATA);
const why = present ? '' : ' (skipped: there is no ../shared/data beside the repository)';

const tables = present ? touTablesFromCsv(readFileSync(`${DATA}tariffs/cn_tou_periods.csv`, 'utf8')) : [];
const lists = present
  ? readdirSync(`${DATA}holidays`).map((file) => JSON.parse(readFileSync(`${DATA}holidays/${file}`, 'utf8')) as HolidayList)
  : [];
const calendar = calendarFromHolidayCn(...lists);

const ZONE = 'Asia/Shanghai';
const YEARS = [2024, 2025, 2026];
const daysOf = (year: number): readonly ParkDay[] => {
  const days: ParkDay[] = [];
  for (let day = parkDay(`${year}-01-01`); day < `${year + 1}`; day = nextDay(day)) days.push(day);
  return days;
};
const rulesOf = (name: string): readonly PeriodRule[] => {
  const found = tables.find((table) => table.name.startsWith(name));
  if (!found) throw new Error(`no table of ${name}`);
  return found.rules;
};
const periodAt = (rules: readonly PeriodRule[], local: string): Period | undefined => {
  const [day = '', time = ''] = local.split(' ');
  return PERIODS[dayPlan(version({ rules }), parkDay(day), ZONE, calendar).periods[(minuteOfDayFromText(time) ?? 0) / 15] ?? -1];
};

describe.skipIf(!present)(`the State Council lists${why}`, () => {
  // 104 days of weekends; 11 statutory holidays until 2024, 13 from 2025 (国务院令第795号). 2024 is a leap year.
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('leave %d its %d working days', (year, workdays) => {
    expect(daysOf(year).filter((day) => dayKindsOf(day, calendar).includes('workday'))).toHaveLength(workdays);
  });

  test('make up only on weekends, and name every day off', () => {
    for (const { day, off } of calendar.values()) {
      if (!off) expect(weekdayOf(day)).toBeGreaterThanOrEqual(6);
      expect(holidayNamesOf(day, calendar).length > 0).toBe(off);
    }
  });

  test('hold every holiday each year, also where two fall together', () => {
    for (const year of YEARS) {
      const names = new Set(daysOf(year).flatMap((day) => holidayNamesOf(day, calendar)));
      expect([...names].toSorted()).toEqual(['中秋节', '元旦', '劳动节', '国庆节', '春节', '清明节', '端午节'].toSorted());
    }
  });
});

describe.skipIf(!present)(`period tables of the provinces${why}`, () => {
  test('every area of the collection is read: 33, four of them with a second table', () => {
    expect(new Set(tables.map(({ name }) => name.split(' ')[0])).size).toBe(33);
    expect(tables).toHaveLength(37);
  });

  test.each(tables)('$name tiles every day of the year: no gap, and no peak against valley', ({ rules }) => {
    expect(tilingOf(rules)).toEqual({ overlaps: [], gaps: [] });
    expect(checkTariffVersion(version({ rules }))).toEqual([]);
  });

  test.each<[string, readonly PeriodRule[]]>([
    ['山东', SHANDONG_RULES],
    ['上海 沪发改价管[2022]50号,沪发改价管[2024]28号', SHANGHAI_RULES],
    ['湖北', hubei().rules],
  ])('%s: the collected table and the one written from the notice give every quarter of an hour of three years alike', (name, written) => {
    const collected = tables.find((table) => table.name === name) ?? { rules: rulesOf(name) };
    for (const day of YEARS.flatMap(daysOf)) {
      const periods = dayPlan(version({ rules: written }), day, ZONE, calendar).periods;
      expect(dayPlan(version({ rules: collected.rules }), day, ZONE, calendar).periods, day).toEqual(periods);
    }
  });

  test.each([
    ['浙江', '2025-01-28 09:45', 'criticalPeak'],
    ['浙江', '2025-01-28 10:00', 'deepValley'],
    ['浙江', '2025-01-27 10:00', 'criticalPeak'],
    ['浙江', '2026-02-16 13:00', 'deepValley'],
    ['浙江', '2026-02-14 13:00', 'peak'],
    ['黑龙江', '2026-11-20 05:15', 'valley'],
    ['黑龙江', '2026-11-20 05:30', 'flat'],
    ['黑龙江', '2026-11-20 11:15', 'peak'],
    ['黑龙江', '2026-11-20 23:30', 'valley'],
    ['江西', '2026-07-01 20:15', 'peak'],
    ['江西', '2026-07-01 20:30', 'criticalPeak'],
    ['江苏', '2026-04-20 01:45', 'flat'],
    ['江苏', '2026-04-20 02:00', 'valley'],
    ['福建', '2026-11-20 12:30', 'flat'],
    ['福建', '2026-08-20 11:30', 'criticalPeak'],
    ['广东', '2026-11-20 11:30', 'peak'],
  ])('%s: %s is %s', (area, local, expected) => {
    expect(periodAt(rulesOf(area), local)).toBe(expected);
  });

  test.each([
    ['2025-05-31 00:00', 'deepValley', '端午节, a Saturday'],
    ['2025-02-08 00:00', 'valley', 'a Saturday worked for 春节'],
    ['2025-10-06 23:00', 'deepValley', '国庆节、中秋节'],
    ['2025-07-05 00:00', 'valley', 'a Saturday of July'],
    ['2026-01-01 23:45', 'deepValley', '元旦, whatever the month'],
  ])('上海, large industry: %s is %s (%s)', (local, expected) => {
    expect(periodAt(SHANGHAI_RULES, local)).toBe(expected);
  });
});
