import { TRPCError } from '@trpc/server';
import { type ReportPark, selectReportParks } from '#db/report/parks.ts';
import { type Context, notFound, requireCollect } from '../trpc/trpc.ts';

/** The park asked for, or (null) all whose money the asker sees. */
export async function reportParks(ctx: Context, park: string | null): Promise<readonly ReportPark[]> {
  const { db } = ctx.services;
  if (park !== null) {
    requireCollect(ctx, park);
    const found = await selectReportParks(db, new Set([park]));
    if (found.length === 0) throw notFound('park');
    return found;
  }
  const { principal } = ctx;
  const access = principal.type === 'user' ? principal.access : null;
  const codes = access === null ? new Set<string>() : access.manages.union(access.collects);
  if (!access?.admin && codes.size === 0) throw new TRPCError({ code: 'FORBIDDEN', message: 'not yours to see: reports' });
  return selectReportParks(db, access?.admin ? null : codes);
}

export const idsOf = (parks: readonly ReportPark[]): readonly number[] => parks.map(({ id }) => id);
