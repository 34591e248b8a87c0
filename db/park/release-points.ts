import type { Pool } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import { isoFromInstant } from '#domain/park/file-values.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { rowsOf, textIn } from '../queries/row.ts';
import { markRerates, marksOf, noteRework } from './mark-work.ts';
import { type ImportContext, lockPark, ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import { type HandoverReading, heldFaults, writeReadings } from './write-readings.ts';
import { writeAssignments } from './write-stretches.ts';

export interface ReleasePoints {
  /** Code of the park. */
  readonly park: string;
  readonly account: string;
  readonly day: ParkDay;
  /** What a person read there at last, of some of the points or of none. */
  readonly readings: readonly HandoverReading[];
}

export type ReleasedPoints =
  | { readonly type: 'released'; readonly points: readonly string[] }
  /** Paths begin with `readings[i]`. */
  | { readonly type: 'faults'; readonly faults: readonly FileFault[] };

const OPEN = `
  select p.code as point, t.code as tariff, to_char(g.from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as from_at
  from assignment g join account a on a.id = g.account_id join point p on p.id = g.point_id join tariff t on t.id = g.tariff_id
  where a.park_id = $1 and a.code = $2 and g.to_at is null and g.from_at < $3::timestamptz order by p.code`;

/**
 * Ends what an account pays for on the first instant of a park day: its points are free from then on, and what was used there since is nobody's until the next
 * account takes them. Answers the points.
 */
export const releasePoints = (
  pool: Pool,
  { park, account, day, readings }: ReleasePoints,
  { actor, clock }: ImportContext,
): Promise<ReleasedPoints> =>
  withTransaction(pool, async (client) => {
    await client.query(ONE_IMPORT_AT_A_TIME);
    const found = await lockPark(client, park);
    if (found === null) throw new Error(`park ${park} is not there`);
    const to_at = isoFromInstant(dayRange(day, found.zone).from);
    const rows = await rowsOf(client, OPEN, [found.id, account, to_at], (row) => ({
      point: textIn(row, 'point'),
      account,
      tariff: textIn(row, 'tariff'),
      from_at: textIn(row, 'from_at'),
      to_at,
    }));
    const points = rows.map(({ point }) => point);
    const faults = readings.flatMap(({ point }, i): FileFault[] =>
      points.includes(point)
        ? []
        : [{ path: `readings[${i}]`, code: 'UNKNOWN_REFERENCE', message: `${account} does not give up ${point}` }],
    );
    const photographed = readings.map(({ photos }, i) => ({ path: `readings[${i}]`, photos }));
    faults.push(...(await heldFaults(client, { parkId: found.id, actor }, photographed)));
    if (faults.length > 0) return { type: 'faults', faults };
    if (rows.length === 0) return { type: 'released', points };
    const { affected } = await writeAssignments(client, found.id, rows);
    const now = clock.now();
    const rerates = marksOf(affected, now);
    await markRerates(client, rerates);
    await noteRework(client, { rerates, refolds: [] }, now);
    await client.query('update park set version = version + 1 where id = $1', [found.id]);
    await writeReadings(client, { parkId: found.id, account, day, kind: 'closing' }, readings, { at: now, actor });
    const data = { day, points, readings: readings.map(({ point, photos }) => ({ point, photos })) };
    await insertAudit(client, { at: now, actor, action: 'account.released', subject: `account:${park}:${account}`, data });
    return { type: 'released', points };
  });
