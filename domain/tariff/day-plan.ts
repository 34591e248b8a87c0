import { instantMs, type ParkDay, SLOT_MS } from '../time/instant.ts';
import { dayRange, type InstantRange } from '../time/park-day.ts';
import { minuteOfDayAt } from '../time/time-of-day.ts';
import { dayFactsOf, piecesOf, QUARTERS_PER_DAY, rankOf, ruleApplies } from './day-rules.ts';
import { type Calendar, PERIODS, type PeriodRule, type TariffVersion } from './tariff.ts';

/** The period of each slot of one park day. */
export interface DayPlan extends InstantRange {
  /** Index of PERIODS at (slotStart - from) / SLOT_MS; 92 or 100 slots on days the clock changes by an hour. */
  readonly periods: Uint8Array;
}

/**
 * Periods follow what the park's clock shows: an hour that autumn repeats has its period twice, an hour that spring skips has none.
 * Time no rule names is flat.
 */
export const dayPlan = (version: TariffVersion, day: ParkDay, zone: string, calendar: Calendar): DayPlan => {
  const { from, to } = dayRange(day, zone);
  const quarters = quartersOf(version.rules, day, calendar);
  const slots = (to - from) / SLOT_MS;
  if (slots === QUARTERS_PER_DAY) return { from, to, periods: quarters };
  const periods = new Uint8Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    periods[slot] = quarters[Math.floor(minuteOfDayAt(instantMs(from + slot * SLOT_MS), zone) / 15)] ?? FLAT;
  }
  return { from, to, periods };
};

const FLAT = PERIODS.indexOf('flat');

/** The period of each quarter of an hour that the park's clock shows on a day. */
const quartersOf = (rules: readonly PeriodRule[], day: ParkDay, calendar: Calendar): Uint8Array => {
  const quarters = new Uint8Array(QUARTERS_PER_DAY).fill(FLAT);
  const facts = dayFactsOf(day, calendar);
  const applying = rules.filter((rule) => ruleApplies(rule, facts)).toSorted((a, b) => rankOf(a) - rankOf(b));
  for (const rule of applying) {
    const period = PERIODS.indexOf(rule.period);
    for (const range of rule.ranges) for (const [first, end] of piecesOf(range)) quarters.fill(period, first, end);
  }
  return quarters;
};
