import type { ClientBase } from 'pg';
import type { FileFault, FileFaultCode } from '#domain/park/file-fault.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { lasts } from '../queries/installations.ts';
import type { FileRows } from './file-rows.ts';

/** More than a person reads. */
const FAULTS_MAX = 1_000;

interface Refusal {
  readonly code: FileFaultCode;
  /** Takes ($1 park id, $2 rows as JSON); answers path and message of every fault. */
  readonly sql: string;
  readonly rows: (rows: FileRows) => readonly object[];
}

const STRETCH = 'from_at timestamptz, to_at timestamptz';
const SPAN = (of: string) => `tstzrange(${of}.from_at, ${of}.to_at)`;

/** What only the database knows. `x` is what stands there, `t` what the file says; things the file does not name stay as they are. */
const REFUSALS: readonly Refusal[] = [
  {
    code: 'FIXED',
    rows: (rows) => rows.tariffs,
    sql: `select t.path || '.medium' as path, 'prices ' || x.medium || ' and cannot change; give the other a code of its own' as message
      from json_to_recordset($2::json) as t(path text, code text, medium text)
      join tariff x on x.park_id = $1 and x.code = t.code and x.medium <> t.medium`,
  },
  {
    code: 'FIXED',
    rows: (rows) => rows.points,
    sql: `select t.path || '.medium' as path, 'counts ' || x.medium || ' and cannot change; give the other a code of its own' as message
      from json_to_recordset($2::json) as t(path text, code text, medium text)
      join point x on x.park_id = $1 and x.code = t.code and x.medium <> t.medium`,
  },
  {
    code: 'TAKEN',
    rows: (rows) => rows.devices,
    sql: `select t.path || '.serial' as path, t.serial || ' is a device of park ' || k.code as message
      from json_to_recordset($2::json) as t(path text, serial text)
      join device x on x.serial = t.serial join park k on k.id = x.park_id where x.park_id <> $1`,
  },
  {
    code: 'OVERLAP',
    rows: (rows) => rows.assignments,
    sql: `with t as materialized (select * from json_to_recordset($2::json) as t(path text, point text, ${STRETCH}))
      select t.path || '.from' as path, t.point || ' has a payer from ' || x.from_at || ' that the file does not list; list it with its end' as message
      from t join point p on p.park_id = $1 and p.code = t.point
      join assignment x on x.point_id = p.id and ${SPAN('x')} && ${SPAN('t')}
      where not exists (select from t o where o.point = t.point and o.from_at = x.from_at)`,
  },
  {
    code: 'OVERLAP',
    rows: (rows) => rows.installations,
    sql: `with t as materialized (select * from json_to_recordset($2::json) as t(path text, device text, point text, ${STRETCH})),
      x as materialized (
        select d.serial, p.code, i.from_at, i.to_at from installation i join device d on d.id = i.device_id join point p on p.id = i.point_id
        where p.park_id = $1 and not exists (select from t where t.device = d.serial and t.from_at = i.from_at))
      select path || '.from' as path, serial || ' is at ' || code || ' from ' || from_at || ', which the file does not list; list it with its end' as message
      from (select t.path, x.* from t join x on x.serial = t.device where ${SPAN('x')} && ${SPAN('t')}
            union
            select t.path, x.* from t join x on x.code = t.point where ${SPAN('x')} && ${SPAN('t')}) as clash`,
  },
  {
    code: 'HAS_DATA',
    rows: (rows) => rows.installations,
    sql: `select t.path || '.point' as path, t.device || ' has counted for ' || p.code || ' since ' || x.from_at || '; end that and begin anew' as message
      from json_to_recordset($2::json) as t(path text, device text, point text, ${STRETCH})
      join device d on d.serial = t.device and d.park_id = $1
      join installation x on x.device_id = d.id and x.from_at = t.from_at and ${lasts('x')}
      join point p on p.id = x.point_id and p.code <> t.point
      where exists (select from slot s where s.installation_id = x.id)`,
  },
  {
    code: 'HAS_DATA',
    rows: (rows) => rows.openings,
    sql: `select t.path, 'was booked as ' || (e.amount_fen / 100.0)::numeric(20, 2) || ' and cannot change; book a correction' as message
      from json_to_recordset($2::json) as t(path text, key text, fen bigint)
      join ledger_transfer x on x.key = t.key join ledger_entry e on e.transfer_id = x.id and e.line = 1
      where e.amount_fen <> t.fen and $1::int is not null`,
  },
];

/** devices[2] before devices[10]. */
const byPlace = new Intl.Collator('en', { numeric: true });

/** Every reason the database has against a file; empty when it may be written. */
export const refusalsOf = async (client: ClientBase, parkId: number, rows: FileRows): Promise<FileFault[]> => {
  const faults: FileFault[] = [];
  for (const refusal of REFUSALS) {
    const own = refusal.rows(rows);
    if (own.length === 0) continue;
    const found = await client.query<{ path: string; message: string }>(`${refusal.sql} limit ${FAULTS_MAX}`, [
      parkId,
      JSON.stringify(own),
    ]);
    found.rows.sort((a, b) => byPlace.compare(a.path, b.path));
    faults.push(...found.rows.map(({ path, message }) => ({ path, code: refusal.code, message })));
  }
  return faults.slice(0, FAULTS_MAX);
};

const ORG = `
  select x.code, x.kind, g.code as parent from org_unit x left join org_unit g on g.id = x.parent_id where x.code = any($1::text[])`;

/** A group stays a group, and a region stays with its group. */
export const orgRefusalsOf = async (client: ClientBase, { code, regions }: ParkFile['group']): Promise<FileFault[]> => {
  const { rows } = await client.query<{ code: string; kind: string; parent: string | null }>(ORG, [[code, ...regions.map((r) => r.code)]]);
  const known = new Map(rows.map((row) => [row.code, row]));
  const faults: FileFault[] = [];
  if (known.get(code)?.kind === 'region') faults.push({ path: 'group.code', code: 'TAKEN', message: `${code} is a region` });
  for (const [index, region] of regions.entries()) {
    const unit = known.get(region.code);
    if (unit === undefined || (unit.kind === 'region' && unit.parent === code)) continue;
    const message = unit.kind === 'group' ? `${region.code} is a group` : `${region.code} is a region of ${unit.parent}`;
    faults.push({ path: `group.regions[${index}].code`, code: 'TAKEN', message });
  }
  return faults;
};
