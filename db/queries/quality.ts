import type { InstantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { lasts } from './installations.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

/** A meter at a point over [from, to); without `to` still there. */
export interface InstalledRow {
  readonly pointId: number;
  readonly code: string;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
  /** Seconds between two readings. */
  readonly intervalS: number;
}

const INSTALLED = `
  select p.id as point_id, p.code, ${epochMs('i.from_at')} as from_at, ${epochMs('i.to_at')} as to_at, d.interval_s
  from point p join installation i on i.point_id = p.id join device d on d.id = i.device_id
  where p.park_id = (select id from park where code = $1) and ($2::text[] is null or p.code = any($2))
    and i.from_at < ${atMs('$4')} and ${lasts('i')} and (i.to_at is null or i.to_at > ${atMs('$3')})
  order by p.code, i.from_at
  limit $5`;

export interface InstalledQuery extends InstantRange {
  readonly park: string;
  /** Null: all points of the park. */
  readonly codes: readonly string[] | null;
  readonly limit: number;
}

/** Meters that are or were at the points within a range; by code, then time. */
export const selectInstalled = (db: Queryable, { park, codes, from, to, limit }: InstalledQuery): Promise<InstalledRow[]> =>
  rowsOf(db, INSTALLED, [park, codes, from, to, limit], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    code: textIn(row, 'code'),
    from: instantIn(row, 'from_at'),
    to: orNull(row, 'to_at', instantIn),
    intervalS: wholeIn(row, 'interval_s'),
  }));

/** The quarters of a point within a range: all of them measured, or one by one. */
export interface QuarterRow {
  readonly pointId: number;
  /** Null: every quarter of the range is there and measured. */
  readonly quarters: readonly { readonly index: number; readonly quality: number }[] | null;
}

/** One figure a quarter: its index times four and its quality (index of QUALITIES). */
const QUARTERS = `
  select s.point_id,
    case when count(*) = $4 and min(s.quality) = 2 and min(s.installation_id) = max(s.installation_id) then null
      else string_agg(((extract(epoch from s.start)::bigint - $2::bigint / 1000) / 900 * 4 + s.quality)::text, ',') end as quarters
  from slot s
  where s.point_id = any($1::int[]) and s.register = 0 and s.start >= ${atMs('$2::bigint')} and s.start < ${atMs('$3')}
  group by s.point_id`;

export const selectQuarters = (
  db: Queryable,
  pointIds: readonly number[],
  { from, to, count }: InstantRange & { readonly count: number },
): Promise<QuarterRow[]> =>
  rowsOf(db, QUARTERS, [pointIds, from, to, count], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    quarters:
      orNull(row, 'quarters', textIn)
        ?.split(',')
        .map((figure) => ({ index: Math.floor(Number(figure) / 4), quality: Number(figure) % 4 })) ?? null,
  }));
