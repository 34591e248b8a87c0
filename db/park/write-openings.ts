import type { ClientBase } from 'pg';
import type { KindCounts } from './write-kind.ts';

const ROWS = `json_to_recordset($2::json) as t(path text, account text, key text, fen bigint, booked_at timestamptz)
  join account a on a.park_id = $1 and a.code = t.account`;

/** The two sides of an opening: the tenant's wallet, and what the park took over from elsewhere. */
const LEDGER_ACCOUNTS = `
  insert into ledger_account (park_id, account_id, kind)
  select $1::int, a.id, 'wallet' from ${ROWS}
  where not exists (select from ledger_account x where x.account_id = a.id and x.kind = 'wallet')
  union all
  select $1::int, null, 'opening'
  where not exists (select from ledger_account x where x.park_id = $1 and x.account_id is null and x.kind = 'opening')`;

/** Entries: + is in favour of the holder, so the wallet has the file's sign and the other side its opposite. */
const TRANSFERS = `
  with fresh as materialized (
    select a.id as account_id, t.key, t.fen, t.booked_at, (t.booked_at at time zone p.zone)::date as day
    from ${ROWS} join park p on p.id = a.park_id
    where not exists (select from ledger_transfer x where x.key = t.key)
  ), booked as (
    insert into ledger_transfer (park_id, kind, key, booked_at, day, of_day, memo, actor)
    select $1::int, 'opening', key, booked_at, greatest(f.day, o.day), case when f.day < o.day then f.day end, 'opening balance', 'import'
    from fresh f cross join first_open_day($1::int) as o(day)
    returning id, key
  ), entries as (
    insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen)
    select b.id, 1, l.id, f.fen from booked b join fresh f using (key)
      join ledger_account l on l.park_id = $1 and l.account_id = f.account_id and l.kind = 'wallet'
    union all
    select b.id, 2, l.id, -f.fen from booked b join fresh f using (key)
      join ledger_account l on l.park_id = $1 and l.account_id is null and l.kind = 'opening'
  )
  select count(*)::int as created from booked`;

/** Books opening balances once. One that is booked with another amount was refused before: corrections are new entries (law 5). */
export const writeOpenings = async (client: ClientBase, parkId: number, rows: readonly object[]): Promise<KindCounts> => {
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const values = [parkId, JSON.stringify(rows)];
  await client.query(LEDGER_ACCOUNTS, values);
  const { rows: answer } = await client.query<{ created: number }>(TRANSFERS, values);
  const created = answer[0]?.created ?? 0;
  return { created, updated: 0, unchanged: rows.length - created };
};
