import type { ParkDay } from '#domain/time/instant.ts';
import { type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';

/** Park days [from, to) that a settlement looks at every time. */
export interface Window {
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export interface Unseen {
  readonly accountId: number;
  /** Of the window's accruals. */
  readonly hash: string;
}

const UNSEEN = `
  select t.id, coalesce(c.hash, 0)::text as hash
  from unnest($1::int[]) as t(id)
    left join lateral (select bit_xor(hash_record_extended(row(day, point_id, version_id, period, quantity, charge), 0)) as hash
      from accrual where account_id = t.id and day >= $2::date and day < $3::date) as c on true
    left join settle_seen s on s.account_id = t.id
  where s.account_id is null or s.from_on <> $2::date or s.to_on <> $3::date or s.hash <> coalesce(c.hash, 0)
  order by t.id`;

/** Accounts whose last days are not what they were when they were settled: a whole month is summed up for these alone. */
export const selectUnseen = (db: Queryable, accounts: readonly number[], { from, to }: Window): Promise<Unseen[]> =>
  rowsOf(db, UNSEEN, [numbersOf(accounts, (id) => id), from, to], (row) => ({ accountId: wholeIn(row, 'id'), hash: textIn(row, 'hash') }));

const SEEN = `
  insert into settle_seen (account_id, from_on, to_on, hash)
  select id, $3::date, $4::date, hash from unnest($1::int[], $2::bigint[]) as t(id, hash)
  on conflict (account_id) do update set from_on = excluded.from_on, to_on = excluded.to_on, hash = excluded.hash`;

/** In the transaction that settles what was found, with what was read before it: a change in between is found the next time. */
export const markSeen = async (db: Queryable, seen: readonly Unseen[], { from, to }: Window): Promise<void> => {
  if (seen.length === 0) return;
  await rowsOf(
    db,
    SEEN,
    [numbersOf(seen, ({ accountId }) => accountId), `{${seen.map(({ hash }) => hash).join(',')}}`, from, to],
    () => null,
  );
};
