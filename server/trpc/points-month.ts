import { z } from 'zod';
import { selectSlots, selectWindows } from '#db/queries/points.ts';
import { QUALITIES, type Quality } from '#domain/metering/quality.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, SLOT_MS } from '#domain/time/instant.ts';
import { monthRange } from '#domain/time/park-day.ts';
import { month, qualifiedKey } from './input.ts';
import { readablePoint } from './readable-point.ts';
import { type Context, procedure } from './trpc.ts';

/** A month of 31 days with an hour set back has 2,980 quarters. */
const SLOTS_MAX = 3_000;
const WINDOWS_MAX = 100;
/** W of a quantity of 15 minutes. */
const PER_HOUR = HOUR_MS / SLOT_MS;

const monthOfPoint = z.object({ point: qualifiedKey, register: z.enum(REGISTERS).default('import'), month });

/**
 * Every quarter of an hour of a month, dense from local midnight of the first: whole Wh (litres), null where nothing is known. A tenant sees what was
 * charged to the accounts held.
 */
export const pointMonth = procedure.input(monthOfPoint).query(({ ctx, input }) => readMonth(ctx, input));

export async function readMonth(ctx: Context, input: z.output<typeof monthOfPoint>) {
  const { point, accounts } = await readablePoint(ctx, input.point);
  const range = monthRange(input.month, point.zone);
  const slots = await selectSlots(ctx.services.db, { pointId: point.id, register: input.register, ...range, accounts }, SLOTS_MAX);
  const count = (range.to - range.from) / SLOT_MS;
  const quantity = new Array<number | null>(count).fill(null);
  const quality = new Array<Quality | null>(count).fill(null);
  const period = new Array<Period | null>(count).fill(null);
  const maxW = new Array<number | null>(count).fill(null);
  for (const slot of slots) {
    const i = (slot.start - range.from) / SLOT_MS;
    quantity[i] = slot.quantity;
    quality[i] = QUALITIES[slot.quality] ?? null;
    period[i] = slot.period === null ? null : (PERIODS[slot.period] ?? null);
    maxW[i] = slot.windowMax === null ? null : slot.windowMax * PER_HOUR;
  }
  return { medium: point.medium, from: range.from, step: SLOT_MS, quantity, quality, period, maxW };
}

/** The month's largest sliding windows of 15 minutes, the largest first; at most one that ends in a quarter of an hour. W (litres per hour). */
export const pointWindows = procedure
  .input(monthOfPoint.extend({ limit: z.number().int().min(1).max(WINDOWS_MAX).default(10) }))
  .query(async ({ ctx, input }) => {
    const { point, accounts } = await readablePoint(ctx, input.point);
    const query = { pointId: point.id, register: input.register, ...monthRange(input.month, point.zone), accounts };
    const windows = await selectWindows(ctx.services.db, query, input.limit);
    return windows.map(({ quantity, at, day }) => ({ watts: quantity * PER_HOUR, at, day }));
  });
