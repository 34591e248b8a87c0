import { dayKindsOf } from '../tariff/calendar.ts';
import type { Calendar } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf } from '../time/park-day.ts';
import { type Exact, exact } from '../units/money.ts';

/**
 * By what a day to come is guessed. `dayKinds`: the mean of its kind (workdays; rest days and holidays) over the last 28 days; `allDays`: one mean
 * of all of them, since one kind is not there twice; `none`: nothing to go by.
 */
export type ForecastMethod = 'dayKinds' | 'allDays' | 'none';

export interface ForecastQuestion {
  readonly today: ParkDay;
  /** Charges of days that are over, 1e-11 yuan; a day without use is left out or zero. */
  readonly days: ReadonlyMap<ParkDay, bigint>;
  /** First day with any charge that is known: days before it do not count as unused. */
  readonly since: ParkDay;
  /** What today has come to so far. */
  readonly soFar: bigint;
  readonly calendar: Calendar;
  /** What is left, 1e-11 yuan; null: of no interest. */
  readonly available: bigint | null;
}

export interface Forecast {
  readonly method: ForecastMethod;
  /** Days the means were taken over. */
  readonly over: number;
  readonly monthSoFar: Exact;
  /** The whole month; null without a method. */
  readonly monthEnd: Exact | null;
  /** Whole days from today on that what is left lasts; null where it lasts beyond a year, or nothing is known. */
  readonly daysLeft: number | null;
  /** The day on which it runs out. */
  readonly emptyOn: ParkDay | null;
}

const OVER_DAYS = 28;
const SAME_KIND_MIN = 2;
const DAYS_AHEAD_MAX = 366;

/** What the running month will come to, and how long what is left lasts. A guess that says how it was made; nothing is booked by it. */
export const forecastMonth = (question: ForecastQuestion): Forecast => {
  const { today, days, soFar, available } = question;
  const { method, over, meanOf } = methodOf(question);
  const closed = [...days].reduce((sum, [day, charge]) => (monthOf(day) === monthOf(today) && day < today ? sum + charge : sum), 0n);
  const monthSoFar = exact(closed + soFar);
  if (method === 'none') return { method, over, monthSoFar, monthEnd: null, daysLeft: null, emptyOn: null };
  const restOfToday = max(meanOf(today) - soFar, 0n);
  let monthEnd = monthSoFar + restOfToday;
  for (let day = addDays(today, 1); monthOf(day) === monthOf(today); day = addDays(day, 1)) monthEnd += meanOf(day);
  return {
    method,
    over,
    monthSoFar,
    monthEnd: exact(monthEnd),
    ...lasting(today, available, (day) => (day === today ? restOfToday : meanOf(day))),
  };
};

const lasting = (today: ParkDay, available: bigint | null, costOf: (day: ParkDay) => bigint): Pick<Forecast, 'daysLeft' | 'emptyOn'> => {
  if (available === null) return { daysLeft: null, emptyOn: null };
  let left = available;
  for (let ahead = 0, day = today; ahead <= DAYS_AHEAD_MAX; ahead++, day = addDays(day, 1)) {
    left -= costOf(day);
    if (left <= 0n && (costOf(day) > 0n || available <= 0n)) return { daysLeft: ahead, emptyOn: day };
  }
  return { daysLeft: null, emptyOn: null };
};

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const methodOf = ({ today, days, since, calendar }: ForecastQuestion) => {
  const seen: { readonly rest: boolean; readonly charge: bigint }[] = [];
  for (let ago = OVER_DAYS; ago >= 1; ago--) {
    const day = addDays(today, -ago);
    if (day >= since) seen.push({ rest: isRest(day, calendar), charge: days.get(day) ?? 0n });
  }
  const rest = seen.filter((day) => day.rest);
  const work = seen.filter((day) => !day.rest);
  const over = seen.length;
  if (over === 0) return { method: 'none' as const, over, meanOf: () => 0n };
  if (rest.length < SAME_KIND_MIN || work.length < SAME_KIND_MIN) return { method: 'allDays' as const, over, meanOf: () => mean(seen) };
  const [ofRest, ofWork] = [mean(rest), mean(work)];
  return { method: 'dayKinds' as const, over, meanOf: (day: ParkDay) => (isRest(day, calendar) ? ofRest : ofWork) };
};

const isRest = (day: ParkDay, calendar: Calendar): boolean => dayKindsOf(day, calendar).includes('restDay');

const mean = (list: readonly { readonly charge: bigint }[]): bigint =>
  list.reduce((sum, { charge }) => sum + charge, 0n) / BigInt(list.length);
