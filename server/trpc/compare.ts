import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type CompareQuery, selectChargesOfParks, selectComparedParks, selectDaysOfParks } from '#db/queries/compare.ts';
import type { Queryable } from '#db/queries/row.ts';
import { HOUR_MS, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays } from '#domain/time/park-day.ts';
import { roundToFen, yuanFromFen } from '#domain/units/money.ts';
import { accessOf, type Principal } from '../access/principal.ts';
import { day } from './input.ts';
import { type Context, procedure, requireRead } from './trpc.ts';

const DAYS_MAX = 62;
/** W of a quantity of 15 minutes. */
const PER_HOUR = HOUR_MS / SLOT_MS;

export interface ComparedDay {
  readonly day: ParkDay;
  readonly wh: number;
  readonly litres: number;
  readonly yuan: string;
  /** The largest mean of 15 minutes at one of the park's masters; null where readings cover none. */
  readonly maxW: number | null;
}

const question = z.object({ from: day, to: day });

/** The parks the asker sees as a whole, day by day, both days included; closed quarters of an hour only. A day without readings is not there. */
export const parksCompare = procedure.input(question).query(({ ctx, input }) => readCompared(ctx, input));

export interface ComparedPark {
  readonly park: string;
  readonly areaM2: number;
  readonly days: readonly ComparedDay[];
}

export async function readCompared(ctx: Context, input: z.output<typeof question>): Promise<readonly ComparedPark[]> {
  if (input.to >= addDays(input.from, DAYS_MAX)) throw new TRPCError({ code: 'BAD_REQUEST', message: `at most ${DAYS_MAX} days` });
  const seen = wholeParks(ctx.principal);
  if (seen?.size === 0) requireRead(ctx, { type: 'park', park: '' });
  const { db } = ctx.services;
  const parks = await selectComparedParks(db, seen);
  const days = new Map<number, ComparedDay[]>();
  for (const [zone, own] of Map.groupBy(parks, (park) => park.zone)) {
    await addDaysOf(db, { zone, parkIds: own.map(({ id }) => id), from: input.from, to: input.to }, days);
  }
  return parks.map(({ id, code, areaM2 }) => ({ park: code, areaM2, days: days.get(id) ?? [] }));
}

/** Null: all. */
const wholeParks = (principal: Principal): ReadonlySet<string> | null => {
  const { admin, manages, collects, shows } = accessOf(principal);
  return admin ? null : manages.union(collects).union(shows);
};

async function addDaysOf(db: Queryable, query: CompareQuery, into: Map<number, ComparedDay[]>): Promise<void> {
  const charges = new Map((await selectChargesOfParks(db, query)).map(({ parkId, day, charge }) => [`${parkId} ${day}`, charge]));
  for (const { parkId, day, windowMax, wh, litres } of await selectDaysOfParks(db, query)) {
    const charge = charges.get(`${parkId} ${day}`);
    const own = into.get(parkId) ?? [];
    into.set(parkId, own);
    own.push({
      day,
      wh,
      litres,
      yuan: charge === undefined ? '0.00' : yuanFromFen(roundToFen(charge)),
      maxW: windowMax === null ? null : windowMax * PER_HOUR,
    });
  }
}
