import type { ClientBase } from 'pg';

const MARK = `
  insert into settle_due (account_id, day)
  select distinct u.account_id, date_trunc('month', u.day)::date
  from accrual u join account a on a.id = u.account_id and a.park_id = $1 join tariff_version v on v.id = u.version_id join tariff t on t.id = v.tariff_id
  where t.code = any($2::text[]) or (a.code = any($3::text[]) and t.steps <> '[]')
  order by 1, 2
  on conflict (account_id, day) do update set day = excluded.day`;

/**
 * Surcharges of steps stand in no slot, so nothing is rated again when they change: every month of whoever used by such a tariff, or of an account
 * whose terms changed, is settled and billed anew; what comes to the same posts nothing.
 */
export const markSteps = async (
  client: ClientBase,
  parkId: number,
  { tariffs, accounts }: { readonly tariffs: ReadonlySet<string>; readonly accounts: ReadonlySet<string> },
): Promise<void> => {
  if (tariffs.size + accounts.size === 0) return;
  await client.query(MARK, [parkId, [...tariffs], [...accounts]]);
};
