import type { DatedTiers, TierWindow } from './tier-window.ts';

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
