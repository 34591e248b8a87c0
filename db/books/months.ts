import { type ClosingStep, closingSteps, type MonthStanding } from '#domain/ledger/close-month.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { monthOf, monthRange, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import {
  atMs,
  bigIn,
  dayIn,
  epochMs,
  flagIn,
  instantIn,
  orNull,
  type Queryable,
  type Row,
  rowOf,
  rowsOf,
  textIn,
  wholeIn,
} from '../queries/row.ts';

export interface BooksPark {
  readonly parkId: number;
  readonly zone: string;
}

/** How a month stands: its run, its bills, its money, and its books. */
export interface BooksMonth {
  /** First day. */
  readonly month: ParkDay;
  readonly closed: {
    readonly at: InstantMs /** A person's name; null: none is known. */;
    readonly name: string | null;
    readonly steps: readonly ClosingStep[];
  } | null;
  readonly run: MonthStanding['run'];
  readonly drafts: number;
  readonly checked: number;
  readonly issued: number;
  /** Of bills that are out; reversals with their sign. */
  readonly billed: Fen;
  /** What came in on them: payments of bills, and what statements took. */
  readonly paid: Fen;
  /** It is stated as not billed: what its run computed, and why; null: it is billed. */
  readonly notBilled: { readonly bills: number; readonly total: Fen; readonly reason: string } | null;
  /** The checklist as it is now. */
  readonly steps: readonly ClosingStep[];
}

/** The earliest park day that anything was booked, charged or billed for; null: nothing ever was. */
export const selectFirstDay = (db: Queryable, parkId: number): Promise<ParkDay | null> =>
  rowOf(
    db,
    `select least((select min(t.day) from ledger_transfer t where t.park_id = $1), (select min(b.month) from bill b where b.park_id = $1),
       (select min(c.day) from account a join accrual c on c.account_id = a.id where a.park_id = $1))::text as day`,
    [parkId],
    (row) => orNull(row, 'day', dayIn),
  );

/** Bills of a month: what counts as paid of a statement is all of it, of a bill what was put on it. A run before the month was over was a look at it. */
const MONTHS = `
  with m as (
    select d::date as month, (d + interval '1 month')::date as next, (d::timestamp at time zone p.zone) as from_at,
      ((d + interval '1 month')::timestamp at time zone p.zone) as to_at
    from park p cross join generate_series($2::date, $3::date, interval '1 month') as d where p.id = $1
  )
  select m.month::text as month, ${epochMs('k.closed_at')} as closed_at, u.name as closed_name, k.steps,
    exists (select from account a where a.park_id = $1 and a.kind <> 'supply' and a.opened_on < m.next) as billable,
    r.park_id is not null and (r.started_at >= m.to_at or ${atMs('$4')} < m.to_at) as has_run, r.finished_at is not null as ran,
    n.reason as not_billed, b.left_out, b.left_fen::text as left_fen,
    b.drafts, b.checked, b.issued, b.billed::text as billed, b.paid::text as paid,
    exists (select from allocation_rules x where x.park_id = $1 and x.valid_from <= m.month) as has_rules, s.state as sharing,
    (select count(*) from refold f where f.lo < m.to_at and f.hi > m.from_at
        and exists (select from device d where d.id = f.device_id and d.park_id = $1))
      + (select count(*) from rerate f where f.lo < m.to_at and f.hi > m.from_at
        and exists (select from point o where o.id = f.point_id and o.park_id = $1)) as folding,
    coalesce(y.day >= m.next - 1, false) as settled,
    (select count(*) from settle_due q join account a on a.id = q.account_id where a.park_id = $1 and a.kind = 'prepaid' and q.day >= m.month and q.day < m.next) as unsettled,
    (select count(*) from shift h where h.park_id = $1 and h.closed_at is null and h.opened_at < m.to_at) as shifts
  from m
    left join books_month k on k.park_id = $1 and k.month = m.month
    left join auth_user u on k.closed_by = 'user:' || u.id
    left join bill_run r on r.park_id = $1 and r.month = m.month
    left join month_not_billed n on n.park_id = $1 and n.month = m.month
    left join (select distinct on (month) month, state from allocation_run where park_id = $1 order by month, revision desc) s on s.month = m.month
    left join settled_to y on y.park_id = $1
    cross join lateral (
      select count(*) filter (where b.state = 'draft') as drafts, count(*) filter (where b.state = 'checked') as checked,
        count(*) filter (where b.state = 'notBilled') as left_out, coalesce(sum(b.total_fen) filter (where b.state = 'notBilled'), 0) as left_fen,
        count(*) filter (where b.number is not null) as issued, coalesce(sum(b.total_fen) filter (where b.number is not null), 0) as billed,
        coalesce(sum(case when coalesce(o.kind, b.kind) = 'statement' then b.total_fen
          else (select sum(p.amount_fen) from bill_payment p where p.bill_id = b.id) end) filter (where b.number is not null), 0) as paid
      from bill b left join bill o on o.id = b.reverses where b.park_id = $1 and b.month = m.month) as b
  order by m.month desc`;

/** Months of a park with how each stands now, newest first; both ends included, first days. */
export async function selectBooksMonths(
  db: Queryable,
  { parkId, zone }: BooksPark,
  { from, to, now }: { readonly from: ParkDay; readonly to: ParkDay; readonly now: InstantMs },
): Promise<readonly BooksMonth[]> {
  const firstOpen = await firstOpenMonth(db, parkId);
  const today = parkDayOf(now, zone);
  return rowsOf(db, MONTHS, [parkId, from, to, now], (row) => monthFromRow(row, { firstOpen, today, zone }));
}

/** The month whose books close next, its first day: the one after the last that is closed, or the first there is anything of. */
export async function firstOpenMonth(db: Queryable, parkId: number): Promise<ParkDay | null> {
  const open = await rowOf(db, 'select first_open_day($1)::text as day', [parkId], (row) => orNull(row, 'day', dayIn));
  const first = open ?? (await selectFirstDay(db, parkId));
  return first === null ? null : parkDay(`${first.slice(0, 7)}-01`);
}

interface Ground {
  readonly firstOpen: ParkDay | null;
  readonly today: ParkDay;
  readonly zone: string;
}

const monthFromRow = (row: Row, { firstOpen, today, zone }: Ground): BooksMonth => {
  const month = dayIn(row, 'month');
  const drafts = wholeIn(row, 'drafts');
  const checked = wholeIn(row, 'checked');
  const run = runIn(row);
  const standing: MonthStanding = {
    month: monthOf(month),
    over: parkDayOf(monthRange(month, zone).to, zone) <= today,
    firstOpen: firstOpen && monthOf(firstOpen),
    folding: wholeIn(row, 'folding'),
    unsettled: flagIn(row, 'settled') ? wholeIn(row, 'unsettled') : null,
    sharing: sharingIn(row),
    run,
    notBilled: row.not_billed !== null,
    notIssued: drafts + checked,
    shifts: wholeIn(row, 'shifts'),
  };
  return {
    month,
    closed: orNull(row, 'closed_at', (one) => ({
      at: instantIn(one, 'closed_at'),
      name: orNull(one, 'closed_name', textIn),
      // Written by closeBooks alone.
      steps: one.steps as readonly ClosingStep[],
    })),
    run,
    drafts,
    checked,
    issued: wholeIn(row, 'issued'),
    billed: fen(bigIn(row, 'billed')),
    paid: fen(bigIn(row, 'paid')),
    notBilled: orNull(row, 'not_billed', (one, column) => ({
      bills: wholeIn(one, 'left_out'),
      total: fen(bigIn(one, 'left_fen')),
      reason: textIn(one, column),
    })),
    steps: closingSteps(standing),
  };
};

const runIn = (row: Row): MonthStanding['run'] => {
  if (flagIn(row, 'has_run')) return flagIn(row, 'ran') ? 'finished' : 'running';
  return flagIn(row, 'billable') ? 'notRun' : 'none';
};

const sharingIn = (row: Row): MonthStanding['sharing'] => {
  const state = orNull(row, 'sharing', textIn);
  if (state === null) return flagIn(row, 'has_rules') ? 'notRun' : 'none';
  return state === 'stopped' ? 'stopped' : 'computed';
};
