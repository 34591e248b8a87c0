import type { FileStep } from '#domain/park/file-terms.ts';
import type { Words } from '#domain/park/model.ts';
import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import { stepFromFile } from '#domain/park/tariff-steps.ts';
import type { Calendar, TariffVersion } from '#domain/tariff/tariff.ts';
import type { TariffStep } from '#domain/tiers/steps.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { type Quantity, quantity } from '#domain/units/quantity.ts';
import { atMs, bigIn, dayIn, epochMs, flagIn, instantIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { wordsOf } from '../store/arrays.ts';

/** Whose load: one account's, or (null) that of all tenants of the park. */
export interface LoadScope {
  readonly park: string;
  readonly account: string | null;
}

/** A stretch of a point that is charged to somebody of the scope; `to` null while it runs. */
export interface ChargedStretch {
  readonly pointId: number;
  readonly accountId: number;
  readonly tariffId: number;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
}

/** Points of a park in all their assignments. */
const STRETCHES_MAX = 100_000;
const STRETCHES = `
  select s.point_id, s.account_id, s.tariff_id, ${epochMs('s.from_at')} as from_at, ${epochMs('s.to_at')} as to_at
  from assignment s join account a on a.id = s.account_id join park k on k.id = a.park_id join point p on p.id = s.point_id
  where k.code = $1 and p.medium = 'electricity' and (a.code = $2 or ($2::text is null and a.kind <> 'supply'))
    and s.from_at < ${atMs('$4')} and coalesce(s.to_at, 'infinity') > ${atMs('$3')}
  order by s.point_id, s.from_at limit ${STRETCHES_MAX}`;

/** Electricity alone: water has no periods. */
export const selectStretches = (db: Queryable, { park, account }: LoadScope, { from, to }: InstantRange): Promise<ChargedStretch[]> =>
  rowsOf(db, STRETCHES, [park, account, from, to], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    accountId: wholeIn(row, 'account_id'),
    tariffId: wholeIn(row, 'tariff_id'),
    from: instantIn(row, 'from_at'),
    to: orNull(row, 'to_at', instantIn),
  }));

export interface LoadColumns {
  readonly stepMs: number;
  readonly starts: readonly InstantMs[];
  readonly wh: readonly number[];
}

interface PointsOver extends InstantRange {
  readonly pointIds: readonly number[];
}

/** Points by the stretch they count over: most have the whole of it, so these are few. */
const groupsOf = (stretches: readonly ChargedStretch[], range: InstantRange): readonly PointsOver[] => {
  const groups = new Map<string, { from: InstantMs; to: InstantMs; pointIds: number[] }>();
  for (const stretch of stretches) {
    const from = instantMs(Math.max(stretch.from, range.from));
    const to = instantMs(Math.min(stretch.to ?? Number.MAX_SAFE_INTEGER, range.to));
    const group = groups.get(`${from} ${to}`) ?? { from, to, pointIds: [] };
    group.pointIds.push(stretch.pointId);
    groups.set(`${from} ${to}`, group);
  }
  return [...groups.values()];
};

/** Whether hours tell these stretches apart: all begin and end on one. */
export const onWholeHours = (stretches: readonly ChargedStretch[], range: InstantRange): boolean =>
  groupsOf(stretches, range).every(({ from, to }) => from % HOUR_MS === 0 && to % HOUR_MS === 0);

/** Points by value: a view of stored and running hours does not take a join down to its index. */
const BY_HOUR = `
  select ${epochMs('hour')} as start, sum(quantity)::bigint as wh from slot_hour
  where point_id = any($1::int[]) and register = 0 and hour >= ${atMs('$2')} and hour < ${atMs('$3')} group by hour`;
const BY_SLOT = `
  select ${epochMs('start')} as start, sum(quantity)::bigint as wh from slot
  where point_id = any($1::int[]) and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} group by start`;

/** UTC days whose hours are not what their slots are: late data came after they were summed. */
const STALE_DAYS = `
  select distinct ${epochMs("(day::timestamp at time zone 'UTC')")} as start from aggregate_dirty
  where day >= ${atMs('$1')}::date and day <= ${atMs('$2')}::date order by 1`;
const BY_HOUR_OF_SLOTS = `
  select ${epochMs("date_trunc('hour', start)")} as start, sum(quantity)::bigint as wh from slot
  where point_id = any($1::int[]) and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} group by 1`;

/** What stretches of points counted together, in order of time. */
export const selectLoad = async (
  db: Queryable,
  stretches: readonly ChargedStretch[],
  { range, by }: { readonly range: InstantRange; readonly by: 'hour' | 'slot' },
): Promise<LoadColumns> => {
  const sums = new Map<InstantMs, number>();
  const groups = groupsOf(stretches, range);
  for (const group of groups) await addSums(db, sums, by === 'hour' ? BY_HOUR : BY_SLOT, group);
  if (by === 'hour') await mendHours(db, sums, { range, groups });
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return {
    stepMs: by === 'hour' ? HOUR_MS : SLOT_MS,
    starts: sorted.map(([start]) => start),
    wh: sorted.map(([, wh]) => wh),
  };
};

type Sums = Map<InstantMs, number>;

const addSums = async (db: Queryable, sums: Sums, statement: string, { pointIds, from, to }: PointsOver): Promise<void> => {
  const rows = await rowsOf(db, statement, [pointIds, from, to], (row) => ({ start: instantIn(row, 'start'), wh: wholeIn(row, 'wh') }));
  for (const { start, wh } of rows) sums.set(start, (sums.get(start) ?? 0) + wh);
};

/** Hours of days that wait to be summed anew are taken from their slots. */
const mendHours = async (
  db: Queryable,
  sums: Sums,
  { range, groups }: { readonly range: InstantRange; readonly groups: readonly PointsOver[] },
): Promise<void> => {
  const stale = await rowsOf(db, STALE_DAYS, [range.from, range.to], (row) => instantIn(row, 'start'));
  const days = new Set(stale);
  for (const start of [...sums.keys()]) if (days.has(instantMs(Math.floor(start / DAY_MS) * DAY_MS))) sums.delete(start);
  for (const run of runsOf(stale)) {
    for (const group of groups) {
      const from = instantMs(Math.max(group.from, run.from));
      const to = instantMs(Math.min(group.to, run.to));
      if (from < to) await addSums(db, sums, BY_HOUR_OF_SLOTS, { pointIds: group.pointIds, from, to });
    }
  }
};

/** Days that follow each other as one stretch. */
const runsOf = (days: readonly InstantMs[]): readonly InstantRange[] => {
  const runs: { from: InstantMs; to: InstantMs }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.to === day) last.to = instantMs(day + DAY_MS);
    else runs.push({ from: day, to: instantMs(day + DAY_MS) });
  }
  return runs;
};

const DAY_MS = 24 * HOUR_MS;

export interface MonthPeak {
  /** "2026-11" */
  readonly month: string;
  /** Wh of the largest sliding windows of 15 minutes, each point's own, summed: two incoming lines are billed so (DOMAIN 2.3). */
  readonly windowWh: number;
}

const PEAKS = `
  select month, sum(largest)::bigint as wh from (
    select to_char(start at time zone $4, 'YYYY-MM') as month, point_id, max(window_max) as largest from slot
    where point_id = any($1::int[]) and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} group by 1, 2) as one
  where largest is not null group by month order by month`;

export const selectPeaks = async (
  db: Queryable,
  stretches: readonly ChargedStretch[],
  range: InstantRange & { readonly zone: string },
): Promise<readonly MonthPeak[]> => {
  const sums = new Map<string, number>();
  for (const { pointIds, from, to } of groupsOf(stretches, range)) {
    const rows = await rowsOf(db, PEAKS, [pointIds, from, to, range.zone], (row) => ({
      month: textIn(row, 'month'),
      wh: wholeIn(row, 'wh'),
    }));
    for (const { month, wh } of rows) sums.set(month, (sums.get(month) ?? 0) + wh);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, windowWh]) => ({ month, windowWh }));
};

export interface BookedMonth {
  readonly month: string;
  /** Wh that were charged. */
  readonly wh: number;
  /** 1e-11 yuan. */
  readonly charge: bigint;
}

/** Summed before it meets its points: where the planner knows nothing of the table yet, it would look the accounts up anew for each point. */
const BOOKED = `
  with used as materialized (
    select u.day, u.point_id, sum(u.quantity) as wh, sum(u.charge) as charge from accrual u
    where u.account_id = any($1::int[]) and u.day >= $2::date and u.day <= $3::date group by 1, 2)
  select to_char(u.day, 'YYYY-MM') as month, sum(u.wh)::bigint as wh, sum(u.charge)::text as charge
  from used u join point p on p.id = u.point_id and p.medium = 'electricity' group by 1 order by 1`;

/** What accounts were charged for electricity, by month. */
export const selectBooked = (
  db: Queryable,
  accountIds: readonly number[],
  days: { readonly from: ParkDay; readonly to: ParkDay },
): Promise<BookedMonth[]> =>
  rowsOf(db, BOOKED, [[...new Set(accountIds)], days.from, days.to], (row) => ({
    month: textIn(row, 'month'),
    wh: wholeIn(row, 'wh'),
    charge: bigIn(row, 'charge'),
  }));

/** A tariff of the park with all of its versions. */
export interface StoredTariff {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly versions: readonly TariffVersion[];
  readonly steps: readonly TariffStep[];
}

const TARIFFS = `
  select t.id as tariff_id, t.code, t.name_zh, t.name_en, t.steps, v.id, v.valid_from::text as valid_from, v.source, v.content
  from tariff t join park k on k.id = t.park_id join tariff_version v on v.tariff_id = t.id
  where k.code = $1 and t.medium = 'electricity' order by t.code, v.valid_from limit 5000`;

export const selectTariffs = async (db: Queryable, park: string): Promise<readonly StoredTariff[]> => {
  const rows = await rowsOf(db, TARIFFS, [park], (row) => ({
    id: wholeIn(row, 'tariff_id'),
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    // Written from a checked file alone.
    steps: (row.steps as readonly FileStep[]).map(stepFromFile),
    version: versionFromContent({
      id: wholeIn(row, 'id'),
      validFrom: textIn(row, 'valid_from'),
      source: textIn(row, 'source'),
      // Written by contentFromFile alone; jsonb comes back as the object it was.
      content: row.content as TariffContent,
    }),
  }));
  const tariffs = new Map<number, Omit<StoredTariff, 'versions'> & { readonly versions: TariffVersion[] }>();
  for (const { version, ...tariff } of rows) {
    const known = tariffs.get(tariff.id);
    if (known) known.versions.push(version);
    else tariffs.set(tariff.id, { ...tariff, versions: [version] });
  }
  return [...tariffs.values()];
};

const CALENDAR = `select day::text as day, name, off from calendar_day where day >= $1::date and day <= $2::date`;

export const selectCalendar = async (db: Queryable, days: { readonly from: ParkDay; readonly to: ParkDay }): Promise<Calendar> => {
  const entries = await rowsOf(db, CALENDAR, [days.from, days.to], (row) => ({
    day: dayIn(row, 'day'),
    name: textIn(row, 'name'),
    off: flagIn(row, 'off'),
  }));
  return new Map(entries.map((entry) => [entry.day, entry]));
};

const DAYS = `
  select u.day::text as day, sum(u.charge)::text as charge from accrual u
  where u.account_id = (select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2)
    and u.day >= $3::date and u.day <= $4::date group by 1 order by 1`;

/** What an account was charged by park day, electricity and water. */
export const selectDayCharges = (
  db: Queryable,
  of: { readonly park: string; readonly account: string; readonly from: ParkDay; readonly to: ParkDay },
): Promise<{ readonly day: ParkDay; readonly charge: bigint }[]> =>
  rowsOf(db, DAYS, [of.park, of.account, of.from, of.to], (row) => ({ day: dayIn(row, 'day'), charge: bigIn(row, 'charge') }));

const USED = `
  select u.day::text as day, sum(u.quantity)::bigint as wh from accrual u join point p on p.id = u.point_id and p.medium = 'electricity'
  where u.account_id = $1 and u.day >= $2::date and u.day <= $3::date group by 1 order by 1`;

/** Wh that an account used by park day. */
export const selectUsedDays = (
  db: Queryable,
  accountId: number,
  { from, to }: { readonly from: ParkDay; readonly to: ParkDay },
): Promise<{ readonly day: ParkDay; readonly used: Quantity }[]> =>
  rowsOf(db, USED, [accountId, from, to], (row) => ({ day: dayIn(row, 'day'), used: quantity(wholeIn(row, 'wh')) }));

const STRETCHES_USED = `
  with used as materialized (
    select u.account_id, u.day, u.point_id, sum(u.quantity) as wh from accrual u
    where u.account_id = any($1::int[]) and u.day >= $2::date and u.day <= $3::date group by 1, 2, 3)
  select u.account_id, greatest(date_trunc('month', u.day)::date, ($4::date[])[width_bucket(u.day, $4::date[])])::text as day,
    sum(u.wh)::bigint as wh
  from used u join point p on p.id = u.point_id and p.medium = 'electricity' group by 1, 2 order by 1, 2`;

/** Wh that accounts used by whole stretches (`stretchOf`) between these days, cut at `cuts`, of which there is one at least; by account. */
export const selectUsedStretches = async (
  db: Queryable,
  accountIds: readonly number[],
  { from, to, cuts }: { readonly from: ParkDay; readonly to: ParkDay; readonly cuts: readonly ParkDay[] },
): Promise<ReadonlyMap<number, readonly { readonly day: ParkDay; readonly used: Quantity }[]>> =>
  Map.groupBy(
    await rowsOf(db, STRETCHES_USED, [accountIds, from, to, wordsOf(cuts, (day) => day)], (row) => ({
      accountId: wholeIn(row, 'account_id'),
      day: dayIn(row, 'day'),
      used: quantity(wholeIn(row, 'wh')),
    })),
    ({ accountId }) => accountId,
  );
