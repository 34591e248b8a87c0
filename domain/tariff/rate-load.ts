import type { DayUse } from '../tiers/tier-window.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from '../time/instant.ts';
import { createDayClock, dayRange, monthOf, monthRange, type ParkMonth } from '../time/park-day.ts';
import { minuteOfDayAt } from '../time/time-of-day.ts';
import { chargeOf, type Exact, exact, type Price } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { type DayPlan, dayPlan } from './day-plan.ts';
import type { BookVersion, PriceBook } from './price-book.ts';
import { type DatedVector, priceAt, vectorOn } from './price-vector.ts';
import { PERIODS, type Period } from './tariff.ts';

/** What a meter counted, interval by interval; columns of one length, in order of time. Gaps are allowed. */
export interface Load {
  /** 15, 30 or 60 minutes. */
  readonly stepMs: number;
  readonly starts: readonly InstantMs[];
  readonly wh: readonly number[];
  readonly varh: readonly number[] | null;
}

/** What a component charges for the use of one period under one version. */
export interface EnergyLine {
  readonly component: string;
  readonly period: Period;
  readonly versionFrom: ParkDay;
  readonly used: Quantity;
  /** Null where the price follows the clock. */
  readonly price: Price | null;
  readonly charge: Exact;
}

export interface MonthEnergy {
  readonly month: ParkMonth;
  readonly intervals: number;
  /** How many intervals the month has. */
  readonly expected: number;
  readonly usedWh: Quantity;
  readonly reactiveVarh: Quantity | null;
  /** The largest mean power of an interval: a block maximum, never above what a meter's sliding window shows (DOMAIN 2.5). */
  readonly maxDemandW: number;
  readonly maxDemandAt: InstantMs;
  /** Energy of intervals in which the price changed: dealt out by time (DOMAIN 1.6). */
  readonly estimatedWh: Quantity;
  readonly lines: readonly EnergyLine[];
  readonly days: readonly DayUse[];
}

export interface RatedLoad {
  readonly months: readonly MonthEnergy[];
  /** Days with use that no version or no vector prices; a bill with any is no bill. */
  readonly unpriced: readonly ParkDay[];
}

/** Deals a load into months and days of the customer's clock and prices every quarter of an hour, exactly. */
export const rateLoad = (book: PriceBook, load: Load): RatedLoad => {
  const clock = createDayClock(book.zone);
  const parts = load.stepMs / SLOT_MS;
  const months = new Map<ParkMonth, MonthSum>();
  const unpriced: ParkDay[] = [];
  let day: OpenDay | null = null;

  const open = (at: InstantMs): OpenDay => {
    const name = clock.dayOf(at);
    const month = monthOf(name);
    const sum = months.get(month) ?? newMonth(book, load, name);
    months.set(month, sum);
    const made = openDay(book, name, sum);
    if (made.priced === null && !unpriced.includes(name)) unpriced.push(name);
    return made;
  };

  for (const [index, start] of load.starts.entries()) {
    const wh = load.wh[index] ?? 0;
    let first: string | null = null;
    let mixed = false;
    for (let part = 0; part < parts; part++) {
      const at = instantMs(start + part * SLOT_MS);
      if (day === null || at < day.from || at >= day.to) day = open(at);
      if (part === 0) countInterval(day.month, { start, wh, varh: load.varh?.[index] ?? 0, stepMs: load.stepMs });
      const price = addSlot(day, at, roundedShare(wh, part + 1, parts) - roundedShare(wh, part, parts));
      first ??= price;
      mixed ||= price !== first;
    }
    if (mixed && day !== null) day.month.estimatedWh += wh;
  }
  return { months: [...months].map(([month, sum]) => monthEnergy(month, sum, load)), unpriced };
};

/** wh x part / parts, half up: the quarters of an hour of an interval add up to it. */
const roundedShare = (wh: number, part: number, parts: number): number => Math.floor((2 * wh * part + parts) / (2 * parts));

interface MonthSum {
  readonly expected: number;
  readonly byVersion: Map<BookVersion, VersionSum>;
  readonly days: Map<ParkDay, number>;
  intervals: number;
  usedWh: number;
  varh: number;
  maxDemandW: number;
  maxDemandAt: InstantMs;
  estimatedWh: number;
}

interface VersionSum {
  /** By index of PERIODS. */
  readonly wh: number[];
  /** By vector, then by index of PERIODS. */
  readonly charges: bigint[][];
}

interface OpenDay extends DayPlan {
  readonly day: ParkDay;
  readonly month: MonthSum;
  readonly priced: { readonly sum: VersionSum; readonly key: string; readonly prices: readonly (readonly Price[])[] } | null;
}

const newMonth = (book: PriceBook, load: Load, day: ParkDay): MonthSum => {
  const { from, to } = monthRange(day, book.zone);
  return {
    expected: Math.round((to - from) / load.stepMs),
    byVersion: new Map(),
    days: new Map(),
    intervals: 0,
    usedWh: 0,
    varh: 0,
    maxDemandW: 0,
    maxDemandAt: from,
    estimatedWh: 0,
  };
};

const openDay = (book: PriceBook, day: ParkDay, month: MonthSum): OpenDay => {
  const version = book.versions.findLast(({ validFrom }) => validFrom <= day) ?? null;
  if (version === null) return { ...dayRange(day, book.zone), periods: new Uint8Array(0), day, month, priced: null };
  const plan = dayPlan(version, day, book.zone, book.calendar);
  const vectors = version.vectors.map((component) => vectorOn(component, day, book.calendar));
  if (vectors.includes(null)) return { ...plan, day, month, priced: null };
  const sum = month.byVersion.get(version) ?? { wh: PERIODS.map(() => 0), charges: version.vectors.map(() => PERIODS.map(() => 0n)) };
  month.byVersion.set(version, sum);
  const prices = vectors.map((vector) => (vector === null ? [] : slotPrices(vector, plan, book.zone)));
  return { ...plan, day, month, priced: { sum, key: `${version.validFrom} `, prices } };
};

/** By slot of the day, after the park's clock. */
const slotPrices = (vector: DatedVector, { from, periods }: DayPlan, zone: string): readonly Price[] =>
  Array.from(periods, (_, slot) => priceAt(vector, minuteOfDayAt(instantMs(from + slot * SLOT_MS), zone)));

const countInterval = (
  month: MonthSum,
  { start, wh, varh, stepMs }: { readonly start: InstantMs; readonly wh: number; readonly varh: number; readonly stepMs: number },
): void => {
  month.intervals += 1;
  month.varh += varh;
  const watts = wh * (HOUR_MS / stepMs);
  if (watts > month.maxDemandW) {
    month.maxDemandW = watts;
    month.maxDemandAt = start;
  }
};

/** Adds a quarter of an hour to its sums; what its price is, for comparing. */
const addSlot = ({ from, periods, day, month, priced }: OpenDay, at: InstantMs, wh: number): string => {
  month.usedWh += wh;
  month.days.set(day, (month.days.get(day) ?? 0) + wh);
  if (priced === null) return '';
  const slot = (at - from) / SLOT_MS;
  const period = periods[slot] ?? 0;
  priced.sum.wh[period] = (priced.sum.wh[period] ?? 0) + wh;
  let key = priced.key + period;
  for (const [index, prices] of priced.prices.entries()) {
    const price = prices[slot];
    const charges = priced.sum.charges[index];
    if (price === undefined || charges === undefined) throw new RangeError(`price vector: slot ${slot} of ${day} has no price`);
    charges[period] = (charges[period] ?? 0n) + BigInt(wh) * price;
    key += ` ${price}`;
  }
  return key;
};

const monthEnergy = (month: ParkMonth, sum: MonthSum, load: Load): MonthEnergy => ({
  month,
  intervals: sum.intervals,
  expected: sum.expected,
  usedWh: quantity(sum.usedWh),
  reactiveVarh: load.varh === null ? null : quantity(sum.varh),
  maxDemandW: sum.maxDemandW,
  maxDemandAt: sum.maxDemandAt,
  estimatedWh: quantity(sum.estimatedWh),
  lines: [...sum.byVersion].flatMap(([version, of]) => linesOf(version, of)),
  days: Array.from(sum.days, ([day, used]) => ({ day, used: quantity(used) })),
});

/** Periods that were used, each with every component. */
const linesOf = (version: BookVersion, { wh, charges }: VersionSum): readonly EnergyLine[] =>
  PERIODS.flatMap((period, index) => {
    const used = quantity(wh[index] ?? 0);
    if (used === 0) return [];
    const line = { period, versionFrom: version.validFrom, used };
    return [
      ...version.components.map(({ code, prices }) => ({
        ...line,
        component: code,
        price: prices[period],
        charge: chargeOf(used, prices[period]),
      })),
      ...version.vectors.map(({ code }, vector) => ({
        ...line,
        component: code,
        price: null,
        charge: exact(charges[vector]?.[index] ?? 0n),
      })),
    ];
  });
