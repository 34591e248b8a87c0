import type { ClientBase } from 'pg';
import type { FileCalendarDay } from '#domain/park/park-file.ts';
import type { KindCounts } from './write-kind.ts';
import type { Affected } from './write-stretches.ts';

export interface CalendarWritten extends KindCounts {
  /** Points, of any park, that were charged on a day whose kind changed. */
  readonly affected: readonly Affected[];
}

const DAYS = 'unnest($1::date[], $2::text[], $3::boolean[]) as t(day, name, off)';

const CHANGED = `
  select t.day::text as day, x.day is null as created from ${DAYS} left join calendar_day x using (day)
  where (x.name, x.off) is distinct from (t.name, t.off)`;

const WRITE = `
  insert into calendar_day (day, name, off) select t.day, t.name, t.off from ${DAYS}
  on conflict (day) do update set name = excluded.name, off = excluded.off`;

const POINTS_CHARGED = `
  select a.point_id as id, '' as key, (extract(epoch from min(greatest(a.from_at, s.lo))) * 1000)::float8 as lo,
         (extract(epoch from max(least(a.to_at, s.hi))) * 1000)::float8 as hi
  from (select k.id as park_id, d::timestamp at time zone k.zone as lo, (d + 1)::timestamp at time zone k.zone as hi
        from unnest($1::date[]) as t(d) cross join park k) s
  join point p on p.park_id = s.park_id
  join assignment a on a.point_id = p.id and a.from_at < s.hi and (a.to_at is null or a.to_at > s.lo)
  group by a.point_id`;

/**
 * The calendar belongs to all parks: when a day changes, every twin is built anew and what was charged on the day is priced again.
 * The caller holds the lock of imports.
 */
export const writeCalendar = async (client: ClientBase, days: readonly FileCalendarDay[]): Promise<CalendarWritten> => {
  const values = [days.map(({ day }) => day), days.map(({ name }) => name), days.map(({ off }) => off)];
  const { rows } = await client.query<{ day: string; created: boolean }>(CHANGED, values);
  const created = rows.filter((row) => row.created).length;
  const counts = { created, updated: rows.length - created, unchanged: days.length - rows.length };
  if (rows.length === 0) return { ...counts, affected: [] };
  await client.query(WRITE, values);
  await client.query('update park set version = version + 1');
  const affected = await client.query<Affected>(POINTS_CHARGED, [rows.map(({ day }) => day)]);
  return { ...counts, affected: affected.rows };
};
