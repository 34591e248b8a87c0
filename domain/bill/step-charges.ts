import { stepParts } from '../tiers/step-parts.ts';
import { type StepTerms, type TariffStep, tierCodeOf, tierNameOf } from '../tiers/steps.ts';
import type { ParkDay } from '../time/instant.ts';
import { monthOf } from '../time/park-day.ts';
import { exact } from '../units/money.ts';
import { type Medium, type Quantity, quantity } from '../units/quantity.ts';
import type { StepsOf, UseCharge, Versions } from './use-lines.ts';

/** What an account used by one tariff with steps, from the beginning of the year to the end of the month. */
export interface SteppedMonth {
  readonly medium: Medium;
  readonly steps: readonly TariffStep[];
  readonly terms: StepTerms;
  /** One for a stretch: a month, one version of the tariff and of its steps. */
  readonly uses: readonly SteppedUse[];
}

interface SteppedUse {
  readonly versionId: number;
  /** The first day of its stretch, and the days it was used on, both included. */
  readonly day: ParkDay;
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly used: Quantity;
}

/**
 * Surcharges as lines of a month: one for each tier that was reached, by its own number (`tier#2`), from what the window had seen before. A line has a
 * price where no change of the steps lies in it.
 */
export const stepCharges = ({ month, steps }: StepsOf, versions: Versions): readonly UseCharge[] => {
  const charges = new Map<string, UseCharge>();
  for (const one of steps) {
    const uses = new Map(one.uses.map((use) => [use.day, use]));
    for (const { day, step, tier, used, price, charge } of stepParts(one.steps, one.terms, one.uses)) {
      const use = uses.get(day);
      const version = use && versions.get(use.versionId);
      if (!use || !version || monthOf(day) !== month) continue;
      const component = tierCodeOf(step, tier);
      const lineKey = `${version.id}:all:${component}`;
      const known = charges.get(lineKey);
      charges.set(lineKey, {
        lineKey,
        version,
        component,
        name: tierNameOf(step, tier),
        period: null,
        quantity: quantity((known?.quantity ?? 0) + used),
        price: known && known.price !== price ? null : price,
        exact: exact((known?.exact ?? 0n) + charge),
        from: known && known.from < use.from ? known.from : use.from,
        to: known && known.to > use.to ? known.to : use.to,
      });
    }
  }
  return [...charges.values()];
};
