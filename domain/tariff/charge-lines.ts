import { chargeOf, type Exact, exact, type Price, price } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';
import type { Period, TariffVersion } from './tariff.ts';

/** The delivered price of a period: the sum of its components, without one that is priced by the clock. */
export const priceOf = (version: TariffVersion, period: Period): Price =>
  price(version.components.reduce((sum, component) => sum + component.prices[period], 0n));

export interface ChargeLine {
  readonly component: string;
  readonly price: Price;
  readonly charge: Exact;
}

/** What was used in one period of a version, and what it was charged. */
export interface ChargedUse {
  readonly quantity: Quantity;
  readonly charge: Exact;
}

/**
 * A charge by components: those with a price of the period, and what is left of it for the one priced by the clock (null: no one price). Sums to
 * the charge where prices are what they were when it was made; always, where one goes by the clock.
 */
export const partsOfCharge = (
  version: TariffVersion,
  period: Period,
  { quantity, charge }: ChargedUse,
): readonly (Omit<ChargeLine, 'price'> & { readonly price: Price | null })[] => {
  const parts = linesOf(version, period, quantity);
  const [vector] = version.vectors ?? [];
  if (!vector) return parts;
  return [
    ...parts,
    { component: vector.code, price: null, charge: exact(parts.reduce<bigint>((rest, part) => rest - part.charge, charge)) },
  ];
};

/** The delivered price that a quarter of an hour was charged at; null where it used nothing, or was not charged at one price. */
export const slotPriceOf = (version: TariffVersion, period: Period, { quantity, charge }: ChargedUse): Price | null => {
  if (!version.vectors?.length) return priceOf(version, period);
  const used = BigInt(quantity);
  return used === 0n || charge % used !== 0n ? null : price(charge / used);
};

/** What each component of a version charges for a quantity in one period, exactly: the lines sum to quantity x delivered price. */
export const linesOf = (version: TariffVersion, period: Period, used: Quantity): readonly ChargeLine[] =>
  version.components.map(({ code, prices }) => ({ component: code, price: prices[period], charge: chargeOf(used, prices[period]) }));
