import { chargeOf, type Exact, exact, type Price, price } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';

/**
 * How a two-part tariff charges for being able to draw (DOMAIN 2.2). Capacity is what is connected: transformers and high-voltage motors,
 * in whole VA. Prices are per kW (demand) or kVA (capacity) and month: W x 1e-8 yuan/kW = 1e-11 yuan, so charges are exact.
 */
export type DemandTerms =
  /** 按变压器容量. Never discounted by the 260 rule. */
  | { readonly type: 'capacity'; readonly price: Price; readonly capacityVA: number }
  /** 按合同最大需量: the contract is paid, and what exceeds 105 % of it twice. */
  | { readonly type: 'contract'; readonly price: Price; readonly capacityVA: number; readonly contractW: number }
  /** 按实际最大需量. */
  | { readonly type: 'actual'; readonly price: Price; readonly capacityVA: number };

/** What a month showed. */
export interface DemandMonth {
  /** Maximum demand, whole W, primary side; from the meter's own register where it has one (DOMAIN 2.5). */
  readonly maxDemandW: number;
  /** Of all points of the customer. */
  readonly usedWh: number;
}

export interface DemandCharge {
  readonly charge: Exact;
  /** Per kW (kVA), after the discount. */
  readonly price: Price;
  /** By the 260 rule. */
  readonly discounted: boolean;
}

export const demandCharge = (terms: DemandTerms, month: DemandMonth): DemandCharge => {
  if (terms.type === 'capacity')
    return { charge: chargeOf(quantity(terms.capacityVA), terms.price), price: terms.price, discounted: false };
  const discounted = month.usedWh >= DISCOUNT_FROM_KWH_PER_KVA * terms.capacityVA && terms.capacityVA > 0;
  const applied = discounted ? price((terms.price * 9n) / 10n) : terms.price;
  const charge = terms.type === 'actual' ? chargeOf(quantity(month.maxDemandW), applied) : contractCharge(terms, month.maxDemandW, applied);
  return { charge, price: applied, discounted };
};

/** 达到 260 千瓦时及以上: reached is enough; kWh per kVA is Wh per VA. The price is then 90 %. */
const DISCOUNT_FROM_KWH_PER_KVA = 260;

/** C·p + max(0, MD − 1.05·C)·2p. Hundredths of a watt keep 1.05·C whole; the division is exact for every price with up to six decimals. */
const contractCharge = (terms: { readonly contractW: number; readonly capacityVA: number }, maxDemandW: number, at: Price): Exact => {
  const contractW = billedContractW(terms);
  const overCentiW = BigInt(maxDemandW) * 100n - BigInt(contractW) * 105n;
  const over = overCentiW > 0n ? (overCentiW * at * 2n) / 100n : 0n;
  return exact(chargeOf(quantity(contractW), at) + over);
};

/** The contract demand that is paid: never below 40 % of the capacity connected, rounded up to a whole W. */
export const billedContractW = ({ contractW, capacityVA }: { readonly contractW: number; readonly capacityVA: number }): number =>
  Math.max(contractW, Math.ceil((capacityVA * 2) / 5));
