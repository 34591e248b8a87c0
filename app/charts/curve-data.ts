import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import { priceShort } from '../format/money.ts';
import type { Curve, CurveSlot } from '../rpc/shapes.ts';
import type { Band, LoadCurveData, PowerUnit } from './load-curve.ts';

type Drawn = Omit<LoadCurveData, 'size' | 'contractW' | 'live'>;

/** The slots of two days as a load curve: means of whole slots, today only up to the one that runs. Null before the day's slots are known. */
export const curveData = (today: Curve, yesterday: Curve | null, now: InstantMs): Drawn | null => {
  const first = today.slots[0];
  if (!first) return null;
  return {
    from: first.start,
    slots: today.slots.length,
    today: today.slots.map((slot) => (slot.start + SLOT_MS <= now ? meanOf(slot) : null)),
    estimated: today.slots.map((slot) => slot.quality === 'estimated'),
    yesterday: (yesterday?.slots ?? []).map(meanOf),
    bands: bandsOf(today.slots),
    unit: curveUnit(today, yesterday),
  };
};

const MEGA = 1_000_000;

/** Megawatts where either day reached one. */
export const curveUnit = (today: Curve | null, yesterday: Curve | null): PowerUnit =>
  [...(today?.slots ?? []), ...(yesterday?.slots ?? [])].some((slot) => (meanOf(slot) ?? 0) >= MEGA) ? 'MW' : 'kW';

/** Mean power of each slot of a day, W (litres/h). */
export const meansOf = (curve: Curve): readonly (number | null)[] => curve.slots.map(meanOf);

/** Mean power of a slot, W (litres/h). */
const meanOf = (slot: CurveSlot): number | null => (slot.quantity === null ? null : slot.quantity * (HOUR_MS / SLOT_MS));

/** Slots in a row of one period and price are one band. */
export const bandsOf = (slots: readonly CurveSlot[]): readonly Band[] => {
  const bands: { -readonly [Key in keyof Band]: Band[Key] }[] = [];
  slots.forEach((slot, i) => {
    if (slot.period === null) return;
    const price = slot.price === null ? null : priceShort(slot.price);
    const last = bands.at(-1);
    if (last && last.to === i && last.period === slot.period && last.price === price) last.to = i + 1;
    else bands.push({ period: slot.period, price, from: i, to: i + 1 });
  });
  return bands;
};
