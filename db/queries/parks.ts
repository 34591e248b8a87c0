import type { Space, Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, dayIn, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

export interface ParkRow {
  readonly code: string;
  readonly name: Words;
  readonly city: string;
  readonly zone: string;
  /** The root of the park's branch of the organisation. */
  readonly group: { readonly code: string; readonly name: Words };
  /** The unit it hangs on, where that is not the root. */
  readonly region: { readonly code: string; readonly name: Words } | null;
}

/** DESIGN 1: a group has 450 parks. */
const PARKS_MAX = 5_000;
const PARKS = `
  with recursive branch (park_id, id, parent_id, code, name_zh, name_en) as (
    select p.id, o.id, o.parent_id, o.code, o.name_zh, o.name_en from park p join org_unit o on o.id = p.org_unit_id
    where $1::text[] is null or p.code = any($1)
    union all
    select b.park_id, o.id, o.parent_id, o.code, o.name_zh, o.name_en from branch b join org_unit o on o.id = b.parent_id
  )
  select p.code, p.name_zh, p.name_en, p.city, p.zone,
    root.code as root_code, root.name_zh as root_name_zh, root.name_en as root_name_en,
    own.code as own_code, own.name_zh as own_name_zh, own.name_en as own_name_en
  from park p
  join branch root on root.park_id = p.id and root.parent_id is null
  join org_unit own on own.id = p.org_unit_id
  order by p.code
  limit ${PARKS_MAX}`;

/** Parks by code; null: all of them. */
export const selectParks = (db: Queryable, codes: ReadonlySet<string> | null): Promise<ParkRow[]> =>
  rowsOf(db, PARKS, [codes && [...codes]], parkFromRow);

const parkFromRow = (row: Row): ParkRow => {
  const group = unitIn(row, 'root');
  const own = unitIn(row, 'own');
  return {
    code: textIn(row, 'code'),
    name: wordsIn(row),
    city: textIn(row, 'city'),
    zone: textIn(row, 'zone'),
    group,
    region: own.code === group.code ? null : own,
  };
};

const unitIn = (row: Row, prefix: string) => ({ code: textIn(row, `${prefix}_code`), name: wordsIn(row, `${prefix}_`) });

const wordsIn = (row: Row, prefix = ''): Words => ({ zh: textIn(row, `${prefix}name_zh`), en: textIn(row, `${prefix}name_en`) });

const PARK_ZONE = `select zone from park where code = $1`;

/** The park's zone; null: there is no such park. */
export const selectParkZone = (db: Queryable, park: string): Promise<string | null> =>
  rowOf(db, PARK_ZONE, [park], (row) => textIn(row, 'zone'));

const PARK_KEY = `select id, zone from park where code = $1`;

/** What statements about one park are asked with; null: there is no such park. */
export const selectParkKey = (db: Queryable, park: string): Promise<{ readonly id: number; readonly zone: string } | null> =>
  rowOf(db, PARK_KEY, [park], (row) => ({ id: wholeIn(row, 'id'), zone: textIn(row, 'zone') }));

export interface SpaceRow extends Pick<Space, 'code' | 'kind' | 'name' | 'footprint' | 'floors' | 'areaM2'> {
  readonly parent: string | null;
}

const SPACES_MAX = 20_000;
const SPACES = `
  select s.code, s.kind, s.name_zh, s.name_en, s.footprint, s.floors, s.area_m2::float8 as area_m2, up.code as parent
  from space s join park p on p.id = s.park_id left join space up on up.id = s.parent_id
  where p.code = $1
  order by s.kind, s.code
  limit ${SPACES_MAX}`;

export const selectSpaces = (db: Queryable, park: string): Promise<SpaceRow[]> => rowsOf(db, SPACES, [park], spaceFromRow);

const spaceFromRow = (row: Row): SpaceRow => ({
  code: textIn(row, 'code'),
  kind: kindIn(row),
  name: wordsIn(row),
  parent: orNull(row, 'parent', textIn),
  footprint: Array.isArray(row.footprint) ? row.footprint.map(cornerOf) : [],
  floors: wholeIn(row, 'floors'),
  areaM2: Number(row.area_m2),
});

const kindIn = (row: Row): Space['kind'] => {
  const kind = textIn(row, 'kind');
  if (kind === 'building' || kind === 'floor' || kind === 'room') return kind;
  throw new TypeError(`row: ${kind} is no kind of space`);
};

const cornerOf = (corner: unknown): readonly [number, number] => {
  if (Array.isArray(corner) && typeof corner[0] === 'number' && typeof corner[1] === 'number') return [corner[0], corner[1]];
  throw new TypeError('row: a footprint is a list of [x, y]');
};

export interface AccountName {
  readonly park: string;
  readonly code: string;
  readonly name: Words;
}

const ACCOUNT_NAMES_MAX = 1_000;
const ACCOUNT_NAMES = `
  select p.code as park, a.code, a.name_zh, a.name_en
  from account a join park p on p.id = a.park_id
  where p.code || ':' || a.code = any($1::text[])
  order by p.code, a.code
  limit ${ACCOUNT_NAMES_MAX}`;

/** Names of accounts by key "{park}:{code}". */
export const selectAccountNames = (db: Queryable, keys: ReadonlySet<string>): Promise<AccountName[]> =>
  rowsOf(db, ACCOUNT_NAMES, [[...keys]], (row) => ({ park: textIn(row, 'park'), code: textIn(row, 'code'), name: wordsIn(row) }));

/** Law 1 of a park's day: received = stored + duplicate + quarantined. */
export interface CountsRow {
  readonly day: ParkDay;
  readonly received: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly quarantined: number;
}

const COUNTS = `
  select c.day::text as day, c.received, c.stored, c.duplicate, c.quarantined
  from ingest_count c join park p on p.id = c.park_id
  where p.code = $1
  order by c.day desc
  limit $2`;

/** How many messages came from a park in the minute that ends at `at`. */
export interface MinuteRow {
  readonly at: InstantMs;
  readonly received: number;
}

const MINUTES = `
  select ${epochMs('m.minute')} as at, sum(m.received) as received
  from ingest_minute m join park p on p.id = m.park_id
  where p.code = $1 and m.minute > ${atMs('$2')} and m.minute <= ${atMs('$3')}
    and m.day between (${atMs('$2')} at time zone p.zone)::date and (${atMs('$3')} at time zone p.zone)::date
  group by m.minute
  order by m.minute`;

/** The minutes that end in (from, to] and in which any message came, the oldest first. */
export const selectMinutes = (db: Queryable, park: string, from: InstantMs, to: InstantMs): Promise<MinuteRow[]> =>
  rowsOf(db, MINUTES, [park, from, to], (row) => ({ at: instantIn(row, 'at'), received: wholeIn(row, 'received') }));

/** Newest day first. */
export const selectCounts = (db: Queryable, park: string, days: number): Promise<CountsRow[]> =>
  rowsOf(db, COUNTS, [park, days], (row) => ({
    day: dayIn(row, 'day'),
    received: wholeIn(row, 'received'),
    stored: wholeIn(row, 'stored'),
    duplicate: wholeIn(row, 'duplicate'),
    quarantined: wholeIn(row, 'quarantined'),
  }));
