import { type Queryable, rowOf, wholeIn } from './row.ts';

const ACCOUNT = 'select a.id, a.park_id from account a join park p on p.id = a.park_id where p.code = $1 and a.code = $2';

/** An account by the codes of its park and its own. Null: there is none. */
export const selectAccountKey = (
  db: Queryable,
  park: string,
  account: string,
): Promise<{ readonly id: number; readonly parkId: number } | null> =>
  rowOf(db, ACCOUNT, [park, account], (row) => ({ id: wholeIn(row, 'id'), parkId: wholeIn(row, 'park_id') }));
