import type { InstantMs } from '#domain/time/instant.ts';
import { epochMs, instantIn, orNull, type Queryable, rowOf, wholeIn } from './row.ts';

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
