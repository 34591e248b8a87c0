import type { ParkDay } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { DatedTiers, TierTerms, TierWindow } from './tier-window.ts';

/** A surcharge of a tariff by what an account has used in a window: residential tiers, water tiers, over-quota. */
export interface TariffStep {
  /** The bill line's component. */
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly window: TierWindow;
  /** What limits are: whole Wh (litres) of a household, or thousandths of a percent of the account's quota. */
  readonly of: 'limits' | 'quota';
  /** In order of `from`; `prices` are surcharges. */
  readonly versions: readonly DatedTiers[];
}

/** What a tier is called on bills and screens; `tier` from 0. */
export const tierNameOf = ({ name }: TariffStep, tier: number): { readonly zh: string; readonly en: string } => ({
  zh: `${name.zh} 第${tier + 1}档`,
  en: `${name.en}, tier ${tier + 1}`,
});

/** A tier's component on a bill's line: its step and its own number, from 1. */
export const tierCodeOf = ({ code }: TariffStep, tier: number): string => `${code}#${tier + 1}`;

/** What an account's steps are reckoned with. */
export interface StepTerms {
  readonly households: number;
  readonly waterQuota: Quantity | null;
  readonly openedOn: ParkDay;
}

/** A step as one account has it; null where it hangs on a quota that the account has none of. */
export const tierTermsOf = (step: TariffStep, { households, waterQuota, openedOn }: StepTerms): TierTerms | null => {
  if (step.of === 'limits') return { window: step.window, versions: step.versions, households, since: openedOn };
  if (waterQuota === null) return null;
  return { window: step.window, households: 1, versions: step.versions.map((version) => scaled(version, waterQuota)) };
};

const scaled = (version: DatedTiers, quota: Quantity): DatedTiers => {
  const limitsOf = (shares: readonly Quantity[]) => shares.map((share) => quantity(Math.floor((quota * share) / WHOLE_QUOTA)));
  const seasons = version.seasons?.map(({ months, limits }) => ({ months, limits: limitsOf(limits) }));
  return { ...version, limits: limitsOf(version.limits), ...(seasons ? { seasons } : {}) };
};

/** 100 % in thousandths of a percent. */
const WHOLE_QUOTA = 100_000;

export interface SteppedTariff {
  readonly steps?: readonly TariffStep[];
  readonly versions: readonly { readonly validFrom: ParkDay }[];
}

/**
 * Days on which steps or prices of some tariffs with steps change: uses between two of them, within a month, may be summed up before they are
 * priced, and lie under one version of the tariff.
 */
export const stepCutsOf = (tariffs: readonly SteppedTariff[]): readonly ParkDay[] => {
  const days = tariffs.flatMap(({ steps = [], versions }) => [
    ...versions.map(({ validFrom }) => validFrom),
    ...steps.flatMap((step) => step.versions.map(({ from }) => from)),
  ]);
  return [...new Set(days)].sort();
};

/** The stretch a day lies in, by its first day: one month, one version of every step. */
export const stretchOf = (cuts: readonly ParkDay[], day: ParkDay): ParkDay => {
  const first = parkDay(`${day.slice(0, 7)}-01`);
  const cut = cuts.findLast((one) => one <= day);
  if (cut === undefined || cut < first) return first;
  return cut;
};
