import type { ParkDay } from '../time/instant.ts';
import type { Exact, Price } from '../units/money.ts';
import type { Medium, Quantity } from '../units/quantity.ts';
import { stepParts } from './step-parts.ts';
import { type StepTerms, type TariffStep, tierCodeOf, tierNameOf } from './steps.ts';
import type { DayUse } from './tier-window.ts';

/** What a step adds to a day's use, for the part of it that lies in one of its tiers. */
export interface StepDay {
  readonly day: ParkDay;
  readonly medium: Medium;
  /** As the bill's line has it: "tier#2". */
  readonly component: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Of the day's use, in the tier: whole Wh (litres). */
  readonly used: Quantity;
  /** Per kWh (m³). */
  readonly price: Price;
  /** 1e-11 yuan. */
  readonly charge: Exact;
}

/** What an account used by one tariff with steps, day by day. */
export interface SteppedDays {
  readonly medium: Medium;
  readonly steps: readonly TariffStep[];
  readonly terms: StepTerms;
  /** The whole of each window that is asked about, from its first day on. */
  readonly uses: readonly DayUse[];
}

/**
 * Surcharges on the days that they arose, from `from` on: the very parts that a balance and a bill are reckoned with (`stepParts`), so that the days of
 * a month sum to its lines exactly. In order of days, and within one by step and tier.
 */
export const stepDays = ({ medium, steps, terms, uses }: SteppedDays, from: ParkDay): readonly StepDay[] =>
  stepParts(steps, terms, uses)
    .filter(({ day }) => day >= from)
    .map(({ day, step, tier, used, price, charge }) => ({
      day,
      medium,
      component: tierCodeOf(step, tier),
      name: tierNameOf(step, tier),
      used,
      price,
      charge,
    }))
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
