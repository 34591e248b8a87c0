import type { ParkDay } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { type Exact, exact } from '#domain/units/money.ts';
import { zoneViews } from '../aggregates.ts';
import { atMs, bigIn, dayIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

export interface ComparedPark {
  readonly id: number;
  readonly code: string;
  readonly zone: string;
  /** Ground area of its buildings times storeys as the park file gives it, m². */
  readonly areaM2: number;
}

const PARKS_MAX = 5_000;
const PARKS = `
  select p.id, p.code, p.zone, coalesce((select sum(s.area_m2) from space s where s.park_id = p.id and s.kind = 'building'), 0)::float8 as area_m2
  from park p where $1::text[] is null or p.code = any($1)
  order by p.code limit ${PARKS_MAX}`;

/** Parks by code; null: all. */
export const selectComparedParks = (db: Queryable, codes: ReadonlySet<string> | null): Promise<ComparedPark[]> =>
  rowsOf(db, PARKS, [codes && [...codes]], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    zone: textIn(row, 'zone'),
    areaM2: Number(row.area_m2),
  }));

export interface DayOfPark {
  readonly parkId: number;
  readonly day: ParkDay;
  readonly wh: number;
  readonly litres: number;
  /** Quantity of the largest 15 minutes at one of the masters; null where readings cover none. */
  readonly windowMax: number | null;
}

export interface CompareQuery {
  readonly zone: string;
  readonly parkIds: readonly number[];
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** Where a park's electricity and water come in, as its board has it: grid points, else those below nothing. */
const MASTERS = `
  select p.id from point p
  where p.park_id = any($1::int[]) and case
    when p.medium = 'water' then p.parent_id is null
    when p.role = 'pv' then false
    when p.role = 'grid' then true
    else p.parent_id is null and not exists (
      select from point g where g.park_id = p.park_id and g.medium = 'electricity' and g.role = 'grid') end`;

/** From the sums by park day, which hold every slot at any time. Days without slots have no row. */
export async function selectDaysOfParks(db: Queryable, { zone, parkIds, from, to }: CompareQuery): Promise<DayOfPark[]> {
  const masters = await rowsOf(db, MASTERS, [parkIds], (row) => wholeIn(row, 'id'));
  return rowsOf(
    db,
    `select m.park_id, (s.day at time zone $4)::date::text as day, coalesce(sum(s.quantity) filter (where m.medium = 'electricity'), 0)::bigint as wh,
      coalesce(sum(s.quantity) filter (where m.medium = 'water'), 0)::bigint as litres,
      max(s.window_max) filter (where m.medium = 'electricity') as window_max
    from ${zoneViews(zone).day} s join point m on m.id = s.point_id
    where s.point_id = any($1::int[]) and s.register = 0 and s.day >= ${atMs('$2')} and s.day < ${atMs('$3')}
    group by m.park_id, s.day
    order by m.park_id, s.day`,
    [masters, dayRange(from, zone).from, dayRange(to, zone).to, zone],
    (row) => ({
      parkId: wholeIn(row, 'park_id'),
      day: dayIn(row, 'day'),
      wh: wholeIn(row, 'wh'),
      litres: wholeIn(row, 'litres'),
      windowMax: orNull(row, 'window_max', wholeIn),
    }),
  );
}

export interface ChargeOfPark {
  readonly parkId: number;
  readonly day: ParkDay;
  readonly charge: Exact;
}

/** What the park's own account with the grid owes where it has one, else what all its accounts owe: whole days from their sums, the rest from accruals. */
export const selectChargesOfParks = (db: Queryable, { zone, parkIds, from, to }: CompareQuery): Promise<ChargeOfPark[]> => {
  const { parkDay } = zoneViews(zone);
  const edge = `(select refreshed_to from aggregate_state where level = '${parkDay}')`;
  return rowsOf(
    db,
    `with supply as materialized (select id, park_id from account where park_id = any($1::int[]) and kind = 'supply'),
    plain as materialized (select id as park_id from unnest($1::int[]) as t(id) where id not in (select park_id from supply)),
    payer as materialized (select id, park_id, false as recent from supply
      union all select a.id, a.park_id, true from account a join plain using (park_id)),
    charged as (
      select y.park_id, u.day, u.charge from payer y join accrual u on u.account_id = y.id
      where u.day >= $2::date and u.day <= $3::date and (not y.recent or u.day::timestamp at time zone $4 >= ${edge})
      union all
      select s.park_id, (s.day at time zone $4)::date, s.charge from ${parkDay} s join plain using (park_id)
      where s.day >= $2::date::timestamp at time zone $4 and s.day < ($3::date + 1)::timestamp at time zone $4
    )
    select park_id, day::text as day, sum(charge)::text as charge from charged group by park_id, day order by park_id, day`,
    [parkIds, from, to, zone],
    (row) => ({ parkId: wholeIn(row, 'park_id'), day: dayIn(row, 'day'), charge: exact(bigIn(row, 'charge')) }),
  );
};
