import type { Fee } from '../fees/fee.ts';
import type { PowerFactorTerms } from '../power-factor/power-factor.ts';
import type { TierTerms } from '../tiers/tier-window.ts';
import type { VectorComponent } from './price-vector.ts';
import type { Calendar, TariffVersion } from './tariff.ts';
import type { TwoPartBook } from './two-part.ts';

/** A version whose components are priced by period, by the clock, or some each way. */
export interface BookVersion extends TariffVersion {
  readonly vectors: readonly VectorComponent[];
}

export interface NamedFee {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly fee: Fee;
}

/** Everything a customer of electricity can be charged by: what `npm run rate` reads, and what a month of a load is rated with. */
export interface PriceBook {
  /** IANA zone of the customer's clock. */
  readonly zone: string;
  readonly calendar: Calendar;
  /** By validFrom, ascending. */
  readonly versions: readonly BookVersion[];
  readonly twoPart: TwoPartBook | null;
  readonly powerFactor: PowerFactorTerms | null;
  /** Surcharges per kWh on top of the components. */
  readonly tiers: TierTerms | null;
  readonly fees: readonly NamedFee[];
}
