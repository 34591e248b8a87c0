import type { ClientBase } from 'pg';
import { HOUR_MS, type InstantMs } from '#domain/time/instant.ts';
import type { Affected } from './write-stretches.ts';

/**
 * How far beyond now work reaches: until the twin is built anew with the new model, readings are still folded by the old one.
 * A twin looks for its park's version every few seconds; an hour outlasts a restart.
 */
const SLACK_MS = HOUR_MS;

export interface Mark {
  readonly id: number;
  readonly lo: number;
  readonly hi: number;
}

/** One mark a subject, from its earliest affected instant to its latest, now at most; what lies ahead needs no work. */
export const marksOf = (affected: readonly Affected[], now: InstantMs): Mark[] => {
  const horizon = now + SLACK_MS;
  const marks = new Map<number, Mark>();
  for (const { id, lo, hi } of affected) {
    if (lo > horizon) continue;
    const end = Math.min(hi ?? horizon, horizon);
    const known = marks.get(id);
    marks.set(id, known ? { id, lo: Math.min(known.lo, lo), hi: Math.max(known.hi, end) } : { id, lo, hi: end });
  }
  // In order of id, as everybody marks, so that two who mark the same subjects wait instead of blocking each other.
  return [...marks.values()].sort((a, b) => a.id - b.id);
};

const ROWS = `
  select id, to_timestamp(lo / 1000), to_timestamp(hi / 1000) from unnest($1::int[], $2::float8[], $3::float8[]) as t(id, lo, hi)`;

const REFOLD = `
  insert into refold (device_id, lo, hi) ${ROWS}
  on conflict (device_id) do update set lo = least(refold.lo, excluded.lo), hi = greatest(refold.hi, excluded.hi), registers = 7`;

const RERATE = `
  insert into rerate (point_id, lo, hi) ${ROWS}
  on conflict (point_id) do update set lo = least(rerate.lo, excluded.lo), hi = greatest(rerate.hi, excluded.hi)`;

const mark = async (client: ClientBase, text: string, marks: readonly Mark[]): Promise<void> => {
  if (marks.length === 0) return;
  await client.query(text, [marks.map(({ id }) => id), marks.map(({ lo }) => lo), marks.map(({ hi }) => hi)]);
};

/** Devices to fold again from their readings, all registers. */
export const markRefolds = (client: ClientBase, marks: readonly Mark[]): Promise<void> => mark(client, REFOLD, marks);
/** Points whose slots are to be priced again. */
export const markRerates = (client: ClientBase, marks: readonly Mark[]): Promise<void> => mark(client, RERATE, marks);

const REWORK = `
  insert into rework (point_id, lo, hi, marked_at)
  select id, to_timestamp(lo / 1000), to_timestamp(hi / 1000), to_timestamp($5::float8 / 1000)
  from unnest($1::int[], $2::float8[], $3::float8[], $4::bool[]) as t(id, lo, hi, of_device) where not of_device
  union
  select i.point_id, to_timestamp(lo / 1000), to_timestamp(hi / 1000), to_timestamp($5::float8 / 1000)
  from unnest($1::int[], $2::float8[], $3::float8[], $4::bool[]) as t(id, lo, hi, of_device) join installation i on i.device_id = t.id
  where of_device`;

/** What of the past is made anew, and since when: time travel says so of figures it shows. */
export const noteRework = async (
  client: ClientBase,
  { rerates, refolds }: { readonly rerates: readonly Mark[]; readonly refolds: readonly Mark[] },
  now: number,
): Promise<void> => {
  const marks = [...rerates, ...refolds];
  if (marks.length === 0) return;
  const ofDevice = marks.map((_, i) => i >= rerates.length);
  await client.query(REWORK, [marks.map(({ id }) => id), marks.map(({ lo }) => lo), marks.map(({ hi }) => hi), ofDevice, now]);
};

const POINTS_OF_TARIFFS = `
  select a.point_id as id, p.code as key, greatest(extract(epoch from a.from_at) * 1000, t.lo)::float8 as lo,
         least(extract(epoch from a.to_at) * 1000, t.hi)::float8 as hi
  from unnest($1::int[], $2::float8[], $3::float8[]) as t(tariff_id, lo, hi)
  join assignment a on a.tariff_id = t.tariff_id
  join point p on p.id = a.point_id
  where (t.hi is null or extract(epoch from a.from_at) * 1000 < t.hi) and (a.to_at is null or extract(epoch from a.to_at) * 1000 > t.lo)`;

/** The points priced by tariffs over the stretches in which these changed. */
export const pointsOfTariffs = async (client: ClientBase, tariffs: readonly Affected[]): Promise<Affected[]> => {
  if (tariffs.length === 0) return [];
  const values = [tariffs.map(({ id }) => id), tariffs.map(({ lo }) => lo), tariffs.map(({ hi }) => hi)];
  return (await client.query<Affected>(POINTS_OF_TARIFFS, values)).rows;
};

/** What a register means depends on its modulus and on the most a meter can carry: all of the device's readings are folded again. */
const RECOUNTED = `
  select x.id, x.serial as key, (extract(epoch from min(i.from_at)) * 1000)::float8 as lo, null::float8 as hi
  from json_to_recordset($2::json) as t(serial text, modulus_milli bigint, max_rate bigint)
  join device x on x.park_id = $1 and x.serial = t.serial and (x.modulus_milli, x.max_rate) is distinct from (t.modulus_milli, t.max_rate)
  join installation i on i.device_id = x.id
  group by x.id, x.serial`;

/** Ask before the devices are written. */
export const recountedDevices = async (client: ClientBase, parkId: number, devices: readonly object[]): Promise<Affected[]> =>
  (await client.query<Affected>(RECOUNTED, [parkId, JSON.stringify(devices)])).rows;
