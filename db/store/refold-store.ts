import type { ClientBase } from 'pg';
import type { VerdictAt } from '#domain/metering/chain.ts';
import type { SlotRow } from '#domain/twin/effects.ts';
import type { StoredSample } from '#domain/twin/refold.ts';
import { atMs, floatMs } from '../queries/row.ts';
import { numbersOf } from './arrays.ts';

/** Columns of `reading` by the index of REGISTERS. */
const COLUMN = ['import', 'export', 'reactive'] as const;

export interface RefoldRow {
  readonly deviceId: number;
  readonly lo: number;
  readonly hi: number;
  readonly registers: number;
}

/** Refolds that wait, for the devices of the given parks. */
export const listRefolds = async (client: ClientBase, parkIds: readonly number[]): Promise<readonly RefoldRow[]> => {
  const answer = await client.query(
    `select r.device_id, ${floatMs('r.lo')} as lo, ${floatMs('r.hi')} as hi, r.registers
     from refold r join device d on d.id = r.device_id where d.park_id = any($1::int[])`,
    [numbersOf(parkIds, (id) => id)],
  );
  return answer.rows.map((row) => ({ deviceId: row.device_id, lo: row.lo, hi: row.hi, registers: row.registers }));
};

/** One instant may be stored with several powers; a handful of rows reaches the instant before it. */
const ANCHOR_ROWS = 6;

export interface Anchor {
  readonly at: number;
  readonly value: number;
  /** It begins a segment, or nothing lies before it. */
  readonly first: boolean;
}

/** The last reading that counts before an instant, and whether it is the first of its segment. */
export const findAnchor = async (
  client: ClientBase,
  where: { readonly deviceId: number; readonly installationId: number; readonly register: number; readonly from: number },
  before: number,
): Promise<Anchor | null> => {
  const column = COLUMN[where.register] ?? 'import';
  const answer = await client.query(
    `select ${floatMs('r.at')} as at, coalesce(d.value, r.${column})::float8 as value,
       exists (select from flag f where f.installation_id = $2 and f.register = $3 and f.at = r.at and f.verdict in ('reset', 'break')) as begins
     from reading r left join decision d on d.device_id = r.device_id and d.register = $3 and d.at = r.at
     where r.device_id = $1 and r.at < ${atMs('$4')} and r.at >= ${atMs('$5')} and r.${column} is not null
       and not exists (select from flag f where f.installation_id = $2 and f.register = $3 and f.at = r.at
                       and f.verdict in ('conflict', 'outlier', 'suspect'))
     order by r.at desc limit ${ANCHOR_ROWS}`,
    [where.deviceId, where.installationId, where.register, before, where.from],
  );
  const row = answer.rows[0];
  if (!row) return null;
  return { at: row.at, value: row.value, first: row.begins || answer.rows.every((other) => other.at === row.at) };
};

/** Stored samples of one register after an instant, by time, at most `limit` of them. */
export const loadSamples = async (
  client: ClientBase,
  where: { readonly deviceId: number; readonly register: number; readonly after: number; readonly before: number },
  limit: number,
): Promise<readonly StoredSample[]> => {
  const column = COLUMN[where.register] ?? 'import';
  const answer = await client.query(
    `select ${floatMs('r.at')} as at, min(r.${column})::float8 as lowest, max(r.${column})::float8 as highest,
       bool_or(d.at is not null) as decided, min(d.value)::float8 as chosen
     from reading r left join decision d on d.device_id = r.device_id and d.register = $5 and d.at = r.at
     where r.device_id = $1 and r.at > ${atMs('$2')} and r.at < ${atMs('$3')} and r.${column} is not null
     group by r.at order by r.at limit $4`,
    [where.deviceId, where.after, where.before, limit, where.register],
  );
  return answer.rows.map(sampleFromRow);
};

export interface SampleRow {
  readonly at: number;
  readonly lowest: number;
  readonly highest: number;
  readonly decided: boolean;
  readonly chosen: number | null;
}

export const sampleFromRow = ({ at, lowest, highest, decided, chosen }: SampleRow): StoredSample => {
  if (decided) return chosen === null ? { at, value: lowest, standing: 'dismissed' } : { at, value: chosen, standing: 'accepted' };
  return { at, value: lowest, standing: lowest === highest ? 'plain' : 'conflict' };
};

/** Verdicts of one register of an installation in (after, until]. */
export const loadFlags = async (
  client: ClientBase,
  where: { readonly installationId: number; readonly register: number },
  range: { readonly after: number; readonly until: number },
): Promise<ReadonlyMap<number, VerdictAt>> => {
  const answer = await client.query(
    `select ${floatMs('at')} as at, verdict, prior::float8 as prior from flag
     where installation_id = $1 and register = $2 and at > ${atMs('$3')} and at <= ${atMs('$4')} order by flag.at`,
    [where.installationId, where.register, range.after, range.until],
  );
  return new Map(answer.rows.map((row) => [row.at, { at: row.at, verdict: row.verdict, prior: row.prior }]));
};

/** The register before the reset that began the segment an instant lies in; -1 where none did. */
export const loadPrior = async (
  client: ClientBase,
  where: { readonly installationId: number; readonly register: number },
  at: number,
): Promise<number> => {
  const answer = await client.query(
    `select verdict, prior::float8 as prior from flag
     where installation_id = $1 and register = $2 and at <= ${atMs('$3')} and verdict in ('reset', 'break')
     order by flag.at desc limit 1`,
    [where.installationId, where.register, at],
  );
  const row = answer.rows[0];
  return row?.verdict === 'reset' && row.prior !== null ? row.prior : -1;
};

export const SLOT_COLUMNS = `point_id, register, ${floatMs('start')} as start, installation_id, quantity::float8 as quantity, quality,
  coalesce(window_max, -1)::float8 as window_max, coalesce(${floatMs('window_at')}, -1) as window_at, coalesce(account_id, 0) as account_id,
  coalesce(version_id, 0) as version_id, coalesce(period, 0) as period, day::text as day, charge::text as charge`;

export const slotFromRow = (row: Record<string, unknown>): SlotRow => ({
  pointId: Number(row.point_id),
  register: Number(row.register),
  start: Number(row.start),
  installationId: Number(row.installation_id),
  quantity: Number(row.quantity),
  quality: Number(row.quality),
  windowMax: Number(row.window_max),
  windowAt: Number(row.window_at),
  accountId: Number(row.account_id),
  versionId: Number(row.version_id),
  period: Number(row.period),
  day: String(row.day),
  charge: BigInt(String(row.charge)),
});

export const loadSlots = async (
  client: ClientBase,
  where: { readonly installationId: number; readonly register: number },
  range: { readonly from: number; readonly to: number },
): Promise<readonly SlotRow[]> => {
  const answer = await client.query(
    `select ${SLOT_COLUMNS} from slot where installation_id = $1 and register = $2 and start >= ${atMs('$3')} and start < ${atMs('$4')} order by slot.start`,
    [where.installationId, where.register, range.from, range.to],
  );
  return answer.rows.map(slotFromRow);
};

/** Those of the given slots that are stored, as they are stored. */
export const loadSame = async (client: ClientBase, rows: readonly SlotRow[]): Promise<readonly SlotRow[]> => {
  const starts = rows.map((row) => row.start);
  // The range keeps the lookup to the chunks it can be in.
  const answer = await client.query(
    `select ${SLOT_COLUMNS} from slot join unnest($1::int[], $2::smallint[], $3::float8[], $4::int[]) as t(p, g, s, i)
       on point_id = p and register = g and start = to_timestamp(s / 1000.0::float8) and installation_id = i
     where start >= ${atMs('$5')} and start <= ${atMs('$6')}`,
    [
      numbersOf(rows, (r) => r.pointId),
      numbersOf(rows, (r) => r.register),
      numbersOf(rows, (r) => r.start),
      numbersOf(rows, (r) => r.installationId),
      starts.reduce((a, b) => Math.min(a, b)),
      starts.reduce((a, b) => Math.max(a, b)),
    ],
  );
  return answer.rows.map(slotFromRow);
};

export const deleteSlots = async (client: ClientBase, rows: readonly SlotRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await client.query(
    `delete from slot using unnest($1::int[], $2::smallint[], $3::float8[], $4::int[]) as t(p, g, s, i)
     where point_id = p and register = g and start = to_timestamp(s / 1000.0::float8) and installation_id = i`,
    [
      numbersOf(rows, (r) => r.pointId),
      numbersOf(rows, (r) => r.register),
      numbersOf(rows, (r) => r.start),
      numbersOf(rows, (r) => r.installationId),
    ],
  );
};

export const deleteFlags = async (
  client: ClientBase,
  where: { readonly installationId: number; readonly register: number },
  instants: readonly number[],
): Promise<void> => {
  if (instants.length === 0) return;
  await client.query(
    `delete from flag using unnest($3::float8[]) as t(a)
     where installation_id = $1 and register = $2 and at = to_timestamp(a / 1000.0::float8)`,
    [where.installationId, where.register, numbersOf(instants, (at) => at)],
  );
};

/** Done, unless an import has widened the row meanwhile. */
export const finishRefold = async (client: ClientBase, row: RefoldRow): Promise<void> => {
  await client.query(`delete from refold where device_id = $1 and lo = ${atMs('$2')} and hi = ${atMs('$3')} and registers = $4`, [
    row.deviceId,
    row.lo,
    row.hi,
    row.registers,
  ]);
};

/** A part is done: what is left begins at `lo`. */
export const shortenRefold = async (client: ClientBase, row: RefoldRow, lo: number): Promise<void> => {
  await client.query(
    `update refold set lo = ${atMs('$5')} where device_id = $1 and lo = ${atMs('$2')} and hi = ${atMs('$3')} and registers = $4`,
    [row.deviceId, row.lo, row.hi, row.registers, lo],
  );
};

/** The largest sliding window of a point in a stretch, and its end: the earliest of equals. */
export const loadWindowMax = async (
  client: ClientBase,
  pointId: number,
  range: { readonly from: number; readonly to: number },
): Promise<{ readonly windowMax: number; readonly windowAt: number }> => {
  const answer = await client.query(
    `select window_max::float8 as window_max, ${floatMs('window_at')} as window_at from slot
     where point_id = $1 and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} and window_max is not null
     order by slot.window_max desc, slot.window_at limit 1`,
    [pointId, range.from, range.to],
  );
  const row = answer.rows[0];
  return row ? { windowMax: row.window_max, windowAt: row.window_at } : { windowMax: -1, windowAt: -1 };
};
