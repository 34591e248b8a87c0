import { chargeOf, type Exact, type Price, price } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';
import type { Period, TariffVersion } from './tariff.ts';

/** The delivered price of a period: the sum of its components. */
export const priceOf = (version: TariffVersion, period: Period): Price =>
  price(version.components.reduce((sum, component) => sum + component.prices[period], 0n));

export interface ChargeLine {
  readonly component: string;
  readonly price: Price;
  readonly charge: Exact;
}

/** What each component of a version charges for a quantity in one period, exactly: the lines sum to quantity x delivered price. */
export const linesOf = (version: TariffVersion, period: Period, used: Quantity): readonly ChargeLine[] =>
  version.components.map(({ code, prices }) => ({ component: code, price: prices[period], charge: chargeOf(used, prices[period]) }));
