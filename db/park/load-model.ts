import type { ClientBase, Pool } from 'pg';
import { termsFromFile } from '#domain/park/account-terms.ts';
import type { FileStep, FileTerms } from '#domain/park/file-terms.ts';
import type {
  Account,
  Assignment,
  Device,
  Installation,
  NoCutWindow,
  ParkModel,
  Point,
  RegisterValues,
  Space,
  Words,
} from '#domain/park/model.ts';
import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import { stepFromFile } from '#domain/park/tariff-steps.ts';
import type { Calendar, CalendarDay, Tariff, TariffVersion } from '#domain/tariff/tariff.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { type Medium, ratioMilli, registerMilli } from '#domain/units/quantity.ts';
import { withTransaction } from '../pool.ts';
import { floatMs } from '../queries/row.ts';

/** A park as its twin needs it, by code or id; all of it from one moment. Throws for a park that does not exist. */
export const loadParkModel = (pool: Pool, park: string | number): Promise<ParkModel> => loadModel(pool, park, null);

/**
 * The same with names, spaces, terms, limits and contracted powers as they stood at an instant, as far as what was before a change has been kept (since
 * migration 0025). Meters, payers and prices are all those that are stored, with the stretches in which they hold.
 */
export const loadPastModel = (pool: Pool, park: string | number, at: InstantMs): Promise<ParkModel> => loadModel(pool, park, at);

const loadModel = (pool: Pool, park: string | number, at: InstantMs | null): Promise<ParkModel> =>
  withTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const row = await loadPark(client, park, at);
    const { id, code, zone, shard, version } = row;
    return {
      id,
      code,
      name: wordsOf(row),
      zone,
      shard,
      version,
      spaces: await loadSpaces(client, id, at),
      points: await loadPoints(client, id, at),
      devices: await loadDevices(client, id),
      accounts: await loadAccounts(client, id, at),
      tariffs: await loadTariffs(client, id, at),
      calendar: await loadCalendar(client),
      carbon: { microKgPerKWh: row.carbon_micro, source: row.carbon_source },
    };
  });

interface Named {
  readonly name_zh: string;
  readonly name_en: string;
}
const wordsOf = ({ name_zh, name_en }: Named): Words => ({ zh: name_zh, en: name_en });

type Kept = 'tariff' | 'space' | 'account' | 'point';

/** Rows `t` of park $1 in a table: as they are, or as they stood at $2. */
const FROM = (table: Kept, at: InstantMs | null): string =>
  at === null
    ? `from ${table} t where t.park_id = $1 order by t.id`
    : `from ${table} x left join ${BEFORE(table)} on p.row_id = x.id cross join lateral jsonb_populate_record(x, p.was) t
       where x.park_id = $1 order by t.id`;

/** What rows said that have been changed after $2: the first of the changes ended it. */
const BEFORE = (kind: Kept | 'park'): string => `(
  select distinct on (row_id) row_id, was from park_past
  where park_id = $1 and kind = '${kind}' and until > to_timestamp($2::float8 / 1000.0::float8) order by row_id, until) as p`;

const valuesOf = (parkId: number, at: InstantMs | null): readonly number[] => (at === null ? [parkId] : [parkId, at]);

/** SQL: an instant as milliseconds; int8 that JavaScript must hold exactly comes as float8 (below 2^53), money as text. */
const MS = (column: string) => `${floatMs(column)} as ${column}`;

interface ParkRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly zone: string;
  readonly shard: number;
  readonly version: number;
  readonly carbon_micro: number;
  readonly carbon_source: string;
}

const PARK = `
  select id, code, name_zh, name_en, zone, shard, version, carbon_micro_kg_per_kwh as carbon_micro, carbon_source
  from park where code = $1 or id = $2`;
const PAST_PARK = `
  select t.name_zh, t.name_en, t.carbon_micro_kg_per_kwh as carbon_micro, t.carbon_source from park x
  join ${BEFORE('park')} on p.row_id = x.id cross join lateral jsonb_populate_record(x, p.was) t where x.id = $1`;

const loadPark = async (client: ClientBase, park: string | number, at: InstantMs | null): Promise<ParkRow> => {
  const { rows } = await client.query<ParkRow>(PARK, typeof park === 'string' ? [park, null] : [null, park]);
  if (rows[0] === undefined) throw new Error(`park ${park} does not exist`);
  if (at === null) return rows[0];
  const past = await client.query<Pick<ParkRow, 'name_zh' | 'name_en' | 'carbon_micro' | 'carbon_source'>>(PAST_PARK, [rows[0].id, at]);
  return { ...rows[0], ...past.rows[0] };
};

interface SpaceRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly kind: Space['kind'];
  readonly parent_id: number | null;
  readonly footprint: Space['footprint'];
  readonly floors: number;
  readonly area_m2: number;
}

const SPACES = `select t.id, t.code, t.kind, t.parent_id, t.name_zh, t.name_en, t.footprint, t.floors, t.area_m2::float8 as area_m2`;

const loadSpaces = async (client: ClientBase, parkId: number, at: InstantMs | null): Promise<Space[]> => {
  const { rows } = await client.query<SpaceRow>(`${SPACES} ${FROM('space', at)}`, [...valuesOf(parkId, at)]);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    parentId: row.parent_id,
    name: wordsOf(row),
    footprint: row.footprint,
    floors: row.floors,
    areaM2: row.area_m2,
  }));
};

interface PointRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly medium: Medium;
  readonly role: Point['role'];
  readonly parent_id: number | null;
  readonly space_id: number | null;
  readonly contract_w: number | null;
}
interface AssignmentRow {
  readonly point_id: number;
  readonly account_id: number;
  readonly tariff_id: number;
  readonly from_at: number;
  readonly to_at: number | null;
}

const POINTS = `select t.id, t.code, t.name_zh, t.name_en, t.medium, t.role, t.parent_id, t.space_id, t.contract_w::float8 as contract_w`;
const ASSIGNMENTS = `
  select a.point_id, a.account_id, a.tariff_id, ${MS('from_at')}, ${MS('to_at')}
  from assignment a join point p on p.id = a.point_id where p.park_id = $1 order by a.point_id, a.from_at`;

const loadPoints = async (client: ClientBase, parkId: number, at: InstantMs | null): Promise<Point[]> => {
  const { rows } = await client.query<PointRow>(`${POINTS} ${FROM('point', at)}`, [...valuesOf(parkId, at)]);
  const assignments = Map.groupBy((await client.query<AssignmentRow>(ASSIGNMENTS, [parkId])).rows, (row) => row.point_id);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: wordsOf(row),
    medium: row.medium,
    role: row.role,
    parentId: row.parent_id,
    spaceId: row.space_id,
    contractW: row.contract_w,
    assignments: (assignments.get(row.id) ?? []).map(assignmentFromRow),
  }));
};

const assignmentFromRow = (row: AssignmentRow): Assignment => ({
  accountId: row.account_id,
  tariffId: row.tariff_id,
  from: instantMs(row.from_at),
  to: row.to_at === null ? null : instantMs(row.to_at),
});

interface DeviceRow {
  readonly id: number;
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  readonly modulus_milli: number;
  readonly max_rate: number;
  readonly interval_s: number;
}
type End = 'start' | 'end';
type InstallationRow = Readonly<Record<`${End}_${'import' | 'export' | 'reactive'}`, number | null>> & {
  readonly id: number;
  readonly device_id: number;
  readonly point_id: number;
  readonly from_at: number;
  readonly to_at: number | null;
  readonly ratio_milli: number;
};

const DEVICES = `
  select id, serial, model, codec, modulus_milli::float8 as modulus_milli, max_rate::float8 as max_rate, interval_s
  from device where park_id = $1 order by id`;
const INSTALLATIONS = `
  select i.id, i.device_id, i.point_id, ${MS('from_at')}, ${MS('to_at')}, i.ratio_milli::float8 as ratio_milli,
    i.start_import::float8 as start_import, i.start_export::float8 as start_export, i.start_reactive::float8 as start_reactive,
    i.end_import::float8 as end_import, i.end_export::float8 as end_export, i.end_reactive::float8 as end_reactive
  from installation i join device d on d.id = i.device_id where d.park_id = $1 order by i.device_id, i.from_at`;

const loadDevices = async (client: ClientBase, parkId: number): Promise<Device[]> => {
  const { rows } = await client.query<DeviceRow>(DEVICES, [parkId]);
  const installations = Map.groupBy((await client.query<InstallationRow>(INSTALLATIONS, [parkId])).rows, (row) => row.device_id);
  return rows.map((row) => ({
    id: row.id,
    serial: row.serial,
    model: row.model,
    codec: row.codec,
    modulus: registerMilli(row.modulus_milli),
    maxRate: row.max_rate,
    intervalS: row.interval_s,
    installations: (installations.get(row.id) ?? []).map(installationFromRow),
  }));
};

const installationFromRow = (row: InstallationRow): Installation => ({
  id: row.id,
  deviceId: row.device_id,
  pointId: row.point_id,
  from: instantMs(row.from_at),
  to: row.to_at === null ? null : instantMs(row.to_at),
  ratio: ratioMilli(row.ratio_milli),
  start: registersFromRow(row, 'start'),
  end: registersFromRow(row, 'end'),
});

const registersFromRow = (row: InstallationRow, end: End): RegisterValues => {
  const value = (milli: number | null) => (milli === null ? null : registerMilli(milli));
  return { import: value(row[`${end}_import`]), export: value(row[`${end}_export`]), reactive: value(row[`${end}_reactive`]) };
};

interface AccountRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly kind: Account['kind'];
  readonly space_id: number | null;
  readonly alarm1: string;
  readonly alarm2: string;
  readonly overdraft: string;
  readonly reclose_min: string;
  readonly hoard_max: string;
  readonly protected: boolean;
  readonly no_cut: readonly NoCutWindow[];
  readonly opened_on: string;
  readonly terms: FileTerms;
}

const ACCOUNTS = `select t.id, t.code, t.name_zh, t.name_en, t.kind, t.space_id, t.alarm1_fen::text as alarm1, t.alarm2_fen::text as alarm2, t.overdraft_fen::text as overdraft, t.reclose_min_fen::text as reclose_min, t.hoard_max_fen::text as hoard_max, t.protected, t.no_cut, t.opened_on::text as opened_on, t.terms`;

const loadAccounts = async (client: ClientBase, parkId: number, at: InstantMs | null): Promise<Account[]> => {
  const { rows } = await client.query<AccountRow>(`${ACCOUNTS} ${FROM('account', at)}`, [...valuesOf(parkId, at)]);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: wordsOf(row),
    kind: row.kind,
    spaceId: row.space_id,
    alarm1: fen(BigInt(row.alarm1)),
    alarm2: fen(BigInt(row.alarm2)),
    overdraft: fen(BigInt(row.overdraft)),
    recloseMin: fen(BigInt(row.reclose_min)),
    hoardMax: fen(BigInt(row.hoard_max)),
    protected: row.protected,
    noCut: row.no_cut,
    openedOn: parkDay(row.opened_on),
    terms: termsFromFile(row.terms),
  }));
};

interface TariffRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly medium: Medium;
  readonly steps: readonly FileStep[];
}
interface VersionRow {
  readonly id: number;
  readonly tariff_id: number;
  readonly valid_from: string;
  readonly source: string;
  readonly content: TariffContent;
}

const TARIFFS = `select t.id, t.code, t.medium, t.name_zh, t.name_en, t.steps`;
const VERSIONS = `
  select v.id, v.tariff_id, v.valid_from::text as valid_from, v.source, v.content
  from tariff_version v join tariff f on f.id = v.tariff_id where f.park_id = $1 order by v.tariff_id, v.valid_from`;

const loadTariffs = async (client: ClientBase, parkId: number, at: InstantMs | null): Promise<Tariff[]> => {
  const { rows } = await client.query<TariffRow>(`${TARIFFS} ${FROM('tariff', at)}`, [...valuesOf(parkId, at)]);
  const versions = Map.groupBy((await client.query<VersionRow>(VERSIONS, [parkId])).rows, (row) => row.tariff_id);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    medium: row.medium,
    name: wordsOf(row),
    versions: (versions.get(row.id) ?? []).map(versionFromRow),
    steps: row.steps.map(stepFromFile),
  }));
};

const versionFromRow = ({ id, valid_from, source, content }: VersionRow): TariffVersion =>
  versionFromContent({ id, validFrom: valid_from, source, content });

const loadCalendar = async (client: ClientBase): Promise<Calendar> => {
  const { rows } = await client.query<{ day: string; name: string; off: boolean }>(
    'select day::text as day, name, off from calendar_day order by day',
  );
  return new Map<ParkDay, CalendarDay>(rows.map(({ day, name, off }) => [parkDay(day), { day: parkDay(day), name, off }]));
};
