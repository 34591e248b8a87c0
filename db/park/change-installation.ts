import type { ClientBase, Pool } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { FileDevice, FileInstallation } from '#domain/park/park-file.ts';
import type { ChangePhoto } from '#domain/photo/photo.ts';
import { attachToInstallations } from '../photo/attach-photos.ts';
import { holdPhotos } from '../photo/photo-store.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { rowOf, wholeIn } from '../queries/row.ts';
import { type FileRows, meterRowsOf, NO_ROWS } from './file-rows.ts';
import { DEVICE_SQL } from './kinds-sql.ts';
import { markRefolds, marksOf, noteRework } from './mark-work.ts';
import { refusalsOf } from './refusals.ts';
import { writeKind } from './write-kind.ts';
import { type ImportContext, lockPark, ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import { writeInstallations } from './write-stretches.ts';

/** What hangs at a point from an instant on; at least one of `ended` and `begun`. */
export interface InstallationChange {
  /** Code of the park. */
  readonly park: string;
  readonly point: string;
  /** The installation that runs there, as the change was thought of; null: none. */
  readonly running: number | null;
  /** That installation with its end; null: none ran. */
  readonly ended: FileInstallation | null;
  readonly begun: FileInstallation | null;
  /** A device the park does not have yet; null: it has it. */
  readonly device: FileDevice | null;
}

/** What a person photographed of a change, sent before it (`keepPhoto`): `end` of what is ended, `start` of what is begun. */
export interface PhotographedChange extends InstallationChange {
  readonly photos: readonly ChangePhoto[];
}

export type ChangedInstallation =
  | { readonly type: 'changed'; readonly version: number }
  /** Paths begin with `ended`, `begun`, `device` or `photos`; empty: another has changed it meanwhile. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

const rowsOf = ({ ended, begun, device }: InstallationChange): FileRows => {
  const both = [ended, begun].filter((one) => one !== null);
  const { devices, installations } = meterRowsOf({ devices: device ? [device] : [], installations: both });
  return {
    ...NO_ROWS,
    devices: devices.map((row) => ({ ...row, path: 'device' })),
    installations: installations.map((row, i) => ({ ...row, path: both[i] === ended ? 'ended' : 'begun' })),
  };
};

const RUNNING = `
  select i.id from installation i join point p on p.id = i.point_id where p.park_id = $1 and p.code = $2 and i.to_at is null`;

const photoFaults = async (
  client: ClientBase,
  of: { readonly parkId: number; readonly actor: string },
  { ended, begun, photos }: PhotographedChange,
): Promise<FileFault[]> => {
  const faults: FileFault[] = [];
  if ((ended === null && photos.some(({ shows }) => shows === 'end')) || (begun === null && photos.some(({ shows }) => shows === 'start')))
    faults.push({ path: 'photos', code: 'RANGE', message: 'a photo of a meter that this change does not speak of' });
  const missing = await holdPhotos(
    client,
    of,
    photos.map(({ id }) => id),
  );
  if (missing.length > 0)
    faults.push({ path: 'photos', code: 'UNKNOWN_REFERENCE', message: 'a photo is not kept any more: send it again' });
  return faults;
};

const faultsOf = async (client: ClientBase, parkId: number, change: InstallationChange, rows: FileRows): Promise<FileFault[]> => {
  const running = await client.query<{ id: number }>(RUNNING, [parkId, change.point]);
  if ((running.rows[0]?.id ?? null) !== change.running)
    return [{ path: '', code: 'OVERLAP', message: `what hangs at ${change.point} has changed meanwhile; look again` }];
  return refusalsOf(client, parkId, rows);
};

/** Every reason the database has against a change; empty when it may be made. */
export const refusedChange = (pool: Pool, change: InstallationChange): Promise<FileFault[]> =>
  withTransaction(pool, async (client) => {
    const park = await lockPark(client, change.park);
    if (park === null) throw new Error(`park ${change.park} is not there`);
    return faultsOf(client, park.id, change, rowsOf(change));
  });

/**
 * Ends the meter of a point and begins the next, as an import of the park would, in one transaction. The park's version rises: whoever holds its twin
 * builds it anew; what was measured since the instant is folded again. Its photos are evidence from then on.
 */
export const changeInstallation = (pool: Pool, change: PhotographedChange, { actor, clock }: ImportContext): Promise<ChangedInstallation> =>
  withTransaction(pool, async (client) => {
    await client.query(ONE_IMPORT_AT_A_TIME);
    const park = await lockPark(client, change.park);
    if (park === null) throw new Error(`park ${change.park} is not there`);
    const rows = rowsOf(change);
    const faults = await faultsOf(client, park.id, change, rows);
    faults.push(...(await photoFaults(client, { parkId: park.id, actor }, change)));
    if (faults.length > 0) return { type: 'refused', faults };
    const devices = await writeKind(client, DEVICE_SQL, park.id, rows.devices);
    const installations = await writeInstallations(client, park.id, rows.installations);
    // A device that is new has no readings: nothing of it is out of date.
    const now = clock.now();
    const refolds = marksOf(
      installations.affected.filter(({ key }) => !devices.createdKeys.has(key)),
      now,
    );
    await markRefolds(client, refolds);
    await noteRework(client, { rerates: [], refolds }, now);
    const { rows: bumped } = await client.query<{ version: number }>(
      'update park set version = version + 1 where id = $1 returning version',
      [park.id],
    );
    const { point, ended, begun, photos } = change;
    const hanging = await rowOf(client, RUNNING, [park.id, point], (row) => wholeIn(row, 'id'));
    await attachToInstallations(client, { ended: change.running, begun: hanging, photos }, { at: now, actor });
    const line = { at: now, actor, action: 'installation.changed', subject: `point:${change.park}:${point}` };
    await insertAudit(client, { ...line, data: { ended, begun, photos } });
    return { type: 'changed', version: bumped[0]?.version ?? 0 };
  });
