import type { InstantMs } from '#domain/time/instant.ts';
import { epochMs, instantIn, orNull, type Queryable, rowOf, rowsOf, wholeIn } from './row.ts';

const VERSION = 'select version from park where code = $1';

/** Rises with each change of the park; null: there is no such park. */
export const selectParkVersion = (db: Queryable, park: string): Promise<number | null> =>
  rowOf(db, VERSION, [park], (row) => wholeIn(row, 'version'));

const FIRST = `
  select ${epochMs('min(r.at)')} as first from device d
  cross join lateral (select at from reading where device_id = d.id order by at limit 1) as r where d.park_id = $1`;

/** Time of the first stored reading of a park's meters; null before any. */
export const selectFirstReading = (db: Queryable, parkId: number): Promise<InstantMs | null> =>
  rowOf(db, FIRST, [parkId], (row) => orNull(row, 'first', instantIn));

const CHANGES = `select ${epochMs('until')} as until from park_past where park_id = $1 group by park_past.until order by park_past.until`;

/** The instants at which names, terms or limits of a park were changed, in order. */
export const selectParkChanges = (db: Queryable, parkId: number): Promise<readonly InstantMs[]> =>
  rowsOf(db, CHANGES, [parkId], (row) => instantIn(row, 'until'));

const KEPT_FROM = `select ${epochMs('run_on')} as at from schema_migration where name = '0025_park_past'`;

/** From when on what was before such a change is kept; null: it never was. */
export const selectChangesKeptFrom = (db: Queryable): Promise<InstantMs | null> => rowOf(db, KEPT_FROM, [], (row) => instantIn(row, 'at'));
