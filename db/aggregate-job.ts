import type { Pool } from 'pg';
import type { Clock } from '#domain/time/clock.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { dayRange, type InstantRange, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import {
  dayWindows,
  ensureZoneAggregates,
  hourWindows,
  listZones,
  monthWindows,
  readEdges,
  refreshAggregates,
  refreshWindow,
  type ZoneViews,
  zoneViews,
} from './aggregates.ts';

/** What a run did and what it left for the next. */
export interface AggregateRun {
  /** Refresh calls made. */
  readonly calls: number;
  /** Days marked by late slots that still wait. */
  readonly dirtyDays: number;
  /** How far the hours lag behind where they should end; 0 when all is done. */
  readonly lagMs: number;
}

/** Slots of an hour still come in up to one reading interval (15 min) after it: it is aggregated when those are in. */
const SETTLE_MS = 30 * MINUTE_MS;
/** Hours are looked at again for so long: a transaction that was open when the edge passed its slots has marked nothing. Costs nothing where nothing came. */
const LOOK_BACK_MS = 2 * HOUR_MS;
/** A day or month is summed this long after its last hour, so that the look back has gone over all of it: TimescaleDB sums a zone's bucket anew when asked. */
const CLOSE_MS = HOUR_MS;
/** A replay marks a day again and again: it is made good once it is quiet, or has waited long enough. */
const QUIET_MS = 30_000;
const DIRTY_MS_MAX = 5 * MINUTE_MS;
/** Marks of a run: a year's days times a hundred transactions each. */
const MARKS_MAX = 40_000;
/** Neighbouring dirty days are made good together, so that their month is summed once. */
const DAYS_TOGETHER = 8;
const DAY_MS = 24 * HOUR_MS;

const HOUR_LEVEL = 'slot_hour';

/**
 * Brings every level up to now, then the days that late slots have changed. Ends within about `budgetMs`, wherever it is, and goes on from there at
 * the next run; safe to run at any time, and twice at once.
 */
export async function advanceAggregates(pool: Pool, clock: Clock, budgetMs: number): Promise<AggregateRun> {
  const start = clock.now();
  await ensureParkZones(pool);
  const run: Run = { pool, calls: 0, hasTime: () => clock.now() - start < budgetMs };
  const to = instantMs(Math.floor((start - SETTLE_MS) / HOUR_MS) * HOUR_MS);
  if (await advance(run, { view: HOUR_LEVEL, below: 'slot', to, lookBackMs: LOOK_BACK_MS, windows: hourWindows })) {
    for (const views of await listZones(pool)) if (!(await advanceZone(run, views, to))) break;
  }
  const dirtyDays = await makeGood(run, start);
  const edge = (await readEdges(pool)).get(HOUR_LEVEL) ?? (await firstOf(pool, 'slot'));
  return { calls: run.calls, dirtyDays, lagMs: edge === null ? 0 : Math.max(0, to - edge) };
}

/** What the import of a park makes; here for levels a newer version brings, and for parks that came another way. */
async function ensureParkZones(pool: Pool): Promise<void> {
  const edges = await readEdges(pool);
  const { rows } = await pool.query<{ zone: string }>('select distinct zone from park union select zone from zone_aggregate');
  for (const { zone } of rows) {
    const { day, month, parkDay } = zoneViews(zone);
    if (![day, month, parkDay].every((view) => edges.has(view))) await ensureZoneAggregates(pool, zone);
  }
}

interface Run {
  readonly pool: Pool;
  calls: number;
  hasTime(): boolean;
}

interface Step {
  readonly view: string;
  /** What it is summed from; asked for its first bucket when the level is new. */
  readonly below: 'slot' | 'slot_hour_stored';
  readonly to: InstantMs;
  readonly lookBackMs: number;
  readonly windows: (range: InstantRange) => InstantRange[];
}

/** False when the time was up before the end. */
async function advance(run: Run, step: Step): Promise<boolean> {
  const edge = (await readEdges(run.pool)).get(step.view) ?? null;
  const from = edge === null ? await firstOf(run.pool, step.below) : instantMs(edge - step.lookBackMs);
  if (from === null) return true;
  for (const window of step.windows({ from, to: step.to })) {
    if (!run.hasTime()) return false;
    const to = instantMs(Math.min(window.to, step.to));
    if (window.from >= to) continue;
    await refreshWindow(run.pool, step.view, { from: window.from, to });
    await moveEdge(run.pool, step.view, to);
    run.calls += 1;
  }
  return true;
}

/** Whole park days and months only: the running ones are read from the level below. */
async function advanceZone(run: Run, { zone, day, month, parkDay }: ZoneViews, hoursTo: InstantMs): Promise<boolean> {
  const running = parkDayOf(instantMs(hoursTo - CLOSE_MS), zone);
  const level = { below: 'slot_hour_stored', lookBackMs: 0 } as const;
  const days = { ...level, to: dayRange(running, zone).from, windows: (range: InstantRange) => dayWindows(range, zone) };
  const months = { ...level, to: monthRange(running, zone).from, windows: (range: InstantRange) => monthWindows(range, zone) };
  return (
    (await advance(run, { view: day, ...days })) &&
    (await advance(run, { view: month, ...months })) &&
    advance(run, { view: parkDay, ...days })
  );
}

interface Dirty extends InstantRange {
  readonly ids: readonly string[];
}

/** Marks are read before the refresh and deleted after it, by number: one that comes meanwhile stays. Answers the days still waiting. */
async function makeGood(run: Run, now: InstantMs): Promise<number> {
  const { rows } = await run.pool.query<{ from: number; ids: string[]; first: number; last: number }>(
    `select (extract(epoch from day::timestamp at time zone 'UTC') * 1000)::float8 as from, array_agg(id::text) as ids,
       (extract(epoch from min(marked_at)) * 1000)::float8 as first, (extract(epoch from max(marked_at)) * 1000)::float8 as last
     from (select id, day, marked_at from aggregate_dirty order by id limit ${MARKS_MAX}) as marks
     group by day order by day`,
  );
  const due = rows.filter((row) => now - row.last >= QUIET_MS || now - row.first >= DIRTY_MS_MAX);
  let left = rows.length;
  for (const group of together(due.map((row) => ({ from: instantMs(row.from), to: instantMs(row.from + DAY_MS), ids: row.ids })))) {
    if (!run.hasTime()) break;
    run.calls += await refreshAggregates(run.pool, group);
    await run.pool.query('delete from aggregate_dirty where id = any($1::bigint[])', [group.ids]);
    left -= (group.to - group.from) / DAY_MS;
  }
  return left;
}

/** Joins days that follow each other, up to a week or so. */
export function together(days: readonly Dirty[]): Dirty[] {
  const groups: Dirty[] = [];
  for (const day of days) {
    const last = groups.at(-1);
    if (last && last.to === day.from && last.to - last.from < DAYS_TOGETHER * DAY_MS) {
      groups[groups.length - 1] = { from: last.from, to: day.to, ids: [...last.ids, ...day.ids] };
    } else groups.push(day);
  }
  return groups;
}

/** Only ever forward: a run that was overtaken changes nothing. */
const moveEdge = async (pool: Pool, view: string, to: InstantMs): Promise<void> => {
  await pool.query(
    'update aggregate_state set refreshed_to = to_timestamp($2::float8 / 1000) where level = $1 and refreshed_to < to_timestamp($2::float8 / 1000)',
    [view, to],
  );
};

async function firstOf(pool: Pool, below: Step['below']): Promise<InstantMs | null> {
  const time = below === 'slot' ? 'start' : 'hour';
  const { rows } = await pool.query<{ ms: number | null }>(`select (extract(epoch from min(${time})) * 1000)::float8 as ms from ${below}`);
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : instantMs(ms);
}
