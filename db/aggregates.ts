import type { Pool, PoolClient } from 'pg';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { dayRange, type InstantRange, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import { withTransaction } from './pool.ts';

/**
 * Run in the transaction that wrote or deleted slots, with their starts in milliseconds (`float8[]`). Marks the UTC days of those whose hour is summed
 * already; for live slots it does nothing.
 */
export const MARK_AGGREGATES = `
  insert into aggregate_dirty (day)
  select distinct (to_timestamp(s / 1000.0::float8) at time zone 'UTC')::date
  from unnest($1::float8[]) as s
  where to_timestamp(s / 1000.0::float8) < (select refreshed_to from aggregate_state where level = 'slot_hour')`;

/**
 * The views of one zone. `day` and `month`: the instant of the park's midnight under the view's unit, then as slot_hour: point_id, register, quantity (sum),
 * charge (sum), quality (least), window_max (largest); every slot at any time. `parkDay`: day, park_id, medium, role, register, quantity, charge, quality;
 * whole days only (today is the twin's), a point counts under the role it had when the day was summed.
 */
export interface ZoneViews {
  readonly zone: string;
  readonly day: string;
  readonly month: string;
  readonly parkDay: string;
}

export const zoneViews = (zone: string): ZoneViews => {
  const suffix = suffixOf(zone);
  return { zone, day: `slot_day_${suffix}`, month: `slot_month_${suffix}`, parkDay: `slot_park_day_${suffix}` };
};

/** "Asia/Shanghai" is asia_shanghai; a sign is spelled, so that Etc/GMT+8 and Etc/GMT-8 stay two. */
const suffixOf = (zone: string): string => {
  const suffix = zone.toLowerCase().replaceAll('+', '_plus_').replaceAll('-', '_minus_').replaceAll('/', '_');
  if (!/^[a-z0-9_]{1,40}$/.test(suffix)) throw new RangeError(`zone: ${zone} has no name for a view`);
  return suffix;
};

/** Makes the aggregates of a zone that are not there yet; call it where a park is created. */
export async function ensureZoneAggregates(pool: Pool, zone: string): Promise<ZoneViews> {
  const views = zoneViews(zone);
  await withTransaction(pool, async (client) => {
    await client.query('lock table zone_aggregate in share row exclusive mode');
    await client.query('insert into zone_aggregate (zone, suffix) values ($1, $2) on conflict (zone) do nothing', [zone, suffixOf(zone)]);
    const { rows } = await client.query<{ level: string }>('select level from aggregate_state');
    const missing = (view: string): boolean => !rows.some((row) => row.level === view);
    const hours = hasWholeHours(zone);
    if (missing(views.day)) await createLevel(client, { name: views.day, zone, bucket: 'day', above: hours ? 'slot_hour' : 'slot' });
    if (missing(views.month)) await createLevel(client, { name: views.month, zone, bucket: 'month', above: views.day });
    if (missing(views.parkDay)) await createParkDays(client, views);
  });
  return views;
}

/** Where the zone's days begin on a whole hour UTC they are summed from hours, otherwise (India, Nepal, Lord Howe) from slots. */
const hasWholeHours = (zone: string): boolean => {
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const month of [1, 4, 7, 10]) {
      const { offsetNanoseconds } = Temporal.ZonedDateTime.from({ timeZone: zone, year, month, day: 1 });
      if (offsetNanoseconds % (HOUR_MS * 1_000_000) !== 0) return false;
    }
  }
  return true;
};
const FIRST_YEAR = 2000;
const LAST_YEAR = 2050;

interface Level {
  readonly name: string;
  readonly zone: string;
  readonly bucket: 'day' | 'month';
  readonly above: string;
}

async function createLevel(client: PoolClient, level: Level): Promise<void> {
  const { name, bucket } = level;
  const time = level.above === 'slot' ? 'start' : level.above === 'slot_hour' ? 'hour' : 'day';
  const sums = (from: string): string => `
    select time_bucket('1 ${bucket}', ${time}, '${level.zone}') as ${bucket}, point_id, register,
      sum(quantity)::bigint as quantity, sum(charge) as charge, min(quality) as quality, max(window_max) as window_max
    from ${from}`;
  const edge = `(select refreshed_to from aggregate_state where level = '${name}')`;
  await client.query(`
    create materialized view ${storedOf(name)}
      with (timescaledb.continuous, timescaledb.materialized_only = true, timescaledb.create_group_indexes = false) as
    ${sums(level.above === 'slot' ? 'slot' : storedOf(level.above))} group by 1, 2, 3 with no data`);
  await client.query(`create index on ${storedOf(name)} (point_id, register, ${bucket})`);
  await client.query(`insert into aggregate_state (level, refreshed_to) values ('${name}', '-infinity')`);
  await client.query(`
    create view ${name} as
    select ${bucket}, point_id, register, quantity, charge, quality, window_max from ${storedOf(name)} where ${bucket} < ${edge}
    union all ${sums(level.above)} where ${time} >= ${edge} group by 1, 2, 3`);
}

/** A park's days: a year of 15,000 points is some thousand rows. */
async function createParkDays(client: PoolClient, { zone, day, parkDay }: ZoneViews): Promise<void> {
  await client.query(`
    create materialized view ${storedOf(parkDay)}
      with (timescaledb.continuous, timescaledb.materialized_only = true, timescaledb.create_group_indexes = false) as
    select time_bucket('1 day', d.day, '${zone}') as day, p.park_id, p.medium, p.role, d.register,
      sum(d.quantity)::bigint as quantity, sum(d.charge) as charge, min(d.quality) as quality
    from ${storedOf(day)} d join point p on p.id = d.point_id group by 1, 2, 3, 4, 5 with no data`);
  await client.query(`create index on ${storedOf(parkDay)} (park_id, day)`);
  await client.query(`insert into aggregate_state (level, refreshed_to) values ('${parkDay}', '-infinity')`);
  await client.query(`
    create view ${parkDay} as
    select day, park_id, medium, role, register, quantity, charge, quality from ${storedOf(parkDay)}
    where day < (select refreshed_to from aggregate_state where level = '${parkDay}')`);
}

/** slot_hour is slot_hour_stored, slot_day_asia_shanghai is slot_day_stored_asia_shanghai. */
const storedOf = (view: string): string => view.replace(/^slot_(hour|day|month|park_day)/, 'slot_$1_stored');

/** One call of a refresh: short, since the embedded database does nothing else meanwhile. 15,000 points: 120,000 slots, 0.5 s. */
const HOURS_A_CALL_MS = 2 * HOUR_MS;

export const refreshWindow = async (pool: Pool, view: string, { from, to }: InstantRange): Promise<void> => {
  await pool.query(
    `call refresh_continuous_aggregate('${storedOf(view)}', '${new Date(from).toISOString()}', '${new Date(to).toISOString()}')`,
  );
};

/** The windows of a level that touch [from, to), one call each. */
export const hourWindows = ({ from, to }: InstantRange): InstantRange[] =>
  windowsOf({ from, to }, (at) => {
    const start = Math.floor(at / HOURS_A_CALL_MS) * HOURS_A_CALL_MS;
    return { from: instantMs(start), to: instantMs(start + HOURS_A_CALL_MS) };
  });
export const dayWindows = (range: InstantRange, zone: string): InstantRange[] =>
  windowsOf(range, (at) => dayRange(parkDayOf(at, zone), zone));
export const monthWindows = (range: InstantRange, zone: string): InstantRange[] =>
  windowsOf(range, (at) => monthRange(parkDayOf(at, zone), zone));

function windowsOf(range: InstantRange, windowAt: (at: InstantMs) => InstantRange): InstantRange[] {
  const windows: InstantRange[] = [];
  for (let at = range.from; at < range.to; ) {
    const window = windowAt(at);
    windows.push(window);
    at = window.to;
  }
  return windows;
}

export interface ZoneRow {
  readonly zone: string;
}

export async function listZones(pool: Pool): Promise<ZoneViews[]> {
  const { rows } = await pool.query<ZoneRow>('select zone from zone_aggregate order by zone');
  return rows.map((row) => zoneViews(row.zone));
}

/** Where each level's aggregate ends; null before its first refresh. */
export async function readEdges(pool: Pool): Promise<ReadonlyMap<string, InstantMs | null>> {
  const { rows } = await pool.query<{ level: string; ms: number | null }>(`
    select level, case when isfinite(refreshed_to) then (extract(epoch from refreshed_to) * 1000)::float8 end as ms from aggregate_state`);
  return new Map(rows.map((row) => [row.level, row.ms === null ? null : instantMs(row.ms)]));
}

/**
 * Makes good the stretch [from, to) at every level, as far as each is aggregated: what lies beyond a level's edge its view reads from below.
 * Any number of calls, in any order, leave the same sums. Answers how many refreshes it took.
 */
export async function refreshAggregates(pool: Pool, range: InstantRange): Promise<number> {
  let calls = 0;
  const edges = await readEdges(pool);
  const refresh = async (view: string, windows: readonly InstantRange[]): Promise<void> => {
    const edge = edges.get(view) ?? null;
    for (const window of windows) {
      if (edge === null || window.from >= edge) continue;
      await refreshWindow(pool, view, window);
      calls += 1;
    }
  };
  await refresh('slot_hour', hourWindows(range));
  for (const views of await listZones(pool)) {
    await refresh(views.day, dayWindows(range, views.zone));
    await refresh(views.month, monthWindows(range, views.zone));
    await refresh(views.parkDay, dayWindows(range, views.zone));
  }
  return calls;
}
