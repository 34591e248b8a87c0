import { correctionLines } from '#domain/bill/corrections.ts';
import { type UseRow, useCharges, useLine } from '#domain/bill/use-lines.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, flagIn, type Queryable, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
import { selectResaleMonths } from './load-resale.ts';
import { selectSteps } from './load-steps.ts';
import { IS_SAID, monthKey, selectBilled, selectUse } from './load-use.ts';
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
    union select l.of_month from bill b join bill_line l on l.bill_id = b.id where b.account_id = $1 and ${IS_SAID}) as m order by 1`;
const DRAFTS = `select exists (select from bill where account_id = $1 and state in ('draft', 'checked') and total_fen <> 0) as drafts`;

/** Whether something an account used is on no bill that is out, or otherwise than it is now; or a draft of it waits. */
export const hasUnbilled = async (db: Queryable, accountId: number): Promise<boolean> => {
  if ((await rowOf(db, DRAFTS, [accountId], (row) => flagIn(row, 'drafts'))) === true) return true;
  const months = await rowsOf(db, MONTHS, [accountId], (row) => ({ accountId, month: dayIn(row, 'month') }));
  const use = await selectUse(db, months);
  const steps = await selectSteps(db, months);
  const byShares = await selectResaleMonthsOf(
    db,
    accountId,
    months.map(({ month }) => month),
  );
  const billed = await selectBilled(db, months);
  const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
  return months.some((one) => {
    const month = monthOf(one.month);
    const key = monthKey(one);
    const isTariffs = ({ versionId }: UseRow): boolean =>
      !byShares.has(one.month) || versions.get(versionId)?.tariff.medium !== 'electricity';
    const { charges } = useCharges((use.get(key) ?? []).filter(isTariffs), versions, { month, steps: steps.get(key) ?? [] });
    const now = charges.map((charge) => useLine(charge, { month, posted: false }));
    // Second parts and power factors are on the bills of whoever has them; only use can be missing on all.
    const said = (billed.get(key) ?? []).filter(({ versionId, posted }) => versionId !== null || posted);
    return correctionLines(now, said, { again: false, month }).length > 0;
  });
};

const BILLED_LATER = `select park_id from account where id = $1 and kind = 'postpaid'`;

/** Months in which its electricity is charged by shares of the purchase bills. */
const selectResaleMonthsOf = async (db: Queryable, accountId: number, months: readonly ParkDay[]): Promise<ReadonlySet<ParkDay>> => {
  const parkId = await rowOf(db, BILLED_LATER, [accountId], (row) => wholeIn(row, 'park_id'));
  return parkId === null ? new Set() : selectResaleMonths(db, parkId, months);
};
