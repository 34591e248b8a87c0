import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import type { Calendar, TariffVersion } from '#domain/tariff/tariff.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { atMs, dayIn, epochMs, flagIn, instantIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

export interface CurvePoint {
  readonly start: InstantMs;
  /** Whole Wh. */
  readonly quantity: number;
  /** Index of QUALITIES: the weakest point's. */
  readonly quality: number;
}

const GRID_SLOTS = `
  select ${epochMs('s.start')} as start, sum(s.quantity)::bigint as quantity, min(s.quality) as quality
  from slot s
  where s.point_id in (
      select p.id from point p join park on park.id = p.park_id where park.code = $1 and p.role = 'grid' and p.medium = 'electricity')
    and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
  group by s.start
  order by s.start`;

/** What a park drew from the grid: its masters together. */
export const selectGridSlots = (db: Queryable, park: string, { from, to }: InstantRange): Promise<CurvePoint[]> =>
  rowsOf(db, GRID_SLOTS, [park, from, to], (row) => ({
    start: instantIn(row, 'start'),
    quantity: wholeIn(row, 'quantity'),
    quality: wholeIn(row, 'quality'),
  }));

const VERSION = `
  select v.id, v.valid_from::text as valid_from, v.source, v.content
  from point p
  join park on park.id = p.park_id
  join assignment a on a.point_id = p.id and a.from_at <= ${atMs('$3')} and (a.to_at is null or a.to_at > ${atMs('$3')})
  join tariff_version v on v.tariff_id = a.tariff_id and v.valid_from <= $4::date
  where park.code = $1 and p.code = coalesce($2, p.code) and ($2 is not null or (p.role = 'grid' and p.medium = 'electricity'))
  order by p.code, v.valid_from desc
  limit 1`;

/** The tariff version a point (null: the park's first grid point) is priced by on a day that ends at `to`; null where it has none. */
export const selectVersionOn = (
  db: Queryable,
  of: { readonly park: string; readonly point: string | null },
  on: { readonly day: ParkDay; readonly to: InstantMs },
): Promise<TariffVersion | null> =>
  rowOf(db, VERSION, [of.park, of.point, on.to - 1, on.day], (row) =>
    versionFromContent({
      id: wholeIn(row, 'id'),
      validFrom: textIn(row, 'valid_from'),
      source: textIn(row, 'source'),
      // Written by contentFromFile alone; jsonb comes back as the object it was.
      content: row.content as TariffContent,
    }),
  );

const CALENDAR = `select day::text as day, name, off from calendar_day where day = $1::date`;

/** What a day's kinds are asked of: the day's own entry. */
export async function selectCalendarDay(db: Queryable, day: ParkDay): Promise<Calendar> {
  const entries = await rowsOf(db, CALENDAR, [day], (row) => ({
    day: dayIn(row, 'day'),
    name: textIn(row, 'name'),
    off: flagIn(row, 'off'),
  }));
  return new Map(entries.map((entry) => [entry.day, entry]));
}
