import type { ClientBase, Pool } from 'pg';
import { linesOf } from '#domain/ledger/posting.ts';
import { owedSum } from '#domain/ledger/settle.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import { monthsFrom, nextMonth } from '../bill/bill-month.ts';
import type { AccountMonth } from '../bill/load-use.ts';
import { withTransaction } from '../pool.ts';
import { dayIn, flagIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf, wordsOf } from '../store/arrays.ts';
import { withLaterMonths } from './later-months.ts';
import { type Booking, postAll } from './post.ts';
import { markSeen, selectUnseen } from './settle-seen.ts';
import { type Standing, selectStandings } from './standings.ts';

/** Accounts of one transaction: some 40 ms each time on the embedded database, where readings wait for it. */
const ACCOUNTS_A_PIECE = 100;
/** Days before today that are looked at every time; changes of older ones are marked in settle_due. See markUnsettled. */
export const DAYS_LOOKED_AT = 3;
const DUE_A_PIECE = 500;
const ACTOR = 'settlement';

export interface SettleRun {
  /** Months of accounts that were summed up. */
  readonly looked: number;
  /** Postings made. */
  readonly posted: number;
}

interface Park {
  readonly id: number;
  readonly zone: string;
  readonly settledTo: ParkDay | null;
}

/**
 * Posts what prepaid accounts used on the park days that are over: of each line of their months round(exact so far) less what was posted of it,
 * one posting for an account's month. Any number of runs, at any time and beside each other, end at the same sums.
 */
export const settleAccounts = async (pool: Pool, clock: Clock): Promise<SettleRun> => {
  let run: SettleRun = { looked: 0, posted: 0 };
  for (const park of await selectParks(pool)) {
    const now = clock.now();
    const today = parkDayOf(now, park.zone);
    run = sum(run, await settleRecent(pool, park, { now, today }));
    run = sum(run, await settleDue(pool, park, { now, today }));
  }
  return run;
};

interface When {
  readonly now: InstantMs;
  readonly today: ParkDay;
}

const sum = (a: SettleRun, b: SettleRun): SettleRun => ({ looked: a.looked + b.looked, posted: a.posted + b.posted });

const selectParks = (db: Queryable): Promise<Park[]> =>
  rowsOf(
    db,
    'select p.id, p.zone, s.day::text as settled_to from park p left join settled_to s on s.park_id = p.id order by p.id',
    [],
    (row) => ({ id: wholeIn(row, 'id'), zone: textIn(row, 'zone'), settledTo: orNull(row, 'settled_to', dayIn) }),
  );

/** Months that the last days lie in, of every account where these have changed; all months where a park was never looked at. */
const settleRecent = async (pool: Pool, park: Park, { now, today }: When): Promise<SettleRun> => {
  const from = park.settledTo === null ? await firstDay(pool, park.id) : lookedFrom(park.settledTo, today);
  let run: SettleRun = { looked: 0, posted: 0 };
  if (from === null) return run;
  const window = { from, to: today };
  const months = monthsFrom(from, today);
  for (let after = 0; ; ) {
    const accounts = await rowsOf(
      pool,
      `select id from account where park_id = $1 and kind = 'prepaid' and id > $2 order by id limit ${ACCOUNTS_A_PIECE}`,
      [park.id, after],
      (row) => wholeIn(row, 'id'),
    );
    const last = accounts.at(-1);
    if (last === undefined) break;
    after = last;
    run = sum(
      run,
      await withTransaction(pool, async (client) => {
        const unseen = await selectUnseen(client, accounts, window);
        const changed = unseen.flatMap(({ accountId }) => months.map((month) => ({ accountId, month })));
        const settled = await settleMonths(client, changed, { parkId: park.id, now, today });
        await markSeen(client, unseen, window);
        return settled;
      }),
    );
  }
  await pool.query(
    `insert into settled_to (park_id, day) values ($1, $2) on conflict (park_id) do update set day = greatest(settled_to.day, excluded.day)`,
    [park.id, addDays(today, -1)],
  );
  return run;
};

/** The same on every run of a day, or what was seen would be looked at again: a run before today's first was up to the day before yesterday. */
const lookedFrom = (settledTo: ParkDay, today: ParkDay): ParkDay => {
  const before = addDays(today, -2);
  return addDays(settledTo < before ? settledTo : before, 1 - DAYS_LOOKED_AT);
};

const firstDay = (db: Queryable, parkId: number): Promise<ParkDay | null> =>
  rowOf(db, 'select min(c.day)::text as day from accrual c join account a on a.id = c.account_id where a.park_id = $1', [parkId], (row) =>
    orNull(row, 'day', dayIn),
  );

const DUE = `
  with due as (
    delete from settle_due where (account_id, day) in (
      select d.account_id, d.day from settle_due d join account a on a.id = d.account_id
      where a.park_id = $1 and d.day < $2::date order by d.account_id, d.day limit ${DUE_A_PIECE} for update of d skip locked)
    returning account_id, date_trunc('month', day)::date as month)
  select distinct due.account_id, due.month::text as month, a.kind = 'prepaid' as prepaid from due join account a on a.id = due.account_id
  order by due.account_id, month`;

/**
 * Months whose accruals changed later. A mark is taken away before its accruals are read, in one transaction: who adds to them meanwhile
 * marks them again, and waits for that until this is over.
 */
const settleDue = async (pool: Pool, park: Park, { now, today }: When): Promise<SettleRun> => {
  let run: SettleRun = { looked: 0, posted: 0 };
  for (;;) {
    const piece = await withTransaction(pool, async (client) => {
      const due = await rowsOf(client, DUE, [park.id, today], (row) => ({
        accountId: wholeIn(row, 'account_id'),
        month: dayIn(row, 'month'),
        prepaid: flagIn(row, 'prepaid'),
      }));
      if (due.length === 0) return null;
      const months = await withLaterMonths(
        client,
        due.filter(({ prepaid }) => prepaid),
        today,
      );
      return settleMonths(client, months, { parkId: park.id, now, today });
    });
    if (piece === null) return run;
    run = sum(run, piece);
  }
};

const OWN_MONTHS = `
  select date_trunc('month', day)::date::text as month from accrual where account_id = $1 and day < $2::date
  union select month::text from settlement where account_id = $1 order by 1`;

/** All months of one account up to `today`, exclusive, in the caller's transaction: before it is closed. */
export const settleAccount = async (
  client: ClientBase,
  { accountId, ...where }: Where & { readonly accountId: number },
): Promise<SettleRun> => {
  const months = await rowsOf(client, OWN_MONTHS, [accountId, where.today], (row) => ({ accountId, month: dayIn(row, 'month') }));
  return settleMonths(client, months, where);
};

interface Where extends When {
  readonly parkId: number;
}

/**
 * Posts what is owed of months of prepaid accounts. The version of a month is taken first: of two runs that read the same standing the second
 * waits, finds the version gone and leaves the month, marked, to the next run.
 */
const settleMonths = async (client: ClientBase, months: readonly AccountMonth[], { parkId, now, today }: Where): Promise<SettleRun> => {
  const standings = await selectStandings(client, months, today);
  let posted = 0;
  const open = standings.filter(({ owed }) => owed.length > 0);
  for (let i = 0; i < open.length; i += POSTINGS_A_STATEMENT) {
    const piece = open.slice(i, i + POSTINGS_A_STATEMENT);
    const taken = await takeVersions(client, piece);
    const mine = piece.filter((standing) => taken.has(versionKey(standing)));
    await writeLines(client, mine);
    const bookings = mine.flatMap((standing) => bookingOf(standing, today) ?? []);
    for (const [n, booked] of (await postAll(client, { parkId, at: now, actor: ACTOR }, bookings)).entries()) {
      if (booked.type !== 'booked') throw new Error(`ledger: ${bookings[n]?.key} was posted, and its version was not`);
    }
    posted += bookings.length;
    await mark(
      client,
      piece.filter((standing) => !taken.has(versionKey(standing))).map(({ accountId, month }) => ({ accountId, day: month })),
    );
  }
  return { looked: standings.length, posted };
};

const POSTINGS_A_STATEMENT = 1_000;

const versionKey = ({ accountId, month, version }: Standing): string => `settle:${accountId}:${month.slice(0, 7)}:${version + 1}`;

/** Booked for the last day that is over of the month; null: what one line owes another gives back. */
const bookingOf = (standing: Standing, today: ParkDay): Booking | null => {
  const { accountId, month } = standing;
  const amount = owedSum(standing.owed);
  if (amount === 0n) return null;
  const end = nextMonth(month);
  const lines = linesOf({ type: 'usage', accountId, amount });
  return { kind: 'usage', key: versionKey(standing), lines, memo: '', day: addDays(end < today ? end : today, -1) };
};

const takeVersions = async (client: ClientBase, all: readonly Standing[]): Promise<ReadonlySet<string>> =>
  new Set(
    await rowsOf(
      client,
      `insert into settlement (account_id, month, version) select a, m, v from unnest($1::int[], $2::date[], $3::int[]) as t(a, m, v)
       on conflict (account_id, month) do update set version = excluded.version where settlement.version = excluded.version - 1
       returning 'settle:' || account_id || ':' || to_char(month, 'YYYY-MM') || ':' || version as key`,
      [numbersOf(all, ({ accountId }) => accountId), wordsOf(all, ({ month }) => month), numbersOf(all, ({ version }) => version + 1)],
      (row) => textIn(row, 'key'),
    ),
  );

/** Under the month's version, which is held until the transaction ends. */
const writeLines = async (client: ClientBase, all: readonly Standing[]): Promise<void> => {
  const rows = all.flatMap(({ accountId, month, owed }) => owed.map(({ lineKey, posted }) => ({ accountId, month, lineKey, posted })));
  if (rows.length === 0) return;
  await client.query(
    `insert into settlement_line (account_id, month, line_key, posted_fen)
     select a, m, k, f from unnest($1::int[], $2::date[], $3::text[], $4::bigint[]) as t(a, m, k, f)
     on conflict (account_id, month, line_key) do update set posted_fen = excluded.posted_fen`,
    [
      numbersOf(rows, ({ accountId }) => accountId),
      wordsOf(rows, ({ month }) => month),
      rows.map(({ lineKey }) => lineKey),
      numbersOf(rows, ({ posted }) => posted),
    ],
  );
};

/**
 * Marks days whose accruals have just changed, in the transaction of the change; called where accruals are written. The last days need no
 * mark: a settlement looks at them in any case. A mark that is there is locked, so that a settlement cannot take it away in between.
 */
export const markUnsettled = async (
  client: ClientBase,
  lines: readonly { readonly accountId: number; readonly day: string }[],
  at: number | null,
): Promise<void> => {
  const newest = at === null ? null : addDays(parkDayOf(instantMs(at), 'UTC'), 1 - DAYS_LOOKED_AT);
  const days = new Map<string, { readonly accountId: number; readonly day: string }>();
  for (const { accountId, day } of lines) {
    if (accountId !== 0 && (newest === null || day < newest)) days.set(`${accountId} ${day}`, { accountId, day });
  }
  await mark(client, [...days.values()]);
};

const mark = async (client: ClientBase, days: readonly { readonly accountId: number; readonly day: string }[]): Promise<void> => {
  if (days.length === 0) return;
  const marks = days.toSorted((a, b) => a.accountId - b.accountId || (a.day < b.day ? -1 : 1));
  await client.query(
    `insert into settle_due (account_id, day) select a, d from unnest($1::int[], $2::date[]) as t(a, d)
     on conflict (account_id, day) do update set day = excluded.day`,
    [numbersOf(marks, ({ accountId }) => accountId), wordsOf(marks, ({ day }) => day)],
  );
};
