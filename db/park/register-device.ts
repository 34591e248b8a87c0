import type { Pool } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { FileDevice, FileInstallation } from '#domain/park/park-file.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { meterRowsOf, NO_ROWS } from './file-rows.ts';
import { DEVICE_SQL } from './kinds-sql.ts';
import { refusalsOf } from './refusals.ts';
import { writeKind } from './write-kind.ts';
import { type ImportContext, lockPark, ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import { writeInstallations } from './write-stretches.ts';

export interface Registration {
  /** Code of the park. */
  readonly park: string;
  readonly device: FileDevice;
  readonly installation: FileInstallation;
}

export type Registered =
  | { readonly type: 'registered'; readonly version: number }
  /** Paths as in a park file that holds this device and installation alone. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/**
 * Adds one new device where it is installed, as an import of the park would, in one transaction. The park's version rises: whoever holds its twin builds
 * it anew and takes over what the device sent before.
 */
export const registerDevice = (pool: Pool, registration: Registration, { actor, clock }: ImportContext): Promise<Registered> =>
  withTransaction(pool, async (client) => {
    const { device, installation } = registration;
    await client.query(ONE_IMPORT_AT_A_TIME);
    const park = await lockPark(client, registration.park);
    if (park === null) throw new Error(`park ${registration.park} is not there`);
    const rows = { ...NO_ROWS, ...meterRowsOf({ devices: [device], installations: [installation] }) };
    const own = await client.query('select 1 from device where park_id = $1 and serial = $2', [park.id, device.serial]);
    const faults = await refusalsOf(client, park.id, rows);
    if (own.rows.length > 0) {
      faults.push({ path: 'devices[0].serial', code: 'DUPLICATE', message: `${device.serial} is registered in this park already` });
    }
    if (faults.length > 0) return { type: 'refused', faults };
    await writeKind(client, DEVICE_SQL, park.id, rows.devices);
    await writeInstallations(client, park.id, rows.installations);
    const { rows: bumped } = await client.query<{ version: number }>(
      'update park set version = version + 1 where id = $1 returning version',
      [park.id],
    );
    const { serial, codec } = device;
    const { point, from, ratio } = installation;
    const line = { at: clock.now(), actor, action: 'device.registered', subject: `park:${registration.park}` };
    await insertAudit(client, { ...line, data: { serial, codec, point, from, ratio } });
    return { type: 'registered', version: bumped[0]?.version ?? 0 };
  });
