import { instantMs, type ParkDay, SLOT_MS } from '../time/instant.ts';
import { dayRange } from '../time/park-day.ts';
import { MINUTES_PER_DAY, minuteOfDayAt, timeOfDayText } from '../time/time-of-day.ts';
import type { Price } from '../units/money.ts';
import { createRatePlan } from './rate-plan.ts';
import { type Calendar, PERIODS, type Period, type TariffVersion } from './tariff.ts';

/** A stretch of a day in one period and at one price. */
export interface BandPiece {
  /** Park-local times of day as the clock shows them; the last ends at "24:00". */
  readonly from: string;
  readonly to: string;
  /** Quarters of an hour: more than the clock says over an hour that autumn repeats. */
  readonly slots: number;
  readonly period: Period;
  readonly price: Price;
}

/** A day by a version, as the stream would price it; null where a price by the clock leaves the day out. The version is taken to hold on it. */
export const dayBand = (
  version: TariffVersion,
  day: ParkDay,
  at: { readonly zone: string; readonly calendar: Calendar },
): readonly BandPiece[] | null => {
  const plan = createRatePlan({ versions: [{ ...version, validFrom: day }] }, at.zone, at.calendar);
  const { from, to } = dayRange(day, at.zone);
  const pieces: { from: string; to: string; slots: number; period: Period; price: Price }[] = [];
  for (let start = from; start < to; start = instantMs(start + SLOT_MS)) {
    const rate = plan.rateAt(start);
    if (rate === null) return null;
    const period = PERIODS[rate.period] ?? 'flat';
    const end = instantMs(start + SLOT_MS);
    const until = timeOfDayText(end >= to ? MINUTES_PER_DAY : minuteOfDayAt(end, at.zone));
    const last = pieces.at(-1);
    if (last && last.period === period && last.price === rate.price) {
      last.to = until;
      last.slots += 1;
    } else pieces.push({ from: timeOfDayText(minuteOfDayAt(start, at.zone)), to: until, slots: 1, period, price: rate.price });
  }
  return pieces;
};
