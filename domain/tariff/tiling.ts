import { timeOfDayText } from '../time/time-of-day.ts';
import { type DayFacts, isForHolidays, piecesOf, QUARTERS_PER_DAY, ruleApplies } from './day-rules.ts';
import type { DayKind, Period, PeriodRule } from './tariff.ts';

/** Two rules that claim the same time, one for a dear and one for a cheap period: no priority decides between them. */
export interface Overlap {
  /** Indices of the rules, the earlier first. */
  readonly rules: readonly [number, number];
  readonly date: string;
  readonly kind: DayKind;
  /** "08:00": the first quarter of an hour both claim. */
  readonly at: string;
}

/** Time no rule names. It is flat by the rules of the table; where flat is named elsewhere on that day it is likely a slip. */
export interface Gap {
  readonly date: string;
  readonly kind: DayKind;
  readonly from: string;
  readonly to: string;
}

/**
 * The 24-hour check of DOMAIN 1.6 over every distinct day of a leap year: each date as a workday, a rest day, a holiday of each name the
 * rules speak of and one of none of them. Each pair of rules and each gap is told once, with the first day it shows on.
 */
export const tilingOf = (rules: readonly PeriodRule[]): { readonly overlaps: readonly Overlap[]; readonly gaps: readonly Gap[] } => {
  const overlaps = new Map<string, Overlap>();
  const gaps = new Map<string, Gap>();
  for (const { facts, applying } of distinctDays(rules)) {
    const kind = facts.kinds.at(-1) ?? 'anyDay';
    const claims = claimsOf(rules, applying);
    for (const [quarter, claimants] of claims.entries()) {
      for (const pair of contradictions(rules, claimants)) {
        if (overlaps.has(pair.join())) continue;
        overlaps.set(pair.join(), { rules: pair, date: facts.date, kind, at: timeOfDayText(quarter * 15) });
      }
    }
    for (const [from, to] of unclaimed(claims)) {
      const gap = { date: facts.date, kind, from: timeOfDayText(from * 15), to: timeOfDayText(to * 15) };
      const key = `${gap.from}-${gap.to}`;
      if (!gaps.has(key)) gaps.set(key, gap);
    }
  }
  return { overlaps: [...overlaps.values()], gaps: [...gaps.values()] };
};

interface DistinctDay {
  readonly facts: DayFacts;
  /** Indices of the rules that apply. */
  readonly applying: readonly number[];
}

const distinctDays = (rules: readonly PeriodRule[]): Iterable<DistinctDay> => {
  const days = new Map<string, DistinctDay>();
  for (const facts of everyDay(rules)) {
    const applying = rules.flatMap((rule, index) => (ruleApplies(rule, facts) ? [index] : []));
    const key = applying.join();
    if (!days.has(key)) days.set(key, { facts, applying });
  }
  return days.values();
};

const everyDay = function* (rules: readonly PeriodRule[]): Iterable<DayFacts> {
  const names = [...new Set(rules.flatMap((rule) => rule.holidayNames ?? []))];
  for (const date of rules.some((rule) => rule.dates) ? DATES : FIRSTS) {
    yield { date, kinds: ['anyDay', 'workday'], holidays: [] };
    yield { date, kinds: ['anyDay', 'restDay'], holidays: [] };
    yield { date, kinds: ['anyDay', 'restDay', 'holiday'], holidays: [] };
    for (const name of names) yield { date, kinds: ['anyDay', 'restDay', 'holiday'], holidays: [name] };
  }
};

/** "01-01".."12-31" with 02-29. */
const DATES: readonly string[] = Array.from({ length: 366 }, (_, days) =>
  Temporal.PlainDate.from('2024-01-01').add({ days }).toString().slice(5),
);
/** Where no rule names dates, a month's days are alike. */
const FIRSTS = DATES.filter((date) => date.endsWith('-01'));

/** For each quarter of an hour the rules that speak of it; rules for holidays silence the others. */
const claimsOf = (rules: readonly PeriodRule[], applying: readonly number[]): readonly (readonly number[])[] => {
  const claims = Array.from({ length: QUARTERS_PER_DAY }, (): number[] => []);
  for (const index of applying) {
    for (const [first, end] of (rules[index]?.ranges ?? []).flatMap(piecesOf)) {
      for (const claimants of claims.slice(first, end)) claimants.push(index);
    }
  }
  return claims.map((claimants) => {
    const holiday = claimants.filter((index) => isHolidayRule(rules[index]));
    return holiday.length > 0 ? holiday : claimants;
  });
};

const isHolidayRule = (rule: PeriodRule | undefined): boolean => rule !== undefined && isForHolidays(rule);

const contradictions = (rules: readonly PeriodRule[], claimants: readonly number[]): readonly (readonly [number, number])[] => {
  const dear = claimants.filter((index) => sideOf(rules[index]?.period) === 'dear');
  const cheap = claimants.filter((index) => sideOf(rules[index]?.period) === 'cheap');
  return dear.flatMap((one) => cheap.map((other) => [Math.min(one, other), Math.max(one, other)] as const));
};

const sideOf = (period: Period | undefined): 'dear' | 'cheap' | null => {
  if (period === 'peak' || period === 'criticalPeak') return 'dear';
  return period === 'valley' || period === 'deepValley' ? 'cheap' : null;
};

/** Runs of quarters of an hour nobody claims. */
const unclaimed = (claims: readonly (readonly number[])[]): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (const [quarter, claimants] of claims.entries()) {
    if (claimants.length > 0) continue;
    const run = runs.at(-1);
    if (run && run[1] === quarter) run[1] = quarter + 1;
    else runs.push([quarter, quarter + 1]);
  }
  return runs;
};
