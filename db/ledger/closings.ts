import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, dayIn, flagIn, orNull, type Queryable, rowOf, rowsOf, textIn } from '../queries/row.ts';

export interface Closing {
  /** The last park day that was charged. */
  readonly closedOn: ParkDay;
  /** Of what was paid out; null: nothing was. */
  readonly transferId: string | null;
}

export const closingKey = (accountId: number): string => `closing:${accountId}`;

export const selectClosing = (db: Queryable, accountId: number): Promise<Closing | null> =>
  rowOf(
    db,
    `select c.closed_on::text as closed_on, t.id::text as transfer_id
     from account_closing c left join ledger_transfer t on t.key = $2 where c.account_id = $1`,
    [accountId, closingKey(accountId)],
    (row) => ({ closedOn: dayIn(row, 'closed_on'), transferId: orNull(row, 'transfer_id', textIn) }),
  );

export interface NewClosing {
  readonly accountId: number;
  readonly closedOn: ParkDay;
  readonly at: InstantMs;
  readonly actor: string;
}

export const insertClosing = async (db: Queryable, { accountId, closedOn, at, actor }: NewClosing): Promise<void> => {
  await rowsOf(
    db,
    `insert into account_closing (account_id, closed_on, at, actor) values ($1, $2, ${atMs('$3')}, $4)`,
    [accountId, closedOn, at, actor],
    () => null,
  );
};

/** Whether an account was charged for a day or a later one. */
export const usedSince = async (db: Queryable, accountId: number, day: ParkDay): Promise<boolean> =>
  (await rowOf(
    db,
    'select exists (select from accrual where account_id = $1 and day >= $2::date and charge <> 0) as used',
    [accountId, day],
    (row) => flagIn(row, 'used'),
  )) === true;
