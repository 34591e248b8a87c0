import type { ClientBase } from 'pg';
import { bookSlot, rateSlot } from '#domain/twin/book-slot.ts';
import { emptyEffects, type SlotRow } from '#domain/twin/effects.ts';
import type { InstallationTwin, Twin } from '#domain/twin/state.ts';
import { atMs, floatMs } from '../queries/row.ts';
import { numbersOf } from './arrays.ts';
import { checkEpoch, writeFolds } from './commit-batch.ts';
import { SLOT_COLUMNS, slotFromRow } from './refold-store.ts';

export interface RerateRow {
  readonly pointId: number;
  readonly lo: number;
  readonly hi: number;
}

/** Slots of one transaction: 50 days of a point. */
const SLOTS_MAX = 5_000;

/** Points whose price or account changed for slots already rated. */
export const listRerates = async (client: ClientBase, parkIds: readonly number[]): Promise<readonly RerateRow[]> => {
  const answer = await client.query(
    `select r.point_id, ${floatMs('r.lo')} as lo, ${floatMs('r.hi')} as hi from rerate r join point p on p.id = r.point_id
     where p.park_id = any($1::int[]) order by r.point_id limit 1000`,
    [numbersOf(parkIds, (id) => id)],
  );
  return answer.rows.map((row) => ({ pointId: row.point_id, lo: row.lo, hi: row.hi }));
};

/** Rates a point's slots of [lo, hi) again by the function that rated them first; true when the mark is done. */
export const reratePoint = async (
  client: ClientBase,
  twin: Twin,
  row: RerateRow,
  lease: { readonly shard: number; readonly epoch: number },
): Promise<boolean> => {
  const installations = new Map(
    [...twin.devicesById.values()].flatMap((device) => device.installations).map((where) => [where.installation.id, where]),
  );
  await client.query('begin');
  try {
    await checkEpoch(client, lease.shard, lease.epoch);
    const slots = await loadPart(client, row);
    await rerate(client, twin, slots, installations);
    const last = slots.at(-1);
    const done = slots.length < SLOTS_MAX || !last;
    if (done)
      await client.query(`delete from rerate where point_id = $1 and lo = ${atMs('$2')} and hi = ${atMs('$3')}`, [
        row.pointId,
        row.lo,
        row.hi,
      ]);
    else
      await client.query(`update rerate set lo = ${atMs('$4')} where point_id = $1 and lo = ${atMs('$2')} and hi = ${atMs('$3')}`, [
        row.pointId,
        row.lo,
        row.hi,
        last.start,
      ]);
    await client.query('commit');
    return done;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
};

const loadPart = async (client: ClientBase, row: RerateRow): Promise<readonly SlotRow[]> => {
  const answer = await client.query(
    `select ${SLOT_COLUMNS} from slot where point_id = $1 and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')}
     order by slot.start limit ${SLOTS_MAX}`,
    [row.pointId, row.lo, row.hi],
  );
  return answer.rows.map(slotFromRow);
};

const rerate = async (
  client: ClientBase,
  twin: Twin,
  slots: readonly SlotRow[],
  installations: ReadonlyMap<number, InstallationTwin>,
): Promise<void> => {
  const effects = emptyEffects();
  for (const old of slots) {
    const where = installations.get(old.installationId);
    if (!where) throw new Error(`rerate: slot of installation ${old.installationId}, which the park does not have`);
    const row = rateSlot(twin, where, old.register, old);
    if (row.accountId === old.accountId && row.versionId === old.versionId && row.period === old.period && row.charge === old.charge)
      continue;
    bookSlot(twin, effects, old, -1);
    bookSlot(twin, effects, row, 1);
    effects.slots.push(row);
  }
  await writeFolds(client, { slots: effects.slots, accruals: [...effects.accruals.values()], flags: [] });
};
