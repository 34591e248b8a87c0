import type { ClientBase, Pool } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import { ESCALATE_AFTER, type ParkFile } from '#domain/park/park-file.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { CALENDARS } from '../seeds/holidays.ts';
import { type FileRows, rowsOfFile } from './file-rows.ts';
import { ACCOUNT_SQL, DEVICE_SQL, POINT_SQL, SPACE_SQL, TARIFF_SQL } from './kinds-sql.ts';
import { type LeftAlone, leftAloneBy } from './left-alone.ts';
import { markSteps } from './mark-steps.ts';
import { markRefolds, markRerates, marksOf, noteRework, pointsOfTariffs, recountedDevices } from './mark-work.ts';
import { orgRefusalsOf, refusalsOf } from './refusals.ts';
import { writeCalendar } from './write-calendar.ts';
import { type KindCounts, writeKind } from './write-kind.ts';
import { writeOpenings } from './write-openings.ts';
import { writeOrg } from './write-org.ts';
import { writeAssignments, writeInstallations, writeVersions } from './write-stretches.ts';
import { writtenAt } from './written-at.ts';

export type ImportKind =
  | 'park'
  | 'orgUnits'
  | 'calendarDays'
  | 'tariffs'
  | 'versions'
  | 'spaces'
  | 'accounts'
  | 'points'
  | 'assignments'
  | 'devices'
  | 'installations'
  | 'openings';

export interface ImportedPark {
  readonly type: 'imported';
  readonly park: { readonly id: number; readonly code: string; readonly version: number };
  /** False when the file says what the database held already; then nothing was written. */
  readonly changed: boolean;
  readonly kinds: Readonly<Record<ImportKind, KindCounts>>;
  /** What the park has beside the file; it stays as it is. */
  readonly leftAlone: Readonly<Partial<Record<string, LeftAlone>>>;
  /** Points to be priced again, devices to be folded again. */
  readonly rerates: number;
  readonly refolds: number;
}
export type WrittenPark = ImportedPark | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

/** Who imports, and the time by which it is booked and marked. */
export interface ImportContext {
  readonly actor: string;
  readonly clock: Clock;
}

/**
 * Writes a checked park file in one transaction: creates what is new, updates what differs, leaves alone what the file does not name, and marks
 * what must be priced or folded again. The same file a second time changes nothing.
 */
export const writePark = (pool: Pool, file: ParkFile, { actor, clock }: ImportContext): Promise<WrittenPark> =>
  withTransaction(pool, async (client) => {
    await client.query(ONE_IMPORT_AT_A_TIME);
    await client.query(WHOLE_SETS);
    const rows = rowsOfFile(file);
    const known = await lockPark(client, file.park.code);
    const faults = [...(await orgRefusalsOf(client, file.group)), ...(await refusalsOf(client, known?.id ?? 0, rows))];
    if (known !== null && known.zone !== file.park.zone) {
      faults.push({ path: 'park.zone', code: 'FIXED', message: `days are reckoned in ${known.zone} and cannot change` });
    }
    if (faults.length > 0) return { type: 'refused', faults };
    return writeAll(client, { file, rows, actor, now: clock.now() });
  });

/** Regions, serials and the calendar are common to all parks, so imports wait for each other; nobody who reads waits. */
export const ONE_IMPORT_AT_A_TIME = 'lock table calendar_day in share row exclusive mode';

/** The planner takes the rows of a JSON text for a hundred and would look each up; there may be 100,000, and tables that nobody has analysed yet. */
const WHOLE_SETS = 'set local enable_nestloop = off';

export const lockPark = async (client: ClientBase, code: string): Promise<{ id: number; zone: string } | null> => {
  const { rows } = await client.query<{ id: number; zone: string }>('select id, zone from park where code = $1 for update', [code]);
  return rows[0] ?? null;
};

interface Work {
  readonly file: ParkFile;
  readonly rows: FileRows;
  readonly actor: string;
  readonly now: InstantMs;
}

const writeAll = async (client: ClientBase, work: Work): Promise<ImportedPark> => {
  const { file, rows, now } = work;
  await writtenAt(client, now);
  const orgUnits = await writeOrg(client, file.group);
  const calendar = await writeCalendar(client, typeof file.calendar === 'string' ? CALENDARS[file.calendar]() : (file.calendar ?? []));
  const park = await writeParkRow(client, file.park, rows.carbonMicro);
  const tariffs = await writeKind(client, TARIFF_SQL, park.id, rows.tariffs);
  const versions = await writeVersions(client, park.id, rows.versions);
  const spaces = await writeKind(client, SPACE_SQL, park.id, rows.spaces);
  const accounts = await writeKind(client, ACCOUNT_SQL, park.id, rows.accounts);
  const openings = await writeOpenings(client, park.id, rows.openings);
  const points = await writeKind(client, POINT_SQL, park.id, rows.points);
  const assignments = await writeAssignments(client, park.id, rows.assignments);
  const recounted = await recountedDevices(client, park.id, rows.devices);
  const devices = await writeKind(client, DEVICE_SQL, park.id, rows.devices);
  const installations = await writeInstallations(client, park.id, rows.installations);
  // A point that is new has no slots, a device that is new has no readings: nothing of theirs is out of date.
  const repriced = [...calendar.affected, ...(await pointsOfTariffs(client, versions.affected)), ...assignments.affected];
  const rerates = marksOf(
    repriced.filter(({ key }) => !points.createdKeys.has(key)),
    now,
  );
  const refolded = installations.affected.filter(({ key, hi }) => hi !== null || !devices.createdKeys.has(key));
  const refolds = marksOf([...recounted, ...refolded], now);
  await markRerates(client, rerates);
  await markRefolds(client, refolds);
  await noteRework(client, { rerates, refolds }, now);
  await markSteps(client, park.id, { tariffs: tariffs.updatedKeys, accounts: accounts.updatedKeys });
  const kinds = countsOf({
    park: park.counts,
    orgUnits,
    calendarDays: calendar,
    tariffs,
    versions,
    spaces,
    accounts,
    points,
    assignments,
    devices,
    installations,
    openings,
  });
  const changed = Object.values(kinds).some(({ created, updated }) => created + updated > 0);
  const version = changed ? await bumpVersion(client, park) : park.version;
  if (changed) await audit(client, work, { version, kinds: changedOnly(kinds), rerates: rerates.length, refolds: refolds.length });
  const leftAlone = await leftAloneBy(client, park.id, rows);
  return {
    type: 'imported',
    park: { id: park.id, code: file.park.code, version },
    changed,
    kinds,
    leftAlone,
    rerates: rerates.length,
    refolds: refolds.length,
  };
};

interface ParkRow {
  readonly id: number;
  readonly version: number;
  readonly counts: KindCounts;
}

const PARK = `
  insert into park (org_unit_id, code, name_zh, name_en, city, zone, shard, carbon_micro_kg_per_kwh, carbon_source,
    escalate_after_min)
  select o.id, $2, $3, $4, $5, $6, $7, $8, $9, $10 from org_unit o where o.code = $1
  on conflict (code) do update set org_unit_id = excluded.org_unit_id, name_zh = excluded.name_zh, name_en = excluded.name_en,
      city = excluded.city, shard = excluded.shard, carbon_micro_kg_per_kwh = excluded.carbon_micro_kg_per_kwh, carbon_source = excluded.carbon_source,
      escalate_after_min = excluded.escalate_after_min
    where (park.org_unit_id, park.name_zh, park.name_en, park.city, park.shard, park.carbon_micro_kg_per_kwh, park.carbon_source,
        park.escalate_after_min)
      is distinct from (excluded.org_unit_id, excluded.name_zh, excluded.name_en, excluded.city, excluded.shard, excluded.carbon_micro_kg_per_kwh,
        excluded.carbon_source, excluded.escalate_after_min)
  returning xmax = 0 as created`;

const writeParkRow = async (client: ClientBase, park: ParkFile['park'], carbonMicro: number): Promise<ParkRow> => {
  const { code, name, city, zone, org, carbon, shard = 0, escalateAfterMinutes = ESCALATE_AFTER.minutes } = park;
  const values = [org, code, name.zh, name.en, city, zone, shard, carbonMicro, carbon.source, escalateAfterMinutes];
  const [written] = (await client.query<{ created: boolean }>(PARK, values)).rows;
  const [row] = (await client.query<{ id: number; version: number }>('select id, version from park where code = $1', [code])).rows;
  if (row === undefined) throw new Error(`park ${code} is not there after it was written`);
  const [created, updated] = written === undefined ? [0, 0] : written.created ? [1, 0] : [0, 1];
  return { ...row, counts: { created, updated, unchanged: 1 - created - updated } };
};

/** A new park keeps version 1; a changed one gets the next, and whoever holds its twin builds it anew. */
const bumpVersion = async (client: ClientBase, park: ParkRow): Promise<number> => {
  if (park.counts.created > 0) return park.version;
  const { rows } = await client.query<{ version: number }>('update park set version = version + 1 where id = $1 returning version', [
    park.id,
  ]);
  return rows[0]?.version ?? park.version;
};

const audit = (client: ClientBase, { actor, file, now }: Work, data: object) =>
  client.query(
    `insert into audit (at, actor, action, subject, data) values (to_timestamp($1::float8 / 1000), $2, 'park.imported', $3, $4::jsonb)`,
    [now, actor, `park:${file.park.code}`, JSON.stringify(data)],
  );

const countsOf = (kinds: Readonly<Record<ImportKind, KindCounts>>): Record<ImportKind, KindCounts> => {
  const plain = ({ created, updated, unchanged }: KindCounts): KindCounts => ({ created, updated, unchanged });
  return {
    park: plain(kinds.park),
    orgUnits: plain(kinds.orgUnits),
    calendarDays: plain(kinds.calendarDays),
    tariffs: plain(kinds.tariffs),
    versions: plain(kinds.versions),
    spaces: plain(kinds.spaces),
    accounts: plain(kinds.accounts),
    points: plain(kinds.points),
    assignments: plain(kinds.assignments),
    devices: plain(kinds.devices),
    installations: plain(kinds.installations),
    openings: plain(kinds.openings),
  };
};

const changedOnly = (kinds: Readonly<Record<ImportKind, KindCounts>>) =>
  Object.fromEntries(Object.entries(kinds).filter(([, { created, updated }]) => created + updated > 0));
