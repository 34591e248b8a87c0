import { correctionLines } from '#domain/bill/corrections.ts';
import { useCharges, useLine } from '#domain/bill/use-lines.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, flagIn, type Queryable, rowOf, rowsOf } from '../queries/row.ts';
import { monthKey, selectBilled, selectUse } from './load-use.ts';
import { selectBilledVersions } from './load-versions.ts';

/** What bills leave open of an account before it is closed. */
export interface OpenBills {
  /** Bills that are out and not paid, or not paid out. */
  readonly any: boolean;
  /** What is to be paid on them, without what they give back. */
  readonly owed: Fen;
}

const OPEN = `
  select count(*) > 0 as any, coalesce(sum(greatest(b.total_fen - (select coalesce(sum(p.amount_fen), 0) from bill_payment p where p.bill_id = b.id), 0)), 0)::text as owed
  from bill b where b.account_id = $1 and b.kind = 'bill' and b.state in ('issued', 'partlyPaid')`;

export const selectOpenBills = async (db: Queryable, accountId: number): Promise<OpenBills> => {
  const found = await rowOf(db, OPEN, [accountId], (row) => ({ any: flagIn(row, 'any'), owed: fen(bigIn(row, 'owed')) }));
  return found ?? { any: false, owed: fen(0n) };
};

const MONTHS = `
  select distinct month::text as month from (
    select date_trunc('month', day)::date as month from accrual where account_id = $1 and charge <> 0
    union select l.of_month from bill b join bill_line l on l.bill_id = b.id where b.account_id = $1 and b.number is not null) as m order by 1`;
const DRAFTS = `select exists (select from bill where account_id = $1 and state in ('draft', 'checked') and total_fen <> 0) as drafts`;

/** Whether something an account used is on no bill that is out, or otherwise than it is now; or a draft of it waits. */
export const hasUnbilled = async (db: Queryable, accountId: number): Promise<boolean> => {
  if ((await rowOf(db, DRAFTS, [accountId], (row) => flagIn(row, 'drafts'))) === true) return true;
  const months = await rowsOf(db, MONTHS, [accountId], (row) => ({ accountId, month: dayIn(row, 'month') }));
  const use = await selectUse(db, months);
  const billed = await selectBilled(db, months);
  const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
  return months.some((one) => {
    const month = monthOf(one.month);
    const now = useCharges(use.get(monthKey(one)) ?? [], versions).charges.map((charge) => useLine(charge, { month, posted: false }));
    return correctionLines(now, billed.get(monthKey(one)) ?? [], { again: false, month, posted: false }).length > 0;
  });
};
