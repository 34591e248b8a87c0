import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { dayRange, parkDayOf } from '#domain/time/park-day.ts';

// Sample curves of a factory park: only what screenshots are taken of, never a test's truth.

export const ZONE = 'Asia/Shanghai';

type Anchors = readonly (readonly [hour: number, megawatts: number])[];

const TODAY: Anchors = [
  [0, 1.21],
  [2, 1.12],
  [5, 1.09],
  [6.4, 1.24],
  [7.4, 1.86],
  [8.4, 2.52],
  [9.6, 2.63],
  [10.2, 2.96],
  [11.4, 3.07],
  [12.1, 2.66],
  [12.8, 2.7],
  [13.3, 3.02],
  [14, 3.1],
  [14.6, 3.4],
  [15.2, 3.1],
  [15.8, 2.86],
  [16.3, 2.28],
  [17.2, 1.82],
  [18.8, 1.86],
  [19.4, 2.1],
  [21.2, 2.18],
  [22.6, 1.6],
  [24, 1.24],
];

const SPANS: readonly (readonly [Period, number, number])[] = [
  ['flat', 0, 10],
  ['valley', 10, 11],
  ['deepValley', 11, 14],
  ['valley', 14, 15],
  ['flat', 15, 16],
  ['peak', 16, 17],
  ['criticalPeak', 17, 19],
  ['peak', 19, 21],
  ['flat', 21, 24],
];

export const PRICES: Readonly<Record<Period, string>> = {
  deepValley: '0.17201234',
  valley: '0.26114321',
  flat: '0.57266875',
  peak: '0.88441111',
  criticalPeak: '1.01800000',
};

export const periodAt = (hour: number): Period => SPANS.find(([, from, to]) => hour >= from && hour < to)?.[0] ?? PERIODS[2];

/** The next change of period after an hour of the day. */
export const nextChange = (hour: number): { readonly period: Period; readonly hour: number } => {
  const next = SPANS.find(([, from]) => from > hour);
  return next ? { period: next[0], hour: next[1] } : { period: 'flat', hour: 24 };
};

/** Repeatable unrest, about ±1. */
export const ripple = (x: number, seed: number): number =>
  0.5 * Math.sin(x * 7.3 + seed) + 0.3 * Math.sin(x * 17.9 + seed * 2.1) + 0.2 * Math.sin(x * 41 + seed * 3.7);

/** W of the park at an hour of the day; `seed` tells days apart. */
export const parkW = (hour: number, seed: number): number => {
  const i = Math.max(
    1,
    TODAY.findIndex(([at]) => at >= hour),
  );
  const [t0, v0] = TODAY[i - 1] ?? [0, 1];
  const [t1, v1] = TODAY[i] ?? [24, 1];
  const mega = v0 + ((v1 - v0) * (hour - t0)) / (t1 - t0);
  return (mega * (1 - seed * 0.04) + ripple(hour, 1 + seed) * 0.04) * 1_000_000;
};

export interface SampleSlot {
  readonly start: InstantMs;
  readonly quantity: number | null;
  readonly quality: 'measured' | 'estimated' | null;
  readonly period: Period;
  readonly price: string;
}

/** 96 slots from midnight; what lies after `now` is not known. */
export const sampleSlots = (
  midnight: InstantMs,
  now: InstantMs,
  { share, seed }: { readonly share: number; readonly seed: number },
): SampleSlot[] =>
  Array.from({ length: 96 }, (_, i) => {
    const start = instantMs(midnight + i * SLOT_MS);
    const period = periodAt(i / 4);
    const past = start < now;
    const quantity = past ? Math.round((parkW(i / 4 + 0.125, seed) * share * SLOT_MS) / HOUR_MS) : null;
    return { start, quantity, quality: past ? (i >= 20 && i < 25 ? 'estimated' : 'measured') : null, period, price: PRICES[period] };
  });

/** The park's clock: hours since its midnight. */
export const hourOf = (now: InstantMs): number => (now - dayRange(parkDayOf(now, ZONE), ZONE).from) / HOUR_MS;
