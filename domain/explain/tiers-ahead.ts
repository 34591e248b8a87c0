import { type SteppedDays, stepDays } from '../tiers/step-days.ts';
import type { DayUse } from '../tiers/tier-window.ts';
import type { ParkDay } from '../time/instant.ts';
import { addDays, parkDay } from '../time/park-day.ts';
import { quantity } from '../units/quantity.ts';
import type { DaySeries, Guess } from './guess-days.ts';

export interface AheadOf {
  readonly today: ParkDay;
  /** The last day that is looked at. */
  readonly to: ParkDay;
  readonly guess: Guess;
}

/** What tiers add by day, 1e-11 yuan: to what is used, and to what is expected to be. */
export interface TiersAhead {
  readonly used: (day: ParkDay) => bigint;
  readonly expected: (day: ParkDay) => bigint;
}

/**
 * The surcharges of the days to come: each day's expected use at its place in the window, after what is used already, by the same parts as a bill's
 * (`stepDays`). Uses are those of the month from its beginning at least; today counts by what is expected of it, or used where that is more.
 */
export const tiersAhead = (stepped: readonly SteppedDays[], { today, to, guess }: AheadOf): TiersAhead => {
  const month = parkDay(`${today.slice(0, 7)}-01`);
  const used = new Map<ParkDay, bigint>();
  const expected = new Map<ParkDay, bigint>();
  for (const one of stepped) {
    addCharges(used, one, month);
    addCharges(expected, { ...one, uses: [...one.uses, ...toCome(one.uses, { today, to, guess })] }, month);
  }
  return { used: (day) => used.get(day) ?? 0n, expected: (day) => expected.get(day) ?? 0n };
};

const addCharges = (sums: Map<ParkDay, bigint>, stepped: SteppedDays, from: ParkDay): void => {
  for (const { day, charge } of stepDays(stepped, from)) sums.set(day, (sums.get(day) ?? 0n) + charge);
};

/** What a day is expected to use beyond what it has. */
const toCome = (uses: readonly DayUse[], { today, to, guess }: AheadOf): readonly DayUse[] => {
  const series = seriesOf(uses);
  const expectedOf = guess.of(series);
  const ahead: DayUse[] = [];
  for (let day = today; day <= to; day = addDays(day, 1)) {
    const more = expectedOf(day) - (series.get(day) ?? 0n);
    if (more > 0n) ahead.push({ day, used: quantity(Number(more)) });
  }
  return ahead;
};

/** Whole Wh (litres) by day. */
export const seriesOf = (uses: readonly DayUse[]): DaySeries => {
  const series = new Map<ParkDay, bigint>();
  for (const { day, used } of uses) series.set(day, (series.get(day) ?? 0n) + BigInt(used));
  return series;
};
