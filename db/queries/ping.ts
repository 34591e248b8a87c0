import { type Queryable, rowsOf } from './row.ts';

/** Resolves when the database answers. */
export const selectNothing = async (db: Queryable): Promise<void> => {
  await rowsOf(db, 'select', [], () => null);
};
