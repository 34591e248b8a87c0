import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { AccrualDelta, SlotRow } from '#domain/twin/effects.ts';
import { bigIn, dayIn, epochMs, flagIn, instantIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { type RawMessage, unpackFrames } from '../store/raw-frames.ts';
import { SLOT_COLUMNS, slotFromRow } from '../store/refold-store.ts';

/** A commit's messages. */
export interface RawBatch {
  readonly id: number;
  readonly committedAt: InstantMs;
  readonly bytes: number;
  readonly messages: readonly RawMessage[];
}

/** A commit holds some thousand messages: a page is some megabytes. */
const BATCHES_MAX = 20;
const BATCHES = `select id, ${epochMs('received_at')} as received_at, frames from raw where id > $1 order by id limit ${BATCHES_MAX}`;

/** All raw messages that are kept, in pages of commits; nothing is locked meanwhile. */
export async function* rawBatches(db: Queryable): AsyncGenerator<readonly RawBatch[]> {
  for (let after = -1; ; ) {
    const batches = await rowsOf(db, BATCHES, [after], (row): RawBatch => {
      const { frames } = row;
      if (!(frames instanceof Uint8Array)) throw new TypeError('row: frames are no bytes');
      return { id: wholeIn(row, 'id'), committedAt: instantIn(row, 'received_at'), bytes: frames.length, messages: unpackFrames(frames) };
    });
    const last = batches.at(-1);
    if (last === undefined) return;
    yield batches;
    after = last.id;
  }
}

export interface StoredImport {
  readonly deviceId: number;
  readonly at: number;
  readonly import: number;
}

/** Raw messages go after some months, readings never. */
const WITHOUT_MESSAGE = `
  select r.device_id, ${epochMs('r.at')} as at, r.import from reading r
  where r.device_id = any($1::int[]) and r.import is not null and not exists (select from raw w where w.id = r.raw_id)`;

/** Stored active registers of devices whose raw messages are no longer kept. */
export const selectWithoutMessage = (db: Queryable, deviceIds: readonly number[]): Promise<StoredImport[]> =>
  rowsOf(db, WITHOUT_MESSAGE, [deviceIds], (row) => ({
    deviceId: wholeIn(row, 'device_id'),
    at: instantIn(row, 'at'),
    import: wholeIn(row, 'import'),
  }));

const DECISIONS = `select device_id, ${epochMs('at')} as at, value from decision where device_id = any($1::int[]) and register = 0`;

/** What persons decided of active registers, by device and instant; null: it counts nowhere. */
export const selectDecided = async (db: Queryable, deviceIds: readonly number[]): Promise<ReadonlyMap<string, number | null>> => {
  const rows = await rowsOf(db, DECISIONS, [deviceIds], (row) => ({
    key: decidedKey(wholeIn(row, 'device_id'), instantIn(row, 'at')),
    value: orNull(row, 'value', wholeIn),
  }));
  return new Map(rows.map(({ key, value }) => [key, value]));
};

export const decidedKey = (deviceId: number, at: number): string => `${deviceId} ${at}`;

const ZONES = `select d.serial, k.zone from device d join park k on k.id = d.park_id`;

/** Every known meter's zone: what other parks sent is not ours to wonder about. */
export const selectSerialZones = async (db: Queryable): Promise<ReadonlyMap<string, string>> =>
  new Map(await rowsOf(db, ZONES, [], (row) => [textIn(row, 'serial'), textIn(row, 'zone')] as const));

export interface StoredDays {
  readonly accountId: number;
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

const SLOTS = `
  select ${SLOT_COLUMNS} from slot where account_id = $1 and register = 0 and day >= $2::date and day <= $3::date
    and start >= $2::date - interval '1 day' and start < $3::date + interval '2 days'`;

export const selectAccountSlots = (db: Queryable, { accountId, from, to }: StoredDays): Promise<SlotRow[]> =>
  rowsOf(db, SLOTS, [accountId, from, to], slotFromRow);

const ACCRUALS = `
  select account_id, day::text as day, point_id, version_id, period, quantity, charge::text as charge, slots
  from accrual where account_id = $1 and day >= $2::date and day <= $3::date`;

export const selectAccountAccruals = (db: Queryable, { accountId, from, to }: StoredDays): Promise<AccrualDelta[]> =>
  rowsOf(db, ACCRUALS, [accountId, from, to], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    day: dayIn(row, 'day'),
    pointId: wholeIn(row, 'point_id'),
    versionId: wholeIn(row, 'version_id'),
    period: wholeIn(row, 'period'),
    quantity: wholeIn(row, 'quantity'),
    charge: bigIn(row, 'charge'),
    slots: wholeIn(row, 'slots'),
  }));

const WAITING = `
  select exists (select from refold where device_id = any($1::int[])) as refold, exists (select from rerate where point_id = any($2::int[])) as rerate`;

/** Readings or prices that are stored and not yet folded in. */
export const selectWaitingWork = async (
  db: Queryable,
  of: { readonly devices: readonly number[]; readonly points: readonly number[] },
): Promise<boolean> =>
  (await rowOf(db, WAITING, [of.devices, of.points], (row) => flagIn(row, 'refold') || flagIn(row, 'rerate'))) ?? false;
