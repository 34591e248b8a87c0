import { split } from '../allocation/split.ts';
import type { Period } from '../tariff/tariff.ts';

/** What a user used in one period. */
export interface PeriodUse {
  readonly key: string;
  readonly period: Period;
  readonly wh: bigint;
}

/** A quarter of an hour of the park: who drew what, and what of the roof's output stayed in the park. Whole Wh. */
export interface IntervalUse {
  readonly period: Period;
  readonly pvSelfWh: bigint;
  readonly loads: readonly { readonly key: string; readonly wh: bigint }[];
}

export interface PvUse {
  readonly key: string;
  readonly period: Period;
  readonly pvWh: bigint;
  readonly gridWh: bigint;
}

/**
 * pv_i(t) = min(load_i(t), PV_self(t) x load_i(t) / Σ load(t)) (DOMAIN 8.2), in whole Wh by largest remainder, summed by user and period. What
 * the roof gave beyond all loads of an interval served nobody measured and is left to nobody.
 */
export const pvByInterval = (intervals: readonly IntervalUse[]): readonly PvUse[] => {
  const sums = new Map<string, { key: string; period: Period; pvWh: bigint; gridWh: bigint }>();
  for (const { period, pvSelfWh, loads } of intervals) {
    const all = loads.reduce((sum, { wh }) => sum + wh, 0n);
    let served = pvSelfWh;
    if (served > all) served = all;
    const parts = split(
      served,
      loads.map(({ key, wh }) => ({ key, weight: wh })),
    );
    for (const { key, weight, amount } of parts?.parts ?? []) {
      const place = `${period} ${key}`;
      const sum = sums.get(place) ?? { key, period, pvWh: 0n, gridWh: 0n };
      sums.set(place, { ...sum, pvWh: sum.pvWh + amount, gridWh: sum.gridWh + weight - amount });
    }
  }
  return [...sums.values()];
};
