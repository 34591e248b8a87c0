import { type PointRow, selectPoint } from '#db/queries/points.ts';
import { rowScopeOf } from '../access/may.ts';
import { type Context, notFound, requireRead } from './trpc.ts';

/** The point and the accounts whose slots of it the asker sees (null: all). */
export async function readablePoint(
  ctx: Context,
  key: { readonly park: string; readonly code: string },
): Promise<{ readonly point: PointRow; readonly accounts: readonly string[] | null }> {
  const point = await selectPoint(ctx.services.db, key.park, key.code);
  requireRead(ctx, { type: 'point', park: key.park, accounts: point?.accounts ?? [] });
  if (!point) throw notFound('point');
  const scope = rowScopeOf(ctx.principal, key.park);
  return { point, accounts: scope.type === 'all' ? null : scope.codes };
}
