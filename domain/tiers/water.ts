import { fractionOf } from '../fees/pro-rata.ts';
import { chargeOf, type Exact, exact, type Price } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { splitByTier, type Tiers } from './tiers.ts';

/** A water price. Prices are yuan per m³; quantities litres. */
export interface WaterTerms {
  /** 自来水基本水价 by steps; one step for whoever is no resident. */
  readonly base: Tiers;
  /** 水资源税 (财税〔2024〕28号, from 2024-12-01): a line of its own. */
  readonly resourceTax?: Price;
  /** 污水处理费, on the share of the water that is taken to become sewage: 1,000,000 is all of it, 900,000 Shanghai's residents. */
  readonly sewage?: { readonly price: Price; readonly dischargePpm: number };
  /** Other prices per m³ that follow the volume, as 垃圾处理费. */
  readonly others?: readonly { readonly code: string; readonly price: Price }[];
  /** 超定额累进加价 for non-residents (发改价格〔2017〕1792号): steps of the quota. */
  readonly overQuota?: OverQuota;
}

export interface OverQuota {
  /** Litres in the window. */
  readonly quota: Quantity;
  /** What lies above the quota, up to `overPpm` of it (null: without end), costs `extraPpm` of the base price on top. */
  readonly steps: readonly { readonly overPpm: number | null; readonly extraPpm: number }[];
}

/** The least 发改价格〔2017〕1792号 asks for: up to 20 % over +0.5 times, up to 40 % +1 time, beyond that +2 times the base price. */
export const OVER_QUOTA_STEPS: OverQuota['steps'] = [
  { overPpm: 200_000, extraPpm: 500_000 },
  { overPpm: 400_000, extraPpm: 1_000_000 },
  { overPpm: null, extraPpm: 2_000_000 },
];

export interface WaterLine {
  /** `water` with its tier, `overQuota` with its step, `resourceTax`, `sewage`, or the code of another price. */
  readonly component: string;
  readonly step: number;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly charge: Exact;
}

/** The lines of a use that follows `before` in the window (year for steps and quotas, as the terms have it). */
export const waterLines = (terms: WaterTerms, before: Quantity, used: Quantity): readonly WaterLine[] => [
  ...splitByTier(terms.base, before, used).map(({ tier, used: part, price, charge }) => ({
    component: 'water',
    step: tier,
    quantity: part,
    price,
    charge,
  })),
  ...(terms.overQuota ? overQuotaLines(terms.base, terms.overQuota, { before, used }) : []),
  ...(terms.resourceTax === undefined ? [] : [flatLine('resourceTax', used, terms.resourceTax)]),
  ...(terms.sewage ? [sewageLine(terms.sewage, used)] : []),
  ...(terms.others ?? []).map(({ code, price }) => flatLine(code, used, price)),
];

const PPM = 1_000_000;

const flatLine = (component: string, used: Quantity, price: Price): WaterLine => ({
  component,
  step: 0,
  quantity: used,
  price,
  charge: chargeOf(used, price),
});

const sewageLine = ({ price, dischargePpm }: { readonly price: Price; readonly dischargePpm: number }, used: Quantity): WaterLine => ({
  ...flatLine('sewage', used, price),
  charge: fractionOf(chargeOf(used, price), dischargePpm, PPM),
});

/** The surcharge counts on the base price alone, never on sewage: that of the tier each litre lies in. */
const overQuotaLines = (
  base: Tiers,
  { quota, steps }: OverQuota,
  { before, used }: { readonly before: Quantity; readonly used: Quantity },
): readonly WaterLine[] => {
  const end = before + used;
  return steps.flatMap(({ overPpm, extraPpm }, step) => {
    const from = Math.max(before, edgeOf(quota, steps[step - 1]?.overPpm ?? 0));
    const to = Math.min(end, overPpm === null ? Number.POSITIVE_INFINITY : edgeOf(quota, overPpm));
    if (to <= from) return [];
    return splitByTier(base, quantity(from), quantity(to - from)).map(({ used: part, price, charge }) => ({
      component: 'overQuota',
      step,
      quantity: part,
      price,
      charge: fractionOf(charge, extraPpm, PPM),
    }));
  });
};

const edgeOf = (quota: Quantity, overPpm: number): number => quota + Math.floor((quota * overPpm) / PPM);

/**
 * Whole m³ of a bill: what the register has completed since the last one; the rest is carried to the next. In litres, so that bills add up to
 * the register.
 */
export const wholeCubicMetres = (before: Quantity, after: Quantity): Quantity =>
  quantity((Math.floor(after / 1_000) - Math.floor(before / 1_000)) * 1_000);

/** The sum of the lines, exactly. */
export const waterCharge = (lines: readonly WaterLine[]): Exact => exact(lines.reduce((sum, { charge }) => sum + charge, 0n));
