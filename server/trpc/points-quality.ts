import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectParkZone } from '#db/queries/parks.ts';
import { type InstalledRow, selectInstalled, selectQuarters } from '#db/queries/quality.ts';
import type { Queryable } from '#db/queries/row.ts';
import { ESTIMATED, INTERPOLATED, MEASURED } from '#domain/metering/quality.ts';
import { type InstantMs, instantMs, MINUTE_MS, SECOND_MS, SLOT_MS, slotStartOf } from '#domain/time/instant.ts';
import { addDays, dayRange, type InstantRange, parkDayOf } from '#domain/time/park-day.ts';
import { code } from './input.ts';
import { notFound, procedure, requireRead } from './trpc.ts';

const DAYS_MAX = 31;
/** A day of so many points is 96,000 slots: a tenth of a second of the database, again for each day. */
const POINTS_MAX = 1_000;
/** Meter changes within a month. */
const INSTALLED_MAX = 4 * POINTS_MAX;
const GAPS_MAX = 20;

export interface QualityLine {
  readonly code: string;
  /** Quarters of an hour in which a meter was there and that should be in by now. */
  readonly expected: number;
  readonly measured: number;
  readonly interpolated: number;
  readonly estimated: number;
  readonly missing: number;
  /** Stretches that no reading covers: missing or estimated; the newest 20, newest first. */
  readonly gaps: readonly InstantRange[];
}

/**
 * How well the park's meters were read over the last days, today included: counts of quarters of an hour, and where the gaps are.
 * A park of more than 1,000 points is asked in parts, by `points`.
 */
export const pointsQuality = procedure
  .input(
    z.object({
      park: code,
      days: z.number().int().min(1).max(DAYS_MAX).default(7),
      points: z.array(code).min(1).max(POINTS_MAX).optional(),
    }),
  )
  .query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const { db, clock } = ctx.services;
    const zone = await selectParkZone(db, input.park);
    if (zone === null) throw notFound('park');
    const now = clock.now();
    const today = parkDayOf(now, zone);
    const days = Array.from({ length: input.days }, (_, i) => dayRange(addDays(today, i + 1 - input.days), zone));
    const range = { from: days[0]?.from ?? now, to: slotStartOf(now) };
    const query = { park: input.park, codes: input.points ?? null, ...range, limit: INSTALLED_MAX + 1 };
    const installed = await selectInstalled(db, query);
    const points = Map.groupBy(installed, ({ pointId }) => pointId);
    if (installed.length > INSTALLED_MAX || points.size > POINTS_MAX) {
      throw new TRPCError({ code: 'BAD_REQUEST', message: `name the points: at most ${POINTS_MAX} at once` });
    }
    const known = await readQuarters(db, { pointIds: [...points.keys()], days, range });
    return [...points].map(([id, own]) => lineOf(own, known.get(id) ?? new Uint8Array(0), { range, now }));
  });

/** Beside the indices of QUALITIES. */
const MISSING = 3;
const NOT_EXPECTED = 4;

interface Asked {
  readonly pointIds: readonly number[];
  readonly days: readonly InstantRange[];
  readonly range: InstantRange;
}

/** Each point's quarters of the range as indices of QUALITIES, or MISSING. A day a statement, so that others are answered in between. */
async function readQuarters(db: Queryable, { pointIds, days, range }: Asked): Promise<ReadonlyMap<number, Uint8Array>> {
  const size = (range.to - range.from) / SLOT_MS;
  const known = new Map(pointIds.map((id) => [id, new Uint8Array(size).fill(MISSING)]));
  for (const day of days) {
    const to = instantMs(Math.min(day.to, range.to));
    const count = (to - day.from) / SLOT_MS;
    if (count <= 0) continue;
    const first = (day.from - range.from) / SLOT_MS;
    for (const { pointId, quarters } of await selectQuarters(db, pointIds, { from: day.from, to, count })) {
      const own = known.get(pointId);
      if (quarters === null) own?.fill(MEASURED, first, first + count);
      // Where a meter was changed within a quarter, the weaker part speaks for it.
      else
        for (const { index, quality } of quarters)
          own?.fill(Math.min(own[first + index] ?? MISSING, quality), first + index, first + index + 1);
    }
  }
  return known;
}

const lineOf = (
  installed: readonly InstalledRow[],
  quarters: Uint8Array,
  { range, now }: { readonly range: InstantRange; readonly now: InstantMs },
): QualityLine => {
  const seen = new Uint8Array(quarters.length).fill(NOT_EXPECTED);
  for (const { from, to, intervalS } of installed) {
    // A quarter is known once a reading came after it.
    const due = now - intervalS * SECOND_MS - MINUTE_MS;
    const end = Math.min(to ?? Number.POSITIVE_INFINITY, due, range.to);
    const first = Math.max(0, Math.ceil((from - range.from) / SLOT_MS));
    const last = Math.floor((end - range.from) / SLOT_MS);
    for (let i = first; i < last; i++) seen[i] = quarters[i] ?? MISSING;
  }
  const counts = [0, 0, 0, 0, 0];
  for (const state of seen) counts[state] = (counts[state] ?? 0) + 1;
  return {
    code: installed[0]?.code ?? '',
    expected: seen.length - (counts[NOT_EXPECTED] ?? 0),
    measured: counts[MEASURED] ?? 0,
    interpolated: counts[INTERPOLATED] ?? 0,
    estimated: counts[ESTIMATED] ?? 0,
    missing: counts[MISSING] ?? 0,
    gaps: gapsOf(seen, range.from),
  };
};

const gapsOf = (states: Uint8Array, from: InstantMs): InstantRange[] => {
  const gaps: InstantRange[] = [];
  const isGap = (i: number): boolean => states[i] === MISSING || states[i] === ESTIMATED;
  for (let i = states.length - 1; i >= 0 && gaps.length < GAPS_MAX; i--) {
    if (!isGap(i)) continue;
    const end = i + 1;
    while (isGap(i - 1)) i--;
    gaps.push({ from: instantMs(from + i * SLOT_MS), to: instantMs(from + end * SLOT_MS) });
  }
  return gaps;
};
