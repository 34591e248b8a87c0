import type { Period } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Exact, exact, roundToFen, yuanFromFen } from '#domain/units/money.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { exactOf } from '../format/money.ts';
import { PERIODS } from '../format/periods.ts';
import type { TierLine, UseLine, UseLines } from '../rpc/shapes.ts';

/** What was used in a period of the day's prices, and its charge. */
export interface PeriodUse {
  readonly period: Period;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** Rounded once, for the screen; the bill rounds its own lines. */
  readonly yuan: string;
}

/** What a tier added: of the use beside it, not more use. */
export interface TierUse {
  /** As on the bill: "tier#2". */
  readonly component: string;
  readonly name: TierLine['name'];
  /** Whole Wh (litres) in the tier. */
  readonly quantity: number;
  /** Yuan per kWh (m³) more; null where it changed in between. */
  readonly price: string | null;
  readonly charge: Exact;
}

/** Of the quarters of an hour that have ended. */
export interface Use {
  readonly quantity: number;
  /** Of the periods, and of the tiers. */
  readonly charge: Exact;
  /** Cheap to dear, those with use only. */
  readonly periods: readonly PeriodUse[];
  /** Those that were reached. */
  readonly tiers: readonly TierUse[];
}

export interface UseOf extends UseLines {
  readonly medium: Medium;
  readonly mediumOf: (point: string) => Medium;
  /** Absent: all days of the lines. */
  readonly day?: ParkDay;
}

/** Adds up accruals: each part of a price repeats the quantity it was multiplied with, which counts once. */
export const sumUse = ({ lines, tiers, medium, mediumOf, day }: UseOf): Use => {
  const quantities = new Map<Period | null, number>();
  const charges = new Map<Period | null, bigint>();
  let row: UseLine | null = null;
  const parts = new Set<string>();
  for (const line of lines) {
    if (mediumOf(line.point) !== medium || (day !== undefined && line.day !== day)) continue;
    if (row === null || !isOneRow(row, line) || parts.has(line.component)) {
      quantities.set(line.period, (quantities.get(line.period) ?? 0) + line.quantity);
      parts.clear();
      row = line;
    }
    parts.add(line.component);
    charges.set(line.period, (charges.get(line.period) ?? 0n) + exactOf(line.chargeYuan));
  }
  const reached = sumTiers(tiers.filter((tier) => tier.medium === medium && (day === undefined || tier.day === day)));
  return {
    quantity: [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0),
    charge: exact([...charges.values(), ...reached.map(({ charge }) => charge)].reduce((sum, charge) => sum + charge, 0n)),
    periods: PERIODS.flatMap((period) => {
      const quantity = quantities.get(period) ?? 0;
      return quantity === 0 ? [] : [{ period, quantity, yuan: yuanOf(exact(charges.get(period) ?? 0n)) }];
    }),
    tiers: reached,
  };
};

const sumTiers = (lines: readonly TierLine[]): readonly TierUse[] => {
  const tiers = new Map<string, TierUse>();
  for (const { component, name, quantity, price, chargeYuan } of lines) {
    const known = tiers.get(component) ?? { component, name, quantity: 0, price, charge: exact(0n) };
    tiers.set(component, {
      ...known,
      quantity: known.quantity + quantity,
      price: known.price === price ? price : null,
      charge: exact(known.charge + exactOf(chargeYuan)),
    });
  }
  return [...tiers.values()].sort((a, b) => (a.component < b.component ? -1 : 1));
};

export const yuanOf = (charge: Exact): string => yuanFromFen(roundToFen(charge));

const isOneRow = (a: UseLine, b: UseLine): boolean =>
  a.day === b.day && a.point === b.point && a.period === b.period && a.quantity === b.quantity;

/**
 * The periods of a day or month with what is used and not yet closed: the board's live figure less the closed quarters, in the period that
 * runs now. Never negative: a list that was asked a moment after the board's figure may be ahead of it.
 */
export const withOpen = (periods: readonly PeriodUse[], open: number, now: Period | null): readonly Omit<PeriodUse, 'yuan'>[] => {
  if (open <= 0 || now === null) return periods;
  return PERIODS.flatMap((period) => {
    const quantity = (periods.find((use) => use.period === period)?.quantity ?? 0) + (period === now ? open : 0);
    return quantity === 0 ? [] : [{ period, quantity }];
  });
};
