import type { ClientBase, Pool } from 'pg';
import { type MeterChange, newestChange } from '#domain/park/newest-change.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { type InstallationRow, selectInstallations } from '../queries/installations.ts';
import { atMs, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { selectElsewhere } from '../queries/taken-back.ts';
import { markRefolds, marksOf, noteRework } from './mark-work.ts';
import { type ImportContext, lockPark, ONE_IMPORT_AT_A_TIME } from './write-park.ts';
import type { Affected } from './write-stretches.ts';

/** The change as it was looked at: ids of what it ended and what it began; null where it did not. */
export interface SeenChange {
  /** Code of the park. */
  readonly park: string;
  readonly point: string;
  readonly ended: number | null;
  readonly begun: number | null;
}

export type TakeBackRefusal =
  /** It is not the newest change of the point, or not any more. */
  | { readonly type: 'refused'; readonly why: 'LATER' }
  /** What it ended hung at `point` after that. */
  | { readonly type: 'refused'; readonly why: 'ELSEWHERE'; readonly serial: string; readonly point: string };

/** `id`: of its record (`selectTakenBack`). */
export interface TakenBack {
  readonly type: 'takenBack';
  readonly id: number;
}

export type CheckedTakeBack = { readonly type: 'accepted'; readonly change: MeterChange<InstallationRow> } | TakeBackRefusal;

/** Whether a change may be taken back. Books that are closed and bills that are out stand against it as little as against any late reading. */
export const checkTakeBack = async (db: Queryable, { park, point, ended, begun }: SeenChange): Promise<CheckedTakeBack> => {
  const change = newestChange(await selectInstallations(db, park, point));
  if (change === null || (change.ended?.id ?? null) !== ended || (change.begun?.id ?? null) !== begun)
    return { type: 'refused', why: 'LATER' };
  const elsewhere = change.ended && (await selectElsewhere(db, change.ended.id, begun));
  if (change.ended && elsewhere) return { type: 'refused', why: 'ELSEWHERE', serial: change.ended.serial, point: elsewhere };
  return { type: 'accepted', change };
};

const DEVICE = (row: Readonly<Record<string, unknown>>, lo: InstantMs): Affected => ({
  id: wholeIn(row, 'device_id'),
  key: textIn(row, 'serial'),
  lo,
  hi: null,
});
const BEGUN = `
  update installation i set to_at = i.from_at from device d where i.id = $1 and i.to_at is null and d.id = i.device_id returning i.device_id, d.serial`;
const ENDED = `
  update installation i set to_at = null, end_import = null, end_export = null, end_reactive = null from device d
  where i.id = $1 and i.to_at is not null and d.id = i.device_id returning i.device_id, d.serial`;

/** What the change brought lasts no time from now on, what it ended goes on; answers the devices to fold again. */
const undo = async (client: ClientBase, { at, ended, begun }: MeterChange<InstallationRow>): Promise<Affected[]> => {
  const affected: Affected[] = [];
  for (const [text, of] of [
    [BEGUN, begun],
    [ENDED, ended],
  ] as const) {
    if (of === null) continue;
    const [device] = await rowsOf(client, text, [of.id], (row) => DEVICE(row, at));
    if (!device) throw new Error(`installation ${of.id} is not as it was a moment ago`);
    affected.push(device);
  }
  return affected;
};

const KEEP = `
  insert into installation_taken_back (point_id, kind, changed_at, ended_id, end_import, end_export, end_reactive, begun_id, photos_to, reason, at, actor)
  select p.id, $3, ${atMs('$4')}, $5, $6, $7, $8, $9, coalesce((select max(id) from installation_photo), 0), $10, ${atMs('$11')}, $12
  from point p where p.park_id = $1 and p.code = $2 returning id`;

/**
 * Takes the newest change of a point back, in one transaction: the change stays on record with who, when and why, its photos stay evidence, and the devices
 * are marked as an import marks them. The park's version rises: whoever holds its twin builds it anew, takes over what waited, and folds again what was
 * measured since.
 */
export const takeBackChange = (
  pool: Pool,
  asked: SeenChange & { readonly reason: string },
  { actor, clock }: ImportContext,
): Promise<TakenBack | TakeBackRefusal> =>
  withTransaction(pool, async (client) => {
    await client.query(ONE_IMPORT_AT_A_TIME);
    const park = await lockPark(client, asked.park);
    if (park === null) throw new Error(`park ${asked.park} is not there`);
    const checked = await checkTakeBack(client, asked);
    if (checked.type === 'refused') return checked;
    const { kind, at, ended, begun } = checked.change;
    const now = clock.now();
    const refolds = marksOf(await undo(client, checked.change), now);
    await markRefolds(client, refolds);
    await noteRework(client, { rerates: [], refolds }, now);
    const { import: drawn = null, export: given = null, reactive = null } = ended?.end ?? {};
    const values = [park.id, asked.point, kind, at, ended?.id ?? null, drawn, given, reactive, begun?.id ?? null, asked.reason, now, actor];
    const id = await rowOf(client, KEEP, values, (row) => wholeIn(row, 'id'));
    if (id === null) throw new Error(`point ${asked.point} is not there any more`);
    await client.query('update park set version = version + 1 where id = $1', [park.id]);
    const line = { at: now, actor, action: 'installation.takenBack', subject: `point:${asked.park}:${asked.point}` };
    await insertAudit(client, {
      ...line,
      data: { kind, at, ended: ended?.serial ?? null, begun: begun?.serial ?? null, reason: asked.reason },
    });
    return { type: 'takenBack', id };
  });
