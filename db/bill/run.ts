import type { Pool } from 'pg';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { reviseMonth, runMonth } from '../allocation/run-month.ts';
import { withTransaction } from '../pool.ts';
import { atMs, dayIn, epochMs, instantIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { type BillMonth, MONTHS_BACK, monthsBefore } from './bill-month.ts';
import { loadBills } from './load-bills.ts';
import { selectComparedFrom, selectNotBilled, standNotBilled } from './not-billed.ts';
import { writeDrafts } from './write-drafts.ts';

export interface RunState {
  readonly attempt: number;
  readonly accounts: number;
  readonly done: number;
  /** Drafts that are new or other than before. */
  readonly changed: number;
  readonly startedAt: InstantMs;
  readonly startedBy: string;
  /** Null: it is under way. */
  readonly finishedAt: InstantMs | null;
}

const COLUMNS = `attempt, accounts, done, changed, ${epochMs('started_at')} as started_at, started_by, ${epochMs('finished_at')} as finished_at`;
const stateFromRow = (row: Readonly<Record<string, unknown>>): RunState => ({
  attempt: wholeIn(row, 'attempt'),
  accounts: wholeIn(row, 'accounts'),
  done: wholeIn(row, 'done'),
  changed: wholeIn(row, 'changed'),
  startedAt: instantIn(row, 'started_at'),
  startedBy: textIn(row, 'started_by'),
  finishedAt: orNull(row, 'finished_at', instantIn),
});

export const selectRun = (db: Queryable, { parkId, month }: BillMonth): Promise<RunState | null> =>
  rowOf(db, `select ${COLUMNS} from bill_run where park_id = $1 and month = $2::date`, [parkId, month], stateFromRow);

const START = `
  insert into bill_run (park_id, month, accounts, started_at, started_by)
  values ($1, $2::date, (select count(*) from account where park_id = $1 and kind <> 'supply'), ${atMs('$3')}, $4)
  on conflict (park_id, month) do update set attempt = bill_run.attempt + 1, after_account = 0, done = 0, changed = 0, accounts = excluded.accounts,
    started_at = excluded.started_at, started_by = excluded.started_by, finished_at = null
    where bill_run.finished_at is not null
  returning ${COLUMNS}`;

/**
 * Shares the month anew, unless bills stand on it, as well as earlier ones that late data has changed, and begins a run over its accounts; one that is under way
 * goes on. A month that is stated as not billed was run for that, once.
 */
export async function startRun(
  pool: Pool,
  of: BillMonth,
  { at, actor }: { readonly at: InstantMs; readonly actor: string },
): Promise<RunState> {
  const running = await selectRun(pool, of);
  if (running !== null && (running.finishedAt === null || (await selectNotBilled(pool, of, of.month)).has(of.month))) return running;
  await runMonth(pool, of, at);
  for (const month of await selectLate(pool, of)) await reviseMonth(pool, { ...of, month }, at);
  const started = await rowOf(pool, START, [of.parkId, of.month, at, actor], stateFromRow);
  const state = started ?? (await selectRun(pool, of));
  if (state === null) throw new Error(`bill: the run of ${of.month} was not begun`);
  return state;
}

const LATE = `
  select r.month::text as month from allocation_run r
  where r.park_id = $1 and r.revision = 1 and r.state = 'frozen' and r.month < $2::date and r.month >= $3::date
    and (r.month >= $4::date or exists (select from bill_due d join account a on a.id = d.account_id where a.park_id = $1 and d.month = r.month))
  order by r.month`;

/** Months whose bills are out and that may have changed since: the last ones, and those marked, as far back as bills look. */
const selectLate = async (db: Queryable, of: BillMonth): Promise<ParkDay[]> =>
  rowsOf(db, LATE, [of.parkId, of.month, monthsBefore(of.month, MONTHS_BACK), await selectComparedFrom(db, of)], (row) =>
    dayIn(row, 'month'),
  );

/** Accounts of one transaction: about a tenth of a second on the embedded database, where readings wait for it. */
const ACCOUNTS_A_PIECE = 100;

const TAKE = `
  select after_account from bill_run where park_id = $1 and month = $2::date and finished_at is null for update`;
const NEXT = `select id from account where park_id = $1 and kind <> 'supply' and id > $2 order by id limit ${ACCOUNTS_A_PIECE}`;
const STEP = `
  update bill_run set after_account = $3, done = least(accounts, done + $4), changed = changed + $5 where park_id = $1 and month = $2::date
  returning ${COLUMNS}`;
const FINISH = `update bill_run set finished_at = ${atMs('$3')} where park_id = $1 and month = $2::date returning ${COLUMNS}`;

/** The next piece of a run, drafts and cursor in one transaction; null: nothing is under way. Two at once take turns. */
export const advanceRun = (pool: Pool, of: BillMonth, clock: Clock): Promise<RunState | null> =>
  withTransaction(pool, async (client) => {
    const after = await rowOf(client, TAKE, [of.parkId, of.month], (row) => wholeIn(row, 'after_account'));
    if (after === null) return null;
    const ids = await rowsOf(client, NEXT, [of.parkId, after], (row) => wholeIn(row, 'id'));
    const last = ids.at(-1);
    if (last === undefined) {
      await standNotBilled(client, of, clock.now());
      return rowOf(client, FINISH, [of.parkId, of.month, clock.now()], stateFromRow);
    }
    const bills = await loadBills(client, of, ids);
    const changed = await writeDrafts(client, of, { bills, now: clock.now() });
    return rowOf(client, STEP, [of.parkId, of.month, last, ids.length, changed], stateFromRow);
  });

/** Pieces until it is done, or the time is up; null: nothing was under way. */
export async function advanceFor(
  pool: Pool,
  of: BillMonth,
  { clock, budgetMs }: { readonly clock: Clock; readonly budgetMs: number },
): Promise<RunState | null> {
  const until = clock.now() + budgetMs;
  for (let state = await advanceRun(pool, of, clock); ; ) {
    if (state === null || state.finishedAt !== null || clock.now() >= until) return state;
    state = await advanceRun(pool, of, clock);
  }
}

/** Runs under way, of all parks. */
export const selectOpenRuns = (db: Queryable): Promise<BillMonth[]> =>
  rowsOf(
    db,
    `select r.park_id, p.zone, r.month::text as month from bill_run r join park p on p.id = r.park_id where r.finished_at is null order by r.started_at`,
    [],
    (row) => ({ parkId: wholeIn(row, 'park_id'), zone: textIn(row, 'zone'), month: dayIn(row, 'month') satisfies ParkDay }),
  );
