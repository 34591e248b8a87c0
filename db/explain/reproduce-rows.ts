import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { AccrualDelta, SlotRow } from '#domain/twin/effects.ts';
import { atMs, bigIn, dayIn, epochMs, flagIn, instantIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';
import { type RawMessage, unpackFrames } from '../store/raw-frames.ts';
import { HEAD_BYTES, placesOf, type Wanted } from '../store/raw-holds.ts';
import { SLOT_COLUMNS, slotFromRow } from '../store/refold-store.ts';

/** A commit's messages, as far as they are wanted. */
export interface RawBatch {
  readonly id: number;
  readonly committedAt: InstantMs;
  readonly bytes: number;
  readonly messages: readonly RawMessage[];
}

/** A commit holds some thousand messages: a page is some megabytes. */
const BATCHES_MAX = 20;
const BATCHES = `
  select id, ${epochMs('received_at')} as received_at, frames from raw
  where id = any($1::bigint[]) and received_at >= ${atMs('$2')} - interval '1 ms' and received_at <= ${atMs('$3')} + interval '1 ms' order by id`;

/** What commits hold is told by some hundred bytes each: a page is a megabyte. */
const HEADS_MAX = 2_000;
const byte = (n: number): string => `get_byte(h.head, ${n})`;
const HEADS = `
  select w.id, ${epochMs('w.received_at')} as received_at, case when octet_length(h.head) = ${HEAD_BYTES} and ${byte(0)} = 81 and ${byte(1)} = 42 and ${byte(2)} = 77 and ${byte(3)} = 24
    then substring(w.frames from ${HEAD_BYTES + 1} for ${byte(4)} + ${byte(5)} * 256 + ${byte(6)} * 65536) end as holds
  from raw w cross join lateral (select substring(w.frames from 1 for ${HEAD_BYTES}) as head) h where w.id > $1 order by w.id limit ${HEADS_MAX}`;

/**
 * The raw messages that are kept and can hold readings of these meters, in pages of commits; nothing is locked meanwhile. Commits that do not tell what they
 * hold, written before they did, are all among them. `wanted` null: all.
 */
export async function* rawBatches(db: Queryable, wanted: Wanted | null): AsyncGenerator<readonly RawBatch[]> {
  for (let after = -1; ; ) {
    const heads = await rowsOf(db, HEADS, [after], (row) => ({
      id: wholeIn(row, 'id'),
      at: instantIn(row, 'received_at'),
      holds: row.holds instanceof Uint8Array ? row.holds : null,
    }));
    const last = heads.at(-1);
    if (last === undefined) return;
    after = last.id;
    const found = heads
      .map(({ holds, ...head }) => ({ ...head, places: wanted === null || holds === null ? null : placesOf(holds, wanted) }))
      .filter(({ places }) => places === null || places.length > 0);
    for (let i = 0; i < found.length; i += BATCHES_MAX) yield selectBatches(db, found.slice(i, i + BATCHES_MAX));
  }
}

interface Head {
  readonly id: number;
  readonly at: InstantMs;
  /** Null: all. */
  readonly places: readonly number[] | null;
}

const selectBatches = (db: Queryable, heads: readonly Head[]): Promise<RawBatch[]> => {
  const at = heads.map((head) => head.at);
  const places = new Map(heads.map((head) => [head.id, head.places]));
  return rowsOf(db, BATCHES, [numbersOf(heads, ({ id }) => id), Math.min(...at), Math.max(...at)], (row): RawBatch => {
    const { frames } = row;
    if (!(frames instanceof Uint8Array)) throw new TypeError('row: frames are no bytes');
    const id = wholeIn(row, 'id');
    const messages = unpackFrames(frames);
    const own = places.get(id)?.flatMap((place) => messages[place] ?? []);
    return { id, committedAt: instantIn(row, 'received_at'), bytes: frames.length, messages: own ?? messages };
  });
};

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
