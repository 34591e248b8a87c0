import type { Pool } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import { isoFromInstant } from '#domain/park/file-values.ts';
import type { FileAccount } from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { accountRowOf, type FileRows, NO_ROWS } from './file-rows.ts';
import { ACCOUNT_SQL } from './kinds-sql.ts';
import { markRerates, marksOf, noteRework } from './mark-work.ts';
import { selectOpeningPoints } from './opening-ground.ts';
import { refusalsOf } from './refusals.ts';
import { writeKind } from './write-kind.ts';
import { type ImportContext, lockPark, ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import { heldFaults, writeReadings } from './write-readings.ts';
import { writeAssignments } from './write-stretches.ts';

/** A point the account pays for from its first day on. */
export interface OpenedPoint {
  readonly point: string;
  readonly tariff: string;
  /** What a person read there, thousandths of a Wh (litre) at the meter; null: nobody did. */
  readonly registerMilli: number | null;
  /** Ids of photos of what was read; none where nothing was. */
  readonly photos: readonly number[];
}

export interface OpenAccount {
  /** Code of the park. */
  readonly park: string;
  readonly account: FileAccount;
  readonly day: ParkDay;
  readonly points: readonly OpenedPoint[];
  /** Whoever pays for a point now gives it up on that day; else a point that is not free is a fault. */
  readonly takeOver: boolean;
}

export type OpenedAccount =
  | { readonly type: 'opened'; readonly version: number; readonly released: readonly string[] }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/**
 * A new account and the points it pays for from a day on, as an import of the park would write them, in one transaction. The park's version rises, so that
 * the live twin takes it over at once; what was used since the day, if it is over, is priced again for the new payer.
 */
export const openAccount = (pool: Pool, opening: OpenAccount, { actor, clock }: ImportContext): Promise<OpenedAccount> =>
  withTransaction(pool, async (client) => {
    const { account, day, points, takeOver } = opening;
    await client.query(ONE_IMPORT_AT_A_TIME);
    const park = await lockPark(client, opening.park);
    if (park === null) throw new Error(`park ${opening.park} is not there`);
    const { from } = dayRange(day, park.zone);
    const from_at = isoFromInstant(from);
    const known = new Map((await selectOpeningPoints(client, opening.park, from)).map((point) => [point.code, point]));
    const faults: FileFault[] = [];
    const taken = await client.query('select 1 from account where park_id = $1 and code = $2', [park.id, account.code]);
    if (taken.rows.length > 0)
      faults.push({ path: 'account.code', code: 'DUPLICATE', message: `${account.code} is an account of this park already` });
    const assignments = points.flatMap(({ point, tariff }, i) => {
      const path = `points[${i}]`;
      const payer = known.get(point)?.payer ?? null;
      if (payer !== null && (!takeOver || payer.from >= from)) {
        faults.push({ path, code: 'OVERLAP', message: `${point} is paid for by ${payer.account}` });
        return [];
      }
      const own = { path, point, account: account.code, tariff, from_at, to_at: null };
      if (payer === null) return [own];
      return [{ path, point, account: payer.account, tariff: payer.tariff, from_at: isoFromInstant(payer.from), to_at: from_at }, own];
    });
    const rows: FileRows = { ...NO_ROWS, accounts: [accountRowOf(account)], assignments };
    faults.push(...(await refusalsOf(client, park.id, rows)));
    const photographed = points.map(({ photos }, i) => ({ path: `points[${i}]`, photos }));
    faults.push(...(await heldFaults(client, { parkId: park.id, actor }, photographed)));
    if (faults.length > 0) return { type: 'refused', faults };
    await writeKind(client, ACCOUNT_SQL, park.id, rows.accounts);
    const written = await writeAssignments(client, park.id, rows.assignments);
    const now = clock.now();
    const rerates = marksOf(written.affected, now);
    await markRerates(client, rerates);
    await noteRework(client, { rerates, refolds: [] }, now);
    const readings = points.flatMap(({ point, registerMilli, photos }) =>
      registerMilli === null ? [] : [{ point, registerMilli, photos }],
    );
    await writeReadings(client, { parkId: park.id, account: account.code, day, kind: 'opening' }, readings, { at: now, actor });
    const { rows: bumped } = await client.query<{ version: number }>(
      'update park set version = version + 1 where id = $1 returning version',
      [park.id],
    );
    const released = [...new Set(points.flatMap(({ point }) => known.get(point)?.payer?.account ?? []))];
    await insertAudit(client, {
      at: now,
      actor,
      action: 'account.opened',
      subject: `account:${opening.park}:${account.code}`,
      data: { day, kind: account.kind, points: points.map(auditOf), released },
    });
    return { type: 'opened', version: bumped[0]?.version ?? 0, released };
  });

const auditOf = ({ point, tariff, photos }: OpenedPoint): object => ({ point, tariff, ...(photos.length > 0 && { photos }) });
