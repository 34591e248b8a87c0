import { type InstantMs, instantMs, type ParkDay, SLOT_MS, slotStartOf } from '../time/instant.ts';
import { createDayClock } from '../time/park-day.ts';
import { minuteOfDayAt } from '../time/time-of-day.ts';
import { type Price, price } from '../units/money.ts';
import { priceOf } from './charge-lines.ts';
import { type DayPlan, dayPlan } from './day-plan.ts';
import { priceAt, vectorOn } from './price-vector.ts';
import { type Calendar, PERIODS, type Period, type Tariff, type TariffVersion } from './tariff.ts';

/** What a unit used in a slot costs, and why. */
export interface Rate {
  readonly versionId: number;
  /** Index of PERIODS. */
  readonly period: number;
  /** Sum of the version's components, those by the clock at the slot's place. */
  readonly price: Price;
}

/** A tariff laid out in the time of one park. */
export interface RatePlan {
  /**
   * The rate of the slot an instant lies in; null before the tariff's first version, and on a day that a price by the clock leaves out. The same
   * object for the same version and period, or, where prices go by the clock, for the same slot of a kept day.
   */
  rateAt(at: InstantMs): Rate | null;
}

/** A month of late readings beside a year of re-rating; a kept day is some 100 bytes, since days of one shape share their periods. */
const DAYS_MAX = 512;

interface PricedDay extends DayPlan {
  /** By period, or by slot where `byClock`; null where nothing is priced. */
  readonly rates: readonly Rate[] | null;
  readonly byClock: boolean;
}

/** A version holds from park-local midnight of its `validFrom`. The calendar and the tariff are read once: make a new plan when either changes. */
export const createRatePlan = (tariff: Pick<Tariff, 'versions'>, zone: string, calendar: Calendar): RatePlan => {
  const clock = createDayClock(zone);
  const days = new Map<ParkDay, PricedDay>();
  const shapes = new Map<string, Uint8Array>();
  const ratesOf = new Map(tariff.versions.map((version) => [version, ratesOfVersion(version)]));
  let last: PricedDay = { from: instantMs(0), to: instantMs(0), periods: NO_PERIODS, rates: null, byClock: false };

  const pricedDay = (day: ParkDay): PricedDay => {
    const known = days.get(day);
    if (known) return known;
    if (days.size >= DAYS_MAX) {
      days.clear();
      shapes.clear();
    }
    const version = versionOn(tariff, day);
    const plan = version ? dayPlan(version, day, zone, calendar) : { ...clock.rangeOf(day), periods: NO_PERIODS };
    const shape = plan.periods.join();
    const periods = shapes.get(shape) ?? plan.periods;
    shapes.set(shape, periods);
    const rates = version ? (ratesOf.get(version) ?? null) : null;
    const byClock = version !== null && (version.vectors ?? []).length > 0;
    const slots = version && rates && byClock ? slotRates(version, { day, plan, rates }, { zone, calendar }) : rates;
    const made = { from: plan.from, to: plan.to, periods, rates: slots, byClock };
    days.set(day, made);
    return made;
  };

  return {
    rateAt: (at) => {
      if (at < last.from || at >= last.to) last = pricedDay(clock.dayOf(at));
      if (last.rates === null) return null;
      const slot = Math.floor((at - last.from) / SLOT_MS);
      return last.rates[last.byClock ? slot : (last.periods[slot] ?? FLAT)] ?? null;
    },
  };
};

const NO_PERIODS = new Uint8Array(0);
const FLAT = PERIODS.indexOf('flat');

/** The version in force on a park day: the last whose `validFrom` is not after it. Days compare as text. */
export const versionOn = (tariff: Pick<Tariff, 'versions'>, day: ParkDay): TariffVersion | null =>
  tariff.versions.findLast((version) => version.validFrom <= day) ?? null;

const ratesOfVersion = (version: TariffVersion): readonly Rate[] =>
  PERIODS.map((name, period) => ({ versionId: version.id, period, price: priceOf(version, name) }));

/** Each slot of a day at its period's price and the clock's; null where a vector has none for the day. */
const slotRates = (
  version: TariffVersion,
  { day, plan, rates }: { readonly day: ParkDay; readonly plan: DayPlan; readonly rates: readonly Rate[] },
  { zone, calendar }: { readonly zone: string; readonly calendar: Calendar },
): readonly Rate[] | null => {
  const found = (version.vectors ?? []).map((vector) => vectorOn(vector, day, calendar));
  const vectors = found.filter((vector) => vector !== null);
  if (vectors.length < found.length) return null;
  return Array.from(plan.periods, (period, slot) => {
    const rate = rates[period];
    if (rate === undefined) throw new RangeError(`rate plan: period ${period} of version ${version.id} has no rate`);
    const minute = minuteOfDayAt(instantMs(plan.from + slot * SLOT_MS), zone);
    return { ...rate, price: price(vectors.reduce<bigint>((sum, vector) => sum + priceAt(vector, minute), rate.price)) };
  });
};

/** The period and delivered price now, and the period that follows. */
export interface RateChange {
  readonly period: Period;
  readonly price: Price;
  readonly nextPeriod: Period;
  readonly nextAt: InstantMs;
}

/** Eight days of up to 25 hours: over a week of holidays to the next working day's table. */
const LOOK_AHEAD_SLOTS = 8 * 100;

/**
 * The next change of period after an instant; null before the tariff's first version and where no change comes within eight days
 * (a flat tariff, whose price `rateAt` tells). Asked once a slot, not once a reading.
 */
export const nextChange = (plan: RatePlan, at: InstantMs): RateChange | null => {
  const now = plan.rateAt(at);
  if (!now) return null;
  const start = slotStartOf(at);
  for (let slot = 1; slot <= LOOK_AHEAD_SLOTS; slot++) {
    const nextAt = instantMs(start + slot * SLOT_MS);
    const next = plan.rateAt(nextAt);
    if (next && next.period !== now.period) return { period: periodOf(now), price: now.price, nextPeriod: periodOf(next), nextAt };
  }
  return null;
};

const periodOf = (rate: Rate): Period => PERIODS[rate.period] ?? 'flat';
