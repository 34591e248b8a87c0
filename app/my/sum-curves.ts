import type { Period } from '#domain/tariff/tariff.ts';
import { PERIODS } from '../format/periods.ts';
import type { Curve, CurveSlot } from '../rpc/shapes.ts';

/** Several meters of one day as one curve: quantities add up, the weakest quality speaks. Null without a meter. */
export const sumCurves = (curves: readonly Curve[]): Curve | null => {
  const [first, ...others] = curves;
  if (!first) return null;
  return { day: first.day, slots: first.slots.map((slot, i) => others.reduce((sum, curve) => added(sum, curve.slots[i]), slot)) };
};

const added = (sum: CurveSlot, slot: CurveSlot | undefined): CurveSlot => {
  if (!slot || slot.quantity === null) return sum;
  if (sum.quantity === null) return { ...sum, quantity: slot.quantity, quality: slot.quality };
  return { ...sum, quantity: sum.quantity + slot.quantity, quality: weaker(sum.quality, slot.quality) };
};

type Quality = CurveSlot['quality'];
const STRENGTH: readonly Quality[] = ['estimated', 'interpolated', 'measured'];

const weaker = (a: Quality, b: Quality): Quality => (STRENGTH.indexOf(a) <= STRENGTH.indexOf(b) ? a : b);

export interface PeriodUse {
  readonly period: Period;
  readonly wh: number;
}

/** What was used in each period, cheap to dear, those with use only. */
export const periodUses = (curve: Curve | null): readonly PeriodUse[] =>
  PERIODS.map((period) => ({ period, wh: totalOf(curve?.slots.filter((slot) => slot.period === period) ?? []) })).filter(
    ({ wh }) => wh > 0,
  );

export const totalOf = (slots: readonly CurveSlot[]): number => slots.reduce((sum, slot) => sum + (slot.quantity ?? 0), 0);

export interface PeriodPrice {
  readonly period: Period;
  readonly price: string;
}

/** The day's prices, cheap to dear. */
export const pricesOf = (curve: Curve | null): readonly PeriodPrice[] =>
  PERIODS.flatMap((period) => {
    const price = curve?.slots.find((slot) => slot.period === period)?.price;
    return price === null || price === undefined ? [] : [{ period, price }];
  });
