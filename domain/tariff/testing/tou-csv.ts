import type { Period, PeriodRule } from '../tariff.ts';
import { ranges } from './tariffs.ts';

/** The period table of one grid area (two where single-part users have their own), as cn_tou_periods.csv lists it. */
export interface TouTable {
  readonly name: string;
  readonly rules: readonly PeriodRule[];
}

/**
 * Reads the collected period tables: id, area, doc_no, period, hours, temperature_condition, months, weekend_months, holidays,
 * category_condition. Temperature triggers are left out; rows for large users stand with the table of their area.
 */
export const touTablesFromCsv = (text: string): readonly TouTable[] => {
  const tables = new Map<string, PeriodRule[]>();
  for (const line of text.trim().split(/\r?\n/).slice(1)) {
    const [, area = '', docNo = '', period = '', hours = '', , months = '', weekendMonths = '', holidays = '', category = ''] =
      fieldsOf(line);
    const name = [area, docNo, category.includes('单一制') ? '单一制' : ''].filter((part) => part !== '').join(' ');
    const rules = tables.get(name) ?? [];
    tables.set(name, rules);
    rules.push(...rulesOf({ period: periodFrom(period), hours, months, weekendMonths, holidays }));
  }
  return [...tables].map(([name, rules]) => ({ name, rules }));
};

interface Row {
  readonly period: Period;
  readonly hours: string;
  readonly months: string;
  readonly weekendMonths: string;
  readonly holidays: string;
}

const rulesOf = ({ period, hours, months, weekendMonths, holidays }: Row): readonly PeriodRule[] => {
  const base = { period, ranges: ranges(hours.replaceAll('及', ',')), ...(months === '' ? {} : { months: numbersOf(months) }) };
  if (holidays === '' && weekendMonths === '') return [base];
  return [
    ...(holidays === '' ? [] : [{ ...base, dayKind: 'holiday' as const, ...holidayNamesFrom(holidays) }]),
    ...(weekendMonths === '' ? [] : [{ ...base, dayKind: 'restDay' as const, months: numbersOf(weekendMonths) }]),
  ];
};

/** "3天及以上节假日" (holidays of three days or more) names none: which they are changes with the year. */
const holidayNamesFrom = (text: string): Pick<PeriodRule, 'holidayNames'> =>
  text.includes('天及以上') ? {} : { holidayNames: text.split(',') };

const numbersOf = (text: string): readonly number[] => text.split(',').map(Number);

const PERIOD_OF: Readonly<Record<string, Period>> = {
  sharp: 'criticalPeak',
  peak: 'peak',
  flat: 'flat',
  valley: 'valley',
  deep: 'deepValley',
};

const periodFrom = (text: string): Period => {
  const period = PERIOD_OF[text];
  if (!period) throw new RangeError(`"${text}" is no period`);
  return period;
};

/** Fields of a CSV line; quoted ones may hold commas. */
const fieldsOf = (line: string): readonly string[] =>
  line.match(/(?<=^|,)("[^"]*"|[^,]*)/g)?.map((field) => field.replaceAll('"', '')) ?? [];
