import { MINUTE_MS } from '#domain/time/instant.ts';
import type { AccrualDelta, AlarmChange, FlagRow, RefoldMark, SlotRow } from '#domain/twin/effects.ts';
import { atMs } from '../queries/row.ts';
import { numbersOf, wordsOf } from './arrays.ts';
import type { CountRow, QuarantineRow, RawRow, ReadingRow } from './batch.ts';

/** One statement, ready for pg: text and values. No named statements: the embedded database shares one session. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const READING_COLUMNS = 'device_id, at, digest, import, export, reactive, power, relay, raw_id, raw_index, received_at';
const READING_ROWS = `
  select d, ${atMs('a')}, g, i, e, q, p, l, $9::bigint, x, ${atMs('r')}
  from unnest($1::int[], $2::float8[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::smallint[],
              $10::int[], $11::float8[]) as t(d, a, g, i, e, q, p, l, x, r)`;

const readingValues = (rows: readonly ReadingRow[], rawId: number): unknown[] => [
  numbersOf(rows, (row) => row.deviceId),
  numbersOf(rows, (row) => row.at),
  numbersOf(rows, (row) => row.digest),
  numbersOf(rows, (row) => row.import),
  numbersOf(rows, (row) => row.export),
  numbersOf(rows, (row) => row.reactive),
  numbersOf(rows, (row) => row.power),
  numbersOf(rows, (row) => row.relay),
  rawId,
  numbersOf(rows, (row) => row.rawIndex),
  numbersOf(rows, (row) => row.receivedAt),
];

/** Readings that are newer than all stored ones of their device. A key that exists all the same is a mistake of ours and fails the batch. */
export const insertReadings = (rows: readonly ReadingRow[], rawId: number): Statement => ({
  text: `insert into reading (${READING_COLUMNS}) ${READING_ROWS}`,
  values: readingValues(rows, rawId),
});

/** Late readings: stored once, and their devices marked for refolding in the same statement. Answers what was stored, by device. */
export const insertLateReadings = (rows: readonly ReadingRow[], rawId: number): Statement => ({
  text: `
    with stored as (
      insert into reading (${READING_COLUMNS}) ${READING_ROWS}
      on conflict (device_id, at, digest) do nothing
      returning device_id, at, import, export, reactive),
    by_device as (
      select device_id, min(at) as lo, max(at) as hi, count(*)::int as stored,
             bit_or((import is not null)::int + 2 * (export is not null)::int + 4 * (reactive is not null)::int)::smallint as registers
      from stored group by device_id),
    marked as (
      insert into refold (device_id, lo, hi, registers) select device_id, lo, hi, registers from by_device
      on conflict (device_id) do update set lo = least(refold.lo, excluded.lo), hi = greatest(refold.hi, excluded.hi),
        registers = refold.registers | excluded.registers)
    select device_id, stored, (extract(epoch from lo) * 1000)::float8 as lo, (extract(epoch from hi) * 1000)::float8 as hi, registers from by_device`,
  values: readingValues(rows, rawId),
});

export const markRefolds = (marks: readonly RefoldMark[]): Statement => ({
  text: `
    insert into refold (device_id, lo, hi, registers)
    select d, ${atMs('min(lo)')}, ${atMs('max(hi)')}, bit_or(r)::smallint
    from unnest($1::int[], $2::float8[], $3::float8[], $4::int[]) as t(d, lo, hi, r) group by d
    on conflict (device_id) do update set lo = least(refold.lo, excluded.lo), hi = greatest(refold.hi, excluded.hi),
      registers = refold.registers | excluded.registers`,
  values: [
    numbersOf(marks, (mark) => mark.deviceId),
    numbersOf(marks, (mark) => mark.lo),
    numbersOf(marks, (mark) => mark.hi),
    numbersOf(marks, (mark) => mark.registers),
  ],
});

export const insertRaw = (row: RawRow): Statement => ({
  text: `insert into raw (id, received_at, messages, frames) values ($1, ${atMs('$2')}, $3, $4)`,
  values: [row.id, row.receivedAt, row.messages, Buffer.from(row.frames)],
});

export const upsertSlots = (rows: readonly SlotRow[]): Statement => ({
  text: `
    insert into slot (point_id, register, start, installation_id, quantity, quality, window_max, window_at,
                      account_id, version_id, period, day, charge)
    select p, g, ${atMs('s')}, i, q, y, nullif(w, -1), case when w >= 0 then ${atMs('wa')} end,
           nullif(a, 0), nullif(v, 0), case when v <> 0 then o end, d, c
    from unnest($1::int[], $2::smallint[], $3::float8[], $4::int[], $5::bigint[], $6::smallint[], $7::bigint[], $8::float8[],
                $9::int[], $10::int[], $11::smallint[], $12::date[], $13::numeric[]) as t(p, g, s, i, q, y, w, wa, a, v, o, d, c)
    on conflict (point_id, register, start, installation_id) do update set
      quantity = excluded.quantity, quality = excluded.quality, window_max = excluded.window_max, window_at = excluded.window_at,
      account_id = excluded.account_id, version_id = excluded.version_id, period = excluded.period, day = excluded.day,
      charge = excluded.charge`,
  values: [
    numbersOf(rows, (row) => row.pointId),
    numbersOf(rows, (row) => row.register),
    numbersOf(rows, (row) => row.start),
    numbersOf(rows, (row) => row.installationId),
    numbersOf(rows, (row) => row.quantity),
    numbersOf(rows, (row) => row.quality),
    numbersOf(rows, (row) => row.windowMax),
    numbersOf(rows, (row) => row.windowAt),
    numbersOf(rows, (row) => row.accountId),
    numbersOf(rows, (row) => row.versionId),
    numbersOf(rows, (row) => row.period),
    wordsOf(rows, (row) => row.day),
    numbersOf(rows, (row) => row.charge),
  ],
});

/** Adds to the lines; a line whose last slot went goes too, so that two ways to the same state leave the same rows (law 2). */
export const addAccruals = (lines: readonly AccrualDelta[]): Statement => ({
  text: `
    with added as (
      insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
      select a, d, p, v, o, q, c, n
      from unnest($1::int[], $2::date[], $3::int[], $4::int[], $5::smallint[], $6::bigint[], $7::numeric[], $8::int[]) as t(a, d, p, v, o, q, c, n)
      on conflict (account_id, day, point_id, version_id, period) do update set
        quantity = accrual.quantity + excluded.quantity, charge = accrual.charge + excluded.charge, slots = accrual.slots + excluded.slots
      returning account_id, day, point_id, version_id, period, slots)
    select account_id, day::text as day, point_id, version_id, period from added where slots = 0`,
  values: [
    numbersOf(lines, (line) => line.accountId),
    wordsOf(lines, (line) => line.day),
    numbersOf(lines, (line) => line.pointId),
    numbersOf(lines, (line) => line.versionId),
    numbersOf(lines, (line) => line.period),
    numbersOf(lines, (line) => line.quantity),
    numbersOf(lines, (line) => line.charge),
    numbersOf(lines, (line) => line.slots),
  ],
});

export const dropEmptyAccruals = (accountIds: readonly number[]): Statement => ({
  text: 'delete from accrual where account_id = any($1::int[]) and slots = 0',
  values: [numbersOf(accountIds, (id) => id)],
});

/** The newest verdict of a reading stands. */
export const upsertFlags = (rows: readonly FlagRow[]): Statement => ({
  text: `
    insert into flag (installation_id, register, at, verdict, prior)
    select distinct on (i, g, a) i, g, ${atMs('a')}, v, nullif(p, -1)
    from unnest($1::int[], $2::smallint[], $3::float8[], $4::text[], $5::bigint[]) with ordinality as t(i, g, a, v, p, n)
    order by i, g, a, n desc
    on conflict (installation_id, register, at) do update set verdict = excluded.verdict, prior = excluded.prior`,
  values: [
    numbersOf(rows, (row) => row.installationId),
    numbersOf(rows, (row) => row.register),
    numbersOf(rows, (row) => row.at),
    wordsOf(rows, (row) => row.verdict),
    numbersOf(rows, (row) => row.prior ?? -1),
  ],
});

/** One row each: raw bytes differ in size, and there are few. */
export const insertQuarantine = (rows: readonly QuarantineRow[]): Statement => {
  const width = 8;
  const places = rows.map((_, i) => {
    const at = i * width;
    return `(${atMs(`$${at + 1}`)}, $${at + 2}::int, $${at + 3}, $${at + 4}, $${at + 5}, $${at + 6}, $${at + 7}::bytea, $${at + 8}::int)`;
  });
  return {
    text: `insert into quarantine (received_at, park_id, topic, serial, reason, detail, raw, items) values ${places.join(', ')}`,
    values: rows.flatMap((row) => [
      row.receivedAt,
      row.parkId,
      row.topic,
      row.serial,
      row.reason,
      row.detail,
      Buffer.from(row.raw),
      row.items,
    ]),
  };
};

/** By day, and by the minute that ends next, in one statement: a past instant is told how far its day had come. */
export const addCounts = (rows: readonly CountRow[], at: number): Statement => ({
  text: `
    with given as (
      select p, d, r, s, u, q from unnest($1::int[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) as t(p, d, r, s, u, q)),
    by_minute as (
      insert into ingest_minute (park_id, day, minute, received, stored, duplicate, quarantined)
      select p, d, ${atMs('$7')}, r, s, u, q from given
      on conflict (park_id, day, minute) do update set received = ingest_minute.received + excluded.received,
        stored = ingest_minute.stored + excluded.stored, duplicate = ingest_minute.duplicate + excluded.duplicate,
        quarantined = ingest_minute.quarantined + excluded.quarantined)
    insert into ingest_count (park_id, day, received, stored, duplicate, quarantined)
    select p, d, r, s, u, q from given
    on conflict (park_id, day) do update set received = ingest_count.received + excluded.received,
      stored = ingest_count.stored + excluded.stored, duplicate = ingest_count.duplicate + excluded.duplicate,
      quarantined = ingest_count.quarantined + excluded.quarantined`,
  values: [
    numbersOf(rows, (row) => row.parkId),
    wordsOf(rows, (row) => row.day),
    numbersOf(rows, (row) => row.received),
    numbersOf(rows, (row) => row.stored),
    numbersOf(rows, (row) => row.duplicate),
    numbersOf(rows, (row) => row.quarantined),
    Math.ceil(at / MINUTE_MS) * MINUTE_MS,
  ],
});

export const openAlarm = (change: AlarmChange): Statement => ({
  text: `
    insert into alarm (park_id, kind, severity, subject, subject_id, opened_at, data)
    values ($1, $2, $3, $4, $5, ${atMs('$6')}, $7)
    on conflict (park_id, kind, subject, subject_id) where closed_at is null
    do update set data = excluded.data, severity = excluded.severity`,
  values: [change.parkId, change.kind, change.severity, change.subject, change.subjectId, change.at, JSON.stringify(change.data)],
});

export const closeAlarm = (change: AlarmChange): Statement => ({
  text: `update alarm set closed_at = ${atMs('$5')} where park_id = $1 and kind = $2 and subject = $3 and subject_id = $4 and closed_at is null`,
  values: [change.parkId, change.kind, change.subject, change.subjectId, change.at],
});
