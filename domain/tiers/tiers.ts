import { chargeOf, type Exact, exact, type Price } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/**
 * 阶梯: what is used within a window up to and including each limit has the price of its own step. Prices are yuan per kWh (m³), either the
 * whole price or a surcharge on top of period prices (+0.05, +0.30: DOMAIN 4.3).
 */
export interface Tiers {
  /** Ascending; one fewer than prices. Whole Wh (litres) cumulated in the window. */
  readonly limits: readonly Quantity[];
  readonly prices: readonly Price[];
}

/** The part of a use that lies in one tier. */
export interface TierPart {
  /** From 0. */
  readonly tier: number;
  readonly used: Quantity;
  readonly price: Price;
  readonly charge: Exact;
}

/**
 * A use that follows `before` already used in the window, cut at the limits: never the whole of a reading at the tier of its end, which
 * overcharges (DOMAIN 0.11). The parts add up to the use. What a window costs is a function of its total alone, so its readings may come in
 * any order and any pieces.
 */
export const splitByTier = ({ limits, prices }: Tiers, before: Quantity, used: Quantity): readonly TierPart[] => {
  if (used < 0 || before < 0) throw new RangeError(`tiers: ${used} used after ${before} is nothing that tiers price`);
  const end = before + used;
  return prices.flatMap((price, tier) => {
    const from = tier === 0 ? 0 : (limits[tier - 1] ?? 0);
    const to = limits[tier] ?? Number.POSITIVE_INFINITY;
    const within = Math.min(end, to) - Math.max(before, from);
    if (within <= 0) return [];
    const part = quantity(within);
    return [{ tier, used: part, price, charge: chargeOf(part, price) }];
  });
};

/** The charge of a use that follows `before`. */
export const tierCharge = (tiers: Tiers, before: Quantity, used: Quantity): Exact =>
  exact(splitByTier(tiers, before, used).reduce((sum, { charge }) => sum + charge, 0n));

export type TiersFault = 'LIMITS_AND_PRICES' | 'LIMITS_UNORDERED' | 'PRICES_FALL';

/** Why steps must not come into force; prices that fall would make using more cheaper. */
export const tiersFaults = ({ limits, prices }: Tiers): readonly TiersFault[] => {
  const faults: TiersFault[] = [];
  if (prices.length !== limits.length + 1) faults.push('LIMITS_AND_PRICES');
  if (limits.some((limit, index) => limit <= (limits[index - 1] ?? 0))) faults.push('LIMITS_UNORDERED');
  if (prices.some((price, index) => index > 0 && price < (prices[index - 1] ?? price))) faults.push('PRICES_FALL');
  return faults;
};
