import type { ParkDay } from '../time/instant.ts';
import { type Exact, exact } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { splitByTier, type Tiers } from './tiers.ts';

/** Over which time use is cumulated; a meter change carries the sum over, the first day of the next window starts at zero. */
export type TierWindow = 'month' | 'year';

/** Steps as an account has them. A new version of the steps (`from`) goes on with what the window has seen. */
export interface TierTerms {
  readonly window: TierWindow;
  /** In order of `from`. */
  readonly versions: readonly DatedTiers[];
  /** Households behind the meter: limits grow with them (一户一表 is 1; 合表 has a flat price and no tiers). */
  readonly households: number;
  /** First day of the account: in its first year, limits are those of the months left (x months / 12). */
  readonly since?: ParkDay;
}

export interface DatedTiers extends Tiers {
  readonly from: ParkDay;
  /** Other limits in some months, for monthly windows: Sichuan's 180 kWh are 260 in July to September. */
  readonly seasons?: readonly { readonly months: readonly number[]; readonly limits: readonly Quantity[] }[];
}

/** What was used on a day, or in a part of it. */
export interface DayUse {
  readonly day: ParkDay;
  readonly used: Quantity;
}

export interface TierLine {
  /** What lines are summed by: the window ("2026", "2026-11"), or the bill a day belongs to. */
  readonly group: string;
  readonly version: DatedTiers;
  readonly tier: number;
  readonly used: Quantity;
  readonly charge: Exact;
}

/** "2026" of a yearly window, "2026-11" of a monthly one. */
export const windowOf = (window: TierWindow, day: ParkDay): string => day.slice(0, window === 'year' ? 4 : 7);

/** The limits that hold for an account in the window of a day. */
export const tiersOn = (terms: TierTerms, version: DatedTiers, day: ParkDay): Tiers => {
  const month = Number(day.slice(5, 7));
  const season = terms.window === 'month' ? version.seasons?.find(({ months }) => months.includes(month)) : undefined;
  const [numerator, denominator] = shareOfYear(terms, day);
  const limits = (season?.limits ?? version.limits).map((limit) =>
    quantity(Math.round((limit * terms.households * numerator) / denominator)),
  );
  return { limits, prices: version.prices };
};

/** Months left of the first year, the month of moving in among them. */
const shareOfYear = ({ window, since }: TierTerms, day: ParkDay): readonly [number, number] =>
  window === 'year' && since !== undefined && since.slice(0, 4) === day.slice(0, 4) ? [13 - Number(since.slice(5, 7)), 12] : [1, 1];

/**
 * What each window (or each bill within it, by `groupOf`) used and owes by version and tier. Uses of one day may come in any pieces and any order; days are put in order here. A
 * day that no version covers has no tiers.
 */
export const tierLines = (
  terms: TierTerms,
  uses: Iterable<DayUse>,
  groupOf: (day: ParkDay) => string = (day) => windowOf(terms.window, day),
): readonly TierLine[] => {
  const lines = new Map<string, TierLine>();
  let window = '';
  let before = quantity(0);
  for (const { day, used } of byDay(uses)) {
    const version = terms.versions.findLast(({ from }) => from <= day);
    if (version === undefined) continue;
    if (windowOf(terms.window, day) !== window) before = quantity(0);
    window = windowOf(terms.window, day);
    for (const part of splitByTier(tiersOn(terms, version, day), before, used)) {
      const group = groupOf(day);
      const key = `${group} ${version.from} ${part.tier}`;
      const known = lines.get(key) ?? { group, version, tier: part.tier, used: quantity(0), charge: exact(0n) };
      lines.set(key, { ...known, used: quantity(known.used + part.used), charge: exact(known.charge + part.charge) });
    }
    before = quantity(before + used);
  }
  return [...lines.values()];
};

const byDay = (uses: Iterable<DayUse>): readonly DayUse[] => {
  const days = new Map<ParkDay, number>();
  for (const { day, used } of uses) days.set(day, (days.get(day) ?? 0) + used);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, used]) => ({ day, used: quantity(used) }));
};
