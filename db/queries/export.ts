import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { lasts } from './installations.ts';
import { atMs, bigIn, dayIn, epochMs, instantIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

/** What an export of a park's points names: a point, and the account it is asked for (null: whoever paid). */
export interface ExportPoint {
  readonly id: number;
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly medium: Medium;
}

const POINTS_MAX = 100_000;
const POINTS = `
  select p.id, p.code, p.name_zh, p.name_en, p.medium from point p
  where p.park_id = (select id from park where code = $1) and ($2::text is null or p.code = $2)
    and ($3::text[] is null or exists (
      select from assignment s join account a on a.id = s.account_id where s.point_id = p.id and a.park_id = p.park_id and a.code = any($3)))
  order by p.code limit ${POINTS_MAX}`;

/** Points of a park by code: one, those that these accounts pay or paid for, or all (null). */
export const selectExportPoints = (
  db: Queryable,
  park: string,
  { point, accounts }: { readonly point: string | null; readonly accounts: readonly string[] | null },
): Promise<ExportPoint[]> =>
  rowsOf(db, POINTS, [park, point, accounts], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: textIn(row, 'medium') === 'water' ? 'water' : 'electricity',
  }));

const ACCOUNT_IDS = `
  select a.id, a.code, a.name_zh, a.name_en from account a
  where a.park_id = (select id from park where code = $1) and ($2::text[] is null or a.code = any($2))
  order by a.code limit ${POINTS_MAX}`;

export interface ExportAccount {
  readonly id: number;
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
}

export const selectExportAccounts = (db: Queryable, park: string, codes: readonly string[] | null): Promise<ExportAccount[]> =>
  rowsOf(db, ACCOUNT_IDS, [park, codes], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
  }));

/** Slots of points within a stretch of time, charged to these accounts (null: whoever). */
export interface ExportSlotQuery extends InstantRange {
  readonly pointIds: readonly number[];
  readonly accountIds: readonly number[] | null;
}

export interface ExportSlot {
  readonly pointId: number;
  readonly start: InstantMs;
  readonly register: number;
  readonly quantity: number;
  readonly quality: number;
  readonly period: number | null;
  readonly accountId: number | null;
  readonly charge: bigint;
  readonly windowMax: number | null;
  readonly windowAt: InstantMs | null;
}

const OF_SLOTS = `
  from slot s
  where s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} and s.point_id = any($1::int[]) and ($4::int[] is null or s.account_id = any($4))`;
const SLOTS = `
  select s.point_id, ${epochMs('s.start')} as start, s.register, s.quantity, s.quality, s.period, s.account_id, s.charge::text as charge,
    s.window_max, ${epochMs('s.window_at')} as window_at
  ${OF_SLOTS}`;

/** As they are stored: where a meter was changed within a quarter, a row each. In no order. */
export const selectExportSlots = (db: Queryable, { pointIds, accountIds, from, to }: ExportSlotQuery): Promise<ExportSlot[]> =>
  rowsOf(db, SLOTS, [pointIds, from, to, accountIds], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    start: instantIn(row, 'start'),
    register: wholeIn(row, 'register'),
    quantity: wholeIn(row, 'quantity'),
    quality: wholeIn(row, 'quality'),
    period: orNull(row, 'period', wholeIn),
    accountId: orNull(row, 'account_id', wholeIn),
    charge: bigIn(row, 'charge'),
    windowMax: orNull(row, 'window_max', wholeIn),
    windowAt: orNull(row, 'window_at', instantIn),
  }));

/** How many there are, counted no further than `most`. */
export const countExportSlots = async (
  db: Queryable,
  { pointIds, accountIds, from, to }: ExportSlotQuery,
  most: number,
): Promise<number> => {
  const text = `select count(*)::int as n from (select 1 ${OF_SLOTS} limit $5) as counted`;
  const [n = 0] = await rowsOf(db, text, [pointIds, from, to, accountIds, most], (row) => wholeIn(row, 'n'));
  return n;
};

/** Accruals of accounts over park days, both included. */
export interface ExportUseQuery {
  readonly accountIds: readonly number[];
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export interface ExportUse {
  readonly accountId: number;
  readonly day: ParkDay;
  readonly point: string;
  readonly versionId: number | null;
  readonly period: number;
  readonly quantity: number;
  readonly charge: bigint;
}

const OF_USE =
  'from accrual u join point p on p.id = u.point_id where u.account_id = any($1::int[]) and u.day >= $2::date and u.day <= $3::date';
const USE = `
  select u.account_id, u.day::text as day, p.code as point, nullif(u.version_id, 0) as version_id, u.period, u.quantity, u.charge::text as charge
  ${OF_USE}
  order by u.day, u.account_id, p.code, u.version_id, u.period`;

export const selectExportUse = (db: Queryable, { accountIds, from, to }: ExportUseQuery): Promise<ExportUse[]> =>
  rowsOf(db, USE, [accountIds, from, to], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    day: dayIn(row, 'day'),
    point: textIn(row, 'point'),
    versionId: orNull(row, 'version_id', wholeIn),
    period: wholeIn(row, 'period'),
    quantity: wholeIn(row, 'quantity'),
    charge: bigIn(row, 'charge'),
  }));

const USE_BY_DAY = `select u.day::text as day, count(*)::int as n ${OF_USE} group by u.day order by u.day`;

/** Lines a day. */
export const countExportUse = (
  db: Queryable,
  { accountIds, from, to }: ExportUseQuery,
): Promise<{ readonly day: ParkDay; readonly lines: number }[]> =>
  rowsOf(db, USE_BY_DAY, [accountIds, from, to], (row) => ({ day: dayIn(row, 'day'), lines: wholeIn(row, 'n') }));

/** A meter that was at a point within a stretch of time. */
export interface ExportInstalled extends InstantRange {
  readonly deviceId: number;
  readonly serial: string;
  readonly pointId: number;
}

const INSTALLED = `
  select i.device_id, d.serial, i.point_id, greatest(${epochMs('i.from_at')}, $2::bigint) as from_ms, least(${epochMs('i.to_at')}, $3::bigint) as to_ms
  from installation i join device d on d.id = i.device_id
  where i.point_id = any($1::int[]) and i.from_at < ${atMs('$3::bigint')} and ${lasts('i')} and (i.to_at is null or i.to_at > ${atMs('$2::bigint')})
  order by i.point_id, i.from_at`;

export const selectExportInstalled = (db: Queryable, pointIds: readonly number[], { from, to }: InstantRange): Promise<ExportInstalled[]> =>
  rowsOf(db, INSTALLED, [pointIds, from, to], (row) => ({
    deviceId: wholeIn(row, 'device_id'),
    serial: textIn(row, 'serial'),
    pointId: wholeIn(row, 'point_id'),
    from: instantIn(row, 'from_ms'),
    to: instantIn(row, 'to_ms'),
  }));

export interface ExportReading {
  readonly at: InstantMs;
  readonly digest: string;
  readonly import: number | null;
  readonly export: number | null;
  readonly reactive: number | null;
  /** W (litres per hour) at the meter. */
  readonly power: number | null;
  readonly relay: number | null;
  readonly receivedAt: InstantMs;
}

const READINGS = `
  select ${epochMs('r.at')} as at, r.digest::text as digest, r.import, r.export, r.reactive, r.power, r.relay, ${epochMs('r.received_at')} as received_at
  from reading r
  where r.device_id = $1 and r.at >= ${atMs('$2')} and r.at < ${atMs('$3')} and ($4::bigint is null or (r.at, r.digest) > (${atMs('$2')}, $4))
  order by r.at, r.digest
  limit $5`;

/** A page of a meter's readings, oldest first: from an instant on, after the reading of that instant with a digest where one is given. */
export const selectExportReadings = (
  db: Queryable,
  of: InstantRange & { readonly deviceId: number; readonly afterDigest: string | null },
  limit: number,
): Promise<ExportReading[]> =>
  rowsOf(db, READINGS, [of.deviceId, of.from, of.to, of.afterDigest, limit], (row) => ({
    at: instantIn(row, 'at'),
    digest: textIn(row, 'digest'),
    import: orNull(row, 'import', wholeIn),
    export: orNull(row, 'export', wholeIn),
    reactive: orNull(row, 'reactive', wholeIn),
    power: orNull(row, 'power', wholeIn),
    relay: orNull(row, 'relay', wholeIn),
    receivedAt: instantIn(row, 'received_at'),
  }));

const COUNT_READINGS = `select count(*)::int as n from (
  select 1 from reading r where r.device_id = $1 and r.at >= ${atMs('$2')} and r.at < ${atMs('$3')} limit $4) as counted`;

export const countExportReadings = async (db: Queryable, { deviceId, from, to }: ExportInstalled, most: number): Promise<number> => {
  const [n = 0] = await rowsOf(db, COUNT_READINGS, [deviceId, from, to, most], (row) => wholeIn(row, 'n'));
  return n;
};
