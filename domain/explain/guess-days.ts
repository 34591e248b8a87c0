import { dayKindsOf } from '../tariff/calendar.ts';
import type { Calendar } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays } from '../time/park-day.ts';

/**
 * By what a day to come is guessed. `dayKinds`: the mean of its kind (workdays; rest days and holidays) over the last 28 days; `allDays`: one mean
 * of all of them, since one kind is not there twice; `none`: nothing to go by.
 */
export type ForecastMethod = 'dayKinds' | 'allDays' | 'none';

export interface DaysSeen {
  readonly today: ParkDay;
  /** First day with anything that is known: days before it do not count as unused. */
  readonly since: ParkDay;
  readonly calendar: Calendar;
}

/** What days came to: charges, or whole Wh (litres); a day without is left out or zero. */
export type DaySeries = ReadonlyMap<ParkDay, bigint>;

export interface Guess {
  readonly method: ForecastMethod;
  /** Days the means are taken over. */
  readonly over: number;
  /** What a day of a series is expected to come to. */
  readonly of: (series: DaySeries) => (day: ParkDay) => bigint;
}

const OVER_DAYS = 28;
const SAME_KIND_MIN = 2;

/** The days that are over and that the guess goes by: the same for whatever is guessed of them. */
export const guessDays = ({ today, since, calendar }: DaysSeen): Guess => {
  const isRest = (day: ParkDay): boolean => dayKindsOf(day, calendar).includes('restDay');
  const seen: ParkDay[] = [];
  for (let ago = OVER_DAYS; ago >= 1; ago--) if (addDays(today, -ago) >= since) seen.push(addDays(today, -ago));
  const rest = seen.filter(isRest);
  const work = seen.filter((day) => !isRest(day));
  const over = seen.length;
  if (over === 0) return { method: 'none', over, of: () => () => 0n };
  if (rest.length < SAME_KIND_MIN || work.length < SAME_KIND_MIN)
    return {
      method: 'allDays',
      over,
      of: (series) => {
        const all = mean(series, seen);
        return () => all;
      },
    };
  return {
    method: 'dayKinds',
    over,
    of: (series) => {
      const [ofRest, ofWork] = [mean(series, rest), mean(series, work)];
      return (day) => (isRest(day) ? ofRest : ofWork);
    },
  };
};

const mean = (series: DaySeries, days: readonly ParkDay[]): bigint =>
  days.reduce((sum, day) => sum + (series.get(day) ?? 0n), 0n) / BigInt(days.length);
