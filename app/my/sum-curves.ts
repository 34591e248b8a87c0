import type { Period } from '#domain/tariff/tariff.ts';
import { SLOT_MS } from '#domain/time/instant.ts';
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

/** The period of the quarter of an hour in which `now` lies. */
export const periodNow = (curve: Curve | null, now: number): Period | null =>
  curve?.slots.find(({ start }) => start <= now && now < start + SLOT_MS)?.period ?? null;

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
