import type { ParkDay } from '#domain/time/instant.ts';
import { dayIn, orNull, type Queryable, rowOf } from '../queries/row.ts';

/** The first park day whose books are open; null: no month of the park is closed. */
export const selectOpenFrom = (db: Queryable, parkId: number): Promise<ParkDay | null> =>
  rowOf(db, 'select first_open_day($1)::text as day', [parkId], (row) => orNull(row, 'day', dayIn));
