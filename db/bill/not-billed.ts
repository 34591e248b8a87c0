import type { ClientBase, Pool } from 'pg';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { freezeRun } from '../allocation/freeze.ts';
import { runMonth } from '../allocation/run-month.ts';
import { selectRunHead } from '../allocation/select-run.ts';
import { withTransaction } from '../pool.ts';
import { insertAudit } from '../queries/audit.ts';
import { atMs, dayIn, flagIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { wordsOf } from '../store/arrays.ts';
import { type BillMonth, MONTHS_BACK, monthsBefore } from './bill-month.ts';
import type { Act } from './issue.ts';

/** An earlier month of which no bill is out, and that nobody has said anything about. */
export interface OpenMonth {
  /** First day. */
  readonly month: ParkDay;
  /** Its run was begun after it was over: there may be drafts. */
  readonly ran: boolean;
}

/**
 * Months count from the first that anything was used in, or that was run. A run before the month was over was a look at it. A month whose run found
 * nothing to bill is done.
 */
const OPEN = `
  with p as (select id, zone from park where id = $1), first as (
    select date_trunc('month', least(
      (select min(c.day) from account a cross join lateral (select day from accrual where account_id = a.id order by day limit 1) as c
       where a.park_id = $1 and a.kind <> 'supply'),
      (select min(month) from bill_run where park_id = $1)))::date as month
  ), m as (
    select d::date as month, ((d + interval '1 month')::timestamp at time zone p.zone) as to_at from p, first
      cross join generate_series(greatest(first.month, $3::date), $2::date - interval '1 month', interval '1 month') as d
    where first.month is not null
  )
  select m.month::text as month, coalesce(r.started_at >= m.to_at, false) as ran from m left join bill_run r on r.park_id = $1 and r.month = m.month
  where not exists (select from month_not_billed n where n.park_id = $1 and n.month = m.month)
    and not exists (select from bill b where b.park_id = $1 and b.month = m.month and b.number is not null)
    and (r.started_at is null or r.started_at < m.to_at or r.finished_at is null or exists (select from bill b where b.park_id = $1 and b.month = m.month))
  order by m.month`;

/** Earlier months that are to be billed first, or to be stated as not billed; oldest first. */
export const selectOpenMonths = (db: Queryable, { parkId, month }: BillMonth): Promise<OpenMonth[]> =>
  rowsOf(db, OPEN, [parkId, month, monthsBefore(month, MONTHS_BACK)], (row) => ({ month: dayIn(row, 'month'), ran: flagIn(row, 'ran') }));

/** Which of the months from `since` up to this one, both included, are stated as not billed. */
export const selectNotBilled = async (db: Queryable, { parkId, month }: BillMonth, since: ParkDay): Promise<ReadonlySet<ParkDay>> =>
  new Set(
    await rowsOf(
      db,
      'select month::text as month from month_not_billed where park_id = $1 and month >= $2::date and month <= $3::date',
      [parkId, since, month],
      (row) => dayIn(row, 'month'),
    ),
  );

/** Months from here on are compared each time: the one before, and where nobody was billed for that, those up to the last that was billed. */
export async function selectComparedFrom(db: Queryable, of: BillMonth): Promise<ParkDay> {
  const left = await selectNotBilled(db, of, monthsBefore(of.month, MONTHS_BACK));
  let first = monthsBefore(of.month, 1);
  for (let i = 1; i < MONTHS_BACK && left.has(first); i++) first = monthsBefore(first, 1);
  return first;
}

export type BillingBegun =
  | { readonly type: 'begun'; readonly months: readonly ParkDay[] }
  /** Every month before it has bills or is stated already, or it has not begun; or a run of one is under way. */
  | { readonly type: 'refused'; readonly because: 'nothing' | 'running' };

const STATE = `
  insert into month_not_billed (park_id, month, begins, reason, stated_at, stated_by)
  select $1, m, $3::date, $4, ${atMs('$5')}, $6 from unnest($2::date[]) as m`;
const RUN = `
  insert into bill_run (park_id, month, accounts, started_at, started_by)
  select $1, m, (select count(*) from account where park_id = $1 and kind <> 'supply'), ${atMs('$3')}, $4 from unnest($2::date[]) as m
  on conflict (park_id, month) do update set attempt = bill_run.attempt + 1, after_account = 0, done = 0, changed = 0, accounts = excluded.accounts,
    started_at = excluded.started_at, started_by = excluded.started_by, finished_at = null
    where bill_run.finished_at is not null
  returning park_id`;

/**
 * Billing begins with this month: the open ones before it are stated as not billed, and their runs begun. What these compute stands as said and is charged to
 * nobody; prepaid use stays taken from its wallets. What late data changes of it afterwards is a correction in the next bill, like any month's.
 */
export async function beginBilling(
  pool: Pool,
  of: BillMonth,
  { park, reason, at, actor }: Act & { readonly park: string; readonly reason: string },
): Promise<BillingBegun> {
  if (of.month > parkDayOf(at, of.zone)) return { type: 'refused', because: 'nothing' };
  for (const { month } of await selectOpenMonths(pool, of)) await runMonth(pool, { ...of, month }, at);
  return withTransaction(pool, async (client): Promise<BillingBegun> => {
    await takeTurns(client, of);
    const months = (await selectOpenMonths(client, of)).map(({ month }) => month);
    if (months.length === 0) return { type: 'refused', because: 'nothing' };
    if (await isRunning(client, of, months)) return { type: 'refused', because: 'running' };
    await rowsOf(client, STATE, [of.parkId, wordsOf(months, (month) => month), of.month, reason, at, actor], () => null);
    await rowsOf(client, RUN, [of.parkId, wordsOf(months, (month) => month), at, actor], (row) => wholeIn(row, 'park_id'));
    const data = { begins: of.month.slice(0, 7), notBilled: months.map((month) => month.slice(0, 7)), reason };
    await insertAudit(client, { at, actor, action: 'bills.begin', subject: `park:${park}`, data });
    return { type: 'begun', months };
  });
}

const isRunning = async (db: Queryable, { parkId }: BillMonth, months: readonly ParkDay[]): Promise<boolean> =>
  (await rowOf(
    db,
    'select from bill_run where park_id = $1 and month = any($2::date[]) and finished_at is null limit 1',
    [parkId, wordsOf(months, (month) => month)],
    () => true,
  )) === true;

/** Who issues a park's bills, or states months, waits for each other: an account's use is on one bill, whichever month's goes out first. */
export const takeTurns = (db: Queryable, { parkId }: BillMonth): Promise<null> =>
  rowOf(db, 'select id from park where id = $1 for no key update', [parkId], () => null);

const STATED_BY = 'select stated_by from month_not_billed where park_id = $1 and month = $2::date';
const STAND = `
  update bill set state = 'notBilled' where park_id = $1 and month = $2::date and state in ('draft', 'checked') and kind <> 'reversal'`;

/** At the end of a run, in its transaction: the drafts of a month that is stated as not billed stand as they are, and so does its sharing. */
export async function standNotBilled(client: ClientBase, of: BillMonth, at: InstantMs): Promise<void> {
  const actor = await rowOf(client, STATED_BY, [of.parkId, of.month], (row) => textIn(row, 'stated_by'));
  if (actor === null) return;
  const head = await selectRunHead(client, of.parkId, of.month);
  if (head?.state === 'draft') await freezeRun(client, { parkId: of.parkId, month: of.month, inputHash: head.inputHash, at, actor });
  await rowsOf(client, STAND, [of.parkId, of.month], () => null);
}
