import type { ClientBase } from 'pg';
import { lasts } from '../queries/installations.ts';
import { floatMs } from '../queries/row.ts';
import type { KindCounts } from './write-kind.ts';

/** Something whose derived figures are out of date over [lo, hi]; an open hi has no end. Milliseconds. */
export interface Affected {
  readonly id: number;
  /** Code of the point, serial of the device, code of the tariff. */
  readonly key: string;
  readonly lo: number;
  readonly hi: number | null;
}

export interface StretchesWritten extends KindCounts {
  readonly affected: readonly Affected[];
}

/**
 * $1 park, $2 rows. What differs from the table is written; a new payer or price touches the whole stretch, a new end only what lies
 * between the two ends.
 */
const ASSIGNMENTS = `
  with changed as materialized (
    select t.place, p.id as point_id, p.code, a.id as account_id, f.id as tariff_id, t.from_at, t.to_at, x.id as old_id, x.to_at as old_to,
           x.id is null or (x.account_id, x.tariff_id) is distinct from (a.id, f.id) as whole
    from json_to_recordset($2::json) as t(place int, point text, account text, tariff text, from_at timestamptz, to_at timestamptz)
    join point p on p.park_id = $1 and p.code = t.point
    join account a on a.park_id = $1 and a.code = t.account
    join tariff f on f.park_id = $1 and f.code = t.tariff
    left join assignment x on x.point_id = p.id and x.from_at = t.from_at
    where x.id is null or (x.account_id, x.tariff_id, x.to_at) is distinct from (a.id, f.id, t.to_at)
  ), created as (
    insert into assignment (point_id, account_id, tariff_id, from_at, to_at)
    select point_id, account_id, tariff_id, from_at, to_at from changed where old_id is null order by place
  ), updated as (
    update assignment x set account_id = c.account_id, tariff_id = c.tariff_id, to_at = c.to_at from changed c where x.id = c.old_id
  )
  select point_id as id, code as key, old_id is null as created,
         ${floatMs('case when whole then from_at else least(old_to, to_at) end')} as lo,
         ${floatMs('case when to_at is null or (old_id is not null and old_to is null) then null else greatest(to_at, old_to) end')} as hi
  from changed`;

/** As for assignments; what was read at an end touches the readings around it. A point never changes once there are slots. */
const INSTALLATIONS = `
  with changed as materialized (
    select d.id as device_id, d.serial, p.id as point_id, t.*, x.id as old_id, x.to_at as old_to,
           x.id is null or (x.point_id, x.ratio_milli, x.start_import, x.start_export, x.start_reactive)
             is distinct from (p.id, t.ratio_milli, t.start_import, t.start_export, t.start_reactive) as whole
    from json_to_recordset($2::json) as t(place int, device text, point text, from_at timestamptz, to_at timestamptz, ratio_milli bigint,
      start_import bigint, start_export bigint, start_reactive bigint, end_import bigint, end_export bigint, end_reactive bigint)
    join device d on d.serial = t.device
    join point p on p.park_id = $1 and p.code = t.point
    left join installation x on x.device_id = d.id and x.from_at = t.from_at and ${lasts('x')}
    where x.id is null
      or (x.point_id, x.to_at, x.ratio_milli, x.start_import, x.start_export, x.start_reactive, x.end_import, x.end_export, x.end_reactive)
         is distinct from
         (p.id, t.to_at, t.ratio_milli, t.start_import, t.start_export, t.start_reactive, t.end_import, t.end_export, t.end_reactive)
  ), created as (
    insert into installation (device_id, point_id, from_at, to_at, ratio_milli, start_import, start_export, start_reactive,
      end_import, end_export, end_reactive)
    select device_id, point_id, from_at, to_at, ratio_milli, start_import, start_export, start_reactive, end_import, end_export, end_reactive
    from changed where old_id is null order by place
  ), updated as (
    update installation x
    set point_id = c.point_id, to_at = c.to_at, ratio_milli = c.ratio_milli, start_import = c.start_import, start_export = c.start_export,
      start_reactive = c.start_reactive, end_import = c.end_import, end_export = c.end_export, end_reactive = c.end_reactive
    from changed c where x.id = c.old_id
  )
  select device_id as id, serial as key, old_id is null as created,
         ${floatMs('case when whole then from_at else least(old_to, to_at) end')} as lo,
         ${floatMs('case when to_at is null or (old_id is not null and old_to is null) then null else greatest(to_at, old_to) end')} as hi
  from changed`;

/** $1 park, $2 rows. A version reaches to the next one of its tariff, midnight to midnight of the park's zone. */
const VERSIONS = `
  with changed as materialized (
    select t.place, f.id as tariff_id, f.code, t.valid_from, t.source, t.content, x.id as old_id
    from json_to_recordset($2::json) as t(place int, tariff text, valid_from date, source text, content jsonb)
    join tariff f on f.park_id = $1 and f.code = t.tariff
    left join tariff_version x on x.tariff_id = f.id and x.valid_from = t.valid_from
    where x.id is null or (x.source, x.content) is distinct from (t.source, t.content)
  ), created as (
    insert into tariff_version (tariff_id, valid_from, source, content)
    select tariff_id, valid_from, source, content from changed where old_id is null order by place
  ), updated as (
    update tariff_version x set source = c.source, content = c.content from changed c where x.id = c.old_id
  ), days as (
    select tariff_id, valid_from from changed
    union
    select x.tariff_id, x.valid_from from tariff_version x join tariff f on f.id = x.tariff_id where f.park_id = $1
  ), spans as (
    select tariff_id, valid_from, lead(valid_from) over (partition by tariff_id order by valid_from) as valid_to from days
  )
  select c.tariff_id as id, c.code as key, c.old_id is null as created,
         ${floatMs('s.valid_from::timestamp at time zone k.zone')} as lo, ${floatMs('s.valid_to::timestamp at time zone k.zone')} as hi
  from changed c join spans s using (tariff_id, valid_from) join park k on k.id = $1`;

const write = async (client: ClientBase, text: string, parkId: number, rows: readonly object[]): Promise<StretchesWritten> => {
  const { rows: changed } = await client.query<Affected & { created: boolean }>(text, [
    parkId,
    JSON.stringify(rows.map((row, place) => ({ ...row, place }))),
  ]);
  const created = changed.filter((row) => row.created).length;
  const updated = changed.length - created;
  const affected = changed.map(({ id, key, lo, hi }) => ({ id, key, lo, hi }));
  return { created, updated, unchanged: rows.length - changed.length, affected };
};

/** Affected: points. */
export const writeAssignments = (client: ClientBase, parkId: number, rows: readonly object[]) => write(client, ASSIGNMENTS, parkId, rows);
/** Affected: devices. */
export const writeInstallations = (client: ClientBase, parkId: number, rows: readonly object[]) =>
  write(client, INSTALLATIONS, parkId, rows);
/** Affected: tariffs. */
export const writeVersions = (client: ClientBase, parkId: number, rows: readonly object[]) => write(client, VERSIONS, parkId, rows);
