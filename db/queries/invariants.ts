import type { Pool } from 'pg';

/** A law of DESIGN 3 and what breaks it: rows that should not be there, at most `FOUND_MAX` of them. */
export interface LawCheck {
  readonly law: '1' | '3' | '4' | '5';
  readonly says: string;
  readonly broken: number;
}

const FOUND_MAX = 100;

/** Each one statement, so that it sees one moment of a database that is being written. `$1`: the first park day looked at. */
const CHECKS: readonly { readonly law: LawCheck['law']; readonly says: string; readonly sql: string }[] = [
  {
    law: '1',
    says: 'received = stored + duplicate + quarantined',
    sql: 'select 1 from ingest_count where day >= $1::date and received <> stored + duplicate + quarantined',
  },
  {
    law: '4',
    says: 'accruals are the sums of their slots',
    sql: `
      with sums as (
        select coalesce(account_id, 0) as account_id, day, point_id, coalesce(version_id, 0) as version_id, coalesce(period, 0) as period,
          sum(quantity) as quantity, sum(charge) as charge, count(*) as slots
        from slot where register = 0 and day >= $1::date and start >= $1::date - interval '1 day' group by 1, 2, 3, 4, 5)
      select 1 from sums full join (select account_id, day, point_id, version_id, period, quantity, charge, slots from accrual where day >= $1::date) a
        using (account_id, day, point_id, version_id, period)
      where sums.quantity is distinct from a.quantity or sums.charge is distinct from a.charge or sums.slots is distinct from a.slots`,
  },
  {
    law: '3',
    says: 'no slot has less than nothing',
    sql: `select 1 from slot where day >= $1::date and start >= $1::date - interval '1 day' and quantity < 0`,
  },
  {
    law: '5',
    says: 'every transfer sums to zero',
    sql: `select 1 from ledger_entry e join ledger_transfer t on t.id = e.transfer_id where t.booked_at >= $1::date - interval '1 day'
      group by e.transfer_id having sum(e.amount_fen) <> 0`,
  },
];

/** Looks for what breaks a law, from a park day on; whether settlements are in the ledger is `checkSettled` of db/ledger. */
export const checkLaws = async (pool: Pool, from: string): Promise<readonly LawCheck[]> => {
  const found: LawCheck[] = [];
  for (const { law, says, sql } of CHECKS) {
    const answer = await pool.query(`select count(*)::int as broken from (${sql} limit ${FOUND_MAX}) as found`, [from]);
    found.push({ law, says, broken: answer.rows[0].broken });
  }
  return found;
};
