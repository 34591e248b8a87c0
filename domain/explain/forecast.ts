import type { Calendar } from '../tariff/tariff.ts';
import { type TwoPartBook, type TwoPartCharge, twoPartCharge } from '../tariff/two-part.ts';
import type { SteppedDays } from '../tiers/step-days.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf } from '../time/park-day.ts';
import { type Exact, exact } from '../units/money.ts';
import { type DaySeries, type ForecastMethod, type Guess, guessDays } from './guess-days.ts';
import { type TiersAhead, tiersAhead } from './tiers-ahead.ts';

export interface ForecastQuestion {
  readonly today: ParkDay;
  /** Charges of days that are over, 1e-11 yuan, without what tiers add; a day without use is left out or zero. */
  readonly days: DaySeries;
  /** First day with any charge that is known: days before it do not count as unused. */
  readonly since: ParkDay;
  /** What today has come to so far, without what tiers add. */
  readonly soFar: bigint;
  readonly calendar: Calendar;
  /** What is left, 1e-11 yuan; null: of no interest. */
  readonly available: bigint | null;
  /** What was used by each tariff with tiers, today so far among it, from the beginning of the windows that today lies in. */
  readonly stepped: readonly SteppedDays[];
  /** Of an account with a two-part contract of its own; null: it has none. */
  readonly secondPart: SecondPart | null;
}

/** What the second part of the month hangs on. */
export interface SecondPart {
  readonly book: TwoPartBook;
  /** The month's maximum so far, W. */
  readonly maxDemandW: number;
  /** Electricity by day, whole Wh, today so far among it: the month's sum decides the 260 rule. */
  readonly usedWh: DaySeries;
}

/** A month to its end. */
export interface ExpectedMonth {
  readonly energy: Exact;
  readonly tiers: Exact;
  /** With the maximum so far: a later peak makes more of it. Null: no second part, or no price for it. */
  readonly demand: ExpectedDemand | null;
}

export interface ExpectedDemand extends TwoPartCharge {
  /** The month's maximum so far, W. */
  readonly maxDemandW: number;
}

export interface Forecast {
  readonly method: ForecastMethod;
  /** Days the means were taken over. */
  readonly over: number;
  /** Of use, tiers among it. */
  readonly monthSoFar: Exact;
  /** Null without a method. */
  readonly monthEnd: ExpectedMonth | null;
  /** Whole days from today on that what is left lasts for use and its tiers; null where it lasts beyond a year, or nothing is known. */
  readonly daysLeft: number | null;
  /** The day on which it runs out. */
  readonly emptyOn: ParkDay | null;
}

const DAYS_AHEAD_MAX = 366;

/** What the running month will come to, and how long what is left lasts. A guess that says how it was made; nothing is booked by it. */
export const forecastMonth = (question: ForecastQuestion): Forecast => {
  const { today, days, soFar, available, stepped, secondPart } = question;
  const guess = guessDays(question);
  const { method, over } = guess;
  const [first, last] = boundsOf(today);
  // Without a method nothing is expected, and the tiers are those of what is used.
  const tiers = tiersAhead(stepped, { today, to: available === null ? last : addDays(today, DAYS_AHEAD_MAX), guess });
  const closed = [...days].reduce((sum, [day, charge]) => (day >= first && day < today ? sum + charge : sum), 0n);
  const tiersSoFar = sumOver(first, today, tiers.used);
  const monthSoFar = exact(closed + soFar + tiersSoFar);
  if (method === 'none') return { method, over, monthSoFar, monthEnd: null, daysLeft: null, emptyOn: null };
  const meanOf = guess.of(days);
  const restOfToday = max(meanOf(today) - soFar, 0n);
  const energyOf = (day: ParkDay): bigint => (day === today ? restOfToday : meanOf(day));
  const monthEnd = {
    energy: exact(closed + soFar + sumOver(today, last, energyOf)),
    tiers: exact(sumOver(first, last, tiers.expected)),
    demand: secondPart && expectedDemand(secondPart, { today, guess }),
  };
  return { method, over, monthSoFar, monthEnd, ...lasting(today, available, (day) => energyOf(day) + tiersToCome(tiers, day, today)) };
};

/** Of today, what it has not come to yet. */
const tiersToCome = ({ used, expected }: TiersAhead, day: ParkDay, today: ParkDay): bigint =>
  day === today ? expected(day) - used(day) : expected(day);

/** The month's second part, with the maximum so far and the use that is expected of the month. */
const expectedDemand = (
  { book, maxDemandW, usedWh }: SecondPart,
  { today, guess }: { readonly today: ParkDay; readonly guess: Guess },
): ExpectedDemand | null => {
  const [first, last] = boundsOf(today);
  const meanOf = guess.of(usedWh);
  const seenOn = (day: ParkDay): bigint => usedWh.get(day) ?? 0n;
  const whole = sumOver(first, last, (day) => (day < today ? seenOn(day) : max(meanOf(day), seenOn(day))));
  const charge = twoPartCharge(book, monthOf(today), { maxDemandW, usedWh: Number(whole) });
  return charge && { ...charge, maxDemandW };
};

/** The first and the last day of a day's month. */
const boundsOf = (today: ParkDay): readonly [ParkDay, ParkDay] => {
  let first = today;
  while (monthOf(addDays(first, -1)) === monthOf(today)) first = addDays(first, -1);
  let last = today;
  while (monthOf(addDays(last, 1)) === monthOf(today)) last = addDays(last, 1);
  return [first, last];
};

/** Both days included. */
const sumOver = (from: ParkDay, to: ParkDay, of: (day: ParkDay) => bigint): bigint => {
  let sum = 0n;
  for (let day = from; day <= to; day = addDays(day, 1)) sum += of(day);
  return sum;
};

const lasting = (today: ParkDay, available: bigint | null, costOf: (day: ParkDay) => bigint): Pick<Forecast, 'daysLeft' | 'emptyOn'> => {
  if (available === null) return { daysLeft: null, emptyOn: null };
  let left = available;
  for (let ahead = 0, day = today; ahead <= DAYS_AHEAD_MAX; ahead++, day = addDays(day, 1)) {
    const cost = costOf(day);
    left -= cost;
    if (left <= 0n && (cost > 0n || available <= 0n)) return { daysLeft: ahead, emptyOn: day };
  }
  return { daysLeft: null, emptyOn: null };
};

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
