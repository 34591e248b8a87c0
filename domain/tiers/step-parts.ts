import type { ParkDay } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import type { Exact, Price } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';
import { type StepTerms, type TariffStep, tierTermsOf } from './steps.ts';
import { type DayUse, tierLines } from './tier-window.ts';

/** What a step adds for the part of a use that lies in one of its tiers. */
export interface StepPart {
  /** The day of the use that it is a part of. */
  readonly day: ParkDay;
  readonly step: TariffStep;
  /** From 0. */
  readonly tier: number;
  readonly used: Quantity;
  /** Per kWh (m³). */
  readonly price: Price;
  readonly charge: Exact;
}

/**
 * What the steps of a tariff add to an account's use: of each use, cut at the limits, by its place in the window. Uses of one day may come in any
 * pieces and any order, and days of one stretch (`stretchOf`) as one: what a window adds up to is a function of its sums alone, so that late data
 * ends where data in order would have. The whole of a window must be among the uses.
 */
export const stepParts = (steps: readonly TariffStep[], terms: StepTerms, uses: readonly DayUse[]): readonly StepPart[] =>
  steps.flatMap((step) => {
    const own = tierTermsOf(step, terms);
    if (own === null) return [];
    return tierLines(own, uses, (day) => day).flatMap(({ group, version, tier, used, charge }) => {
      const price = version.prices[tier];
      if (price === undefined) throw new RangeError(`steps: ${step.code} has no surcharge for tier ${tier}`);
      return charge === 0n ? [] : [{ day: parkDay(group), step, tier, used, price, charge }];
    });
  });
