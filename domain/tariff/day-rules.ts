import type { ParkDay } from '../time/instant.ts';
import { minuteOfDayFromText } from '../time/time-of-day.ts';
import { dayKindsOf, holidayNamesOf } from './calendar.ts';
import type { Calendar, DayKind, Period, PeriodRule, TimeRange } from './tariff.ts';

/** What the conditions of a rule look at. */
export interface DayFacts {
  /** "MM-DD". */
  readonly date: string;
  readonly kinds: readonly DayKind[];
  readonly holidays: readonly string[];
}

export const dayFactsOf = (day: ParkDay, calendar: Calendar): DayFacts => ({
  date: day.slice(5),
  kinds: dayKindsOf(day, calendar),
  holidays: holidayNamesOf(day, calendar),
});

export const ruleApplies = (rule: PeriodRule, { date, kinds, holidays }: DayFacts): boolean =>
  (rule.months?.includes(Number(date.slice(0, 2))) ?? true) &&
  (rule.dates === undefined || withinDates(date, rule.dates)) &&
  kinds.includes(rule.dayKind ?? 'anyDay') &&
  (rule.holidayNames?.some((name) => holidays.includes(name)) ?? true);

/** `from` after `to` runs over the end of the year: 12-15..01-31. */
const withinDates = (date: string, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  from <= to ? date >= from && date <= to : date >= from || date <= to;

export const QUARTERS_PER_DAY = 96;

/**
 * Where rules overlap the higher rank holds: criticalPeak over peak, deepValley over valley, either over flat; and a rule for holidays
 * over one for all days (Zhejiang's deep valley 10-14 of 春节 lies over its peak 8-11). Peak against valley is a fault that
 * `checkTariffVersion` finds; the order here only makes the answer the same whatever the order of the rules.
 */
export const rankOf = (rule: PeriodRule): number => PERIOD_RANK[rule.period] + (isForHolidays(rule) ? HOLIDAY_RANK : 0);

export const isForHolidays = (rule: PeriodRule): boolean => rule.dayKind === 'holiday';

const PERIOD_RANK: Readonly<Record<Period, number>> = { flat: 0, valley: 1, peak: 2, deepValley: 3, criticalPeak: 4 };
const HOLIDAY_RANK = 10;

/**
 * The quarters of an hour [from, to) of a day that a range covers, 0..96. `from` after `to` runs over midnight and means the two ends of
 * the same calendar day: 22:00-06:00 is 0-6 and 22-24 of each day the rule applies to.
 */
export const piecesOf = ({ from, to }: TimeRange): readonly (readonly [number, number])[] => {
  const first = quarterOf(from);
  const end = quarterOf(to);
  if (first < end) return [[first, end]];
  return [
    [0, end],
    [first, QUARTERS_PER_DAY],
  ];
};

/** Tables are checked before they are used: an edge off the quarters is a mistake of ours. */
const quarterOf = (text: string): number => {
  const minute = minuteOfDayFromText(text);
  if (minute === null || minute % 15 !== 0) throw new RangeError(`tariff: ${text} is no quarter of an hour`);
  return minute / 15;
};
