import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectComplete, selectFlowPoints, selectFlows } from '#db/queries/flows.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { HOUR_MS, instantMs, SLOT_MS, slotStartOf } from '#domain/time/instant.ts';
import { code, instant } from './input.ts';
import { type Context, notFound, procedure, requireRead } from './trpc.ts';

/** A year and a month's grace. */
const RANGE_MS_MAX = 400 * 24 * HOUR_MS;
/** Meters that send every 15 minutes have closed all but the newest slot. */
const SETTLE_SLOTS = 2;

const question = z.object({ park: code, medium: z.enum(['electricity', 'water']), from: instant, to: instant });

/** What went through each point of a park in a stretch of time: Wh (litres) drawn and given back, closed quarters of an hour that begin in it. */
export const flows = procedure.input(question).query(async ({ ctx, input }) => ({ points: await readFlows(ctx, input) }));

export interface FlowLine {
  readonly code: string;
  readonly quantity: number;
  readonly exported: number;
  /** Read from one end of the stretch to the other. */
  readonly complete: boolean;
}

/** The same, for whoever may see the park. */
export async function readFlows(ctx: Context, input: z.output<typeof question>): Promise<readonly FlowLine[]> {
  requireRead(ctx, { type: 'park', park: input.park });
  if (input.to - input.from > RANGE_MS_MAX) throw new TRPCError({ code: 'BAD_REQUEST', message: 'at most 400 days' });
  const { db, clock } = ctx.services;
  const park = await selectParkKey(db, input.park);
  if (park === null) throw notFound('park');
  const now = clock.now();
  const from = instantMs(Math.ceil(input.from / SLOT_MS) * SLOT_MS);
  const to = instantMs(Math.min(Math.ceil(input.to / SLOT_MS) * SLOT_MS, slotStartOf(now) + SLOT_MS));
  if (from >= to) return [];
  const points = await selectFlowPoints(db, park.id, input.medium);
  const query = { pointIds: points.map(({ id }) => id), zone: park.zone, from, to };
  const sums = await selectFlows(db, query);
  const last = Math.max(from, Math.min(to - SLOT_MS, slotStartOf(now) - SETTLE_SLOTS * SLOT_MS));
  const complete = await selectComplete(db, query, instantMs(last));
  return points.map(({ id, code: own }) => ({
    code: own,
    quantity: sums.get(id)?.quantity ?? 0,
    exported: sums.get(id)?.exported ?? 0,
    complete: complete.has(id),
  }));
}
