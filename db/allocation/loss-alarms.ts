import type { Stop } from '#domain/allocation/allocate-month.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, type Queryable, rowsOf } from '../queries/row.ts';

export interface LossAlarms {
  readonly parkId: number;
  readonly month: ParkDay;
  readonly stops: readonly Stop[];
  readonly at: InstantMs;
}

export const LOSS_IMPLAUSIBLE = 'LOSS_IMPLAUSIBLE';

const CLOSE = `
  update alarm a set closed_at = ${atMs('$4')}
  from point p
  where a.park_id = $1 and a.kind = '${LOSS_IMPLAUSIBLE}' and a.closed_at is null and a.data ->> 'month' = $2 and p.id = a.subject_id
    and not (p.code = any($3::text[]))`;
/** Where the park as a whole is meant, its first grid meter stands for it. */
const OPEN = `
  insert into alarm (park_id, kind, severity, subject, subject_id, opened_at, data)
  select $1, '${LOSS_IMPLAUSIBLE}', 'warning', 'point', p.id, ${atMs('$4')}, jsonb_build_object('month', $2::text)
  from point p where p.park_id = $1 and p.code = any($3::text[])
  on conflict (park_id, kind, subject, subject_id) where closed_at is null do nothing`;
const MASTER = `select code from point where park_id = $1 and role = 'grid' and medium = 'electricity' order by code limit 1`;

/** An alarm at each meter whose loss stops a month, open until the month is computed without it. */
export async function writeLossAlarms(db: Queryable, { parkId, month, stops, at }: LossAlarms): Promise<void> {
  const [master] = await rowsOf(db, MASTER, [parkId], (row) => String(row.code));
  const codes = stops.flatMap((stop): string[] => {
    if (stop.type === 'negativeUse') return [stop.point];
    const node = stop.type === 'negativeLoss' || stop.type === 'excessiveLoss' ? stop.node : null;
    if (stop.type === 'noWeight' || stop.type === 'noPurchaseBill' || stop.type === 'nobodyDrew') return [];
    return [node ?? master].filter((code) => code !== undefined);
  });
  const values = [parkId, month.slice(0, 7), codes, at];
  await rowsOf(db, CLOSE, values, () => null);
  await rowsOf(db, OPEN, values, () => null);
}
