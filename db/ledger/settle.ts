import type { ClientBase, Pool } from 'pg';
import { linesOf } from '#domain/ledger/posting.ts';
import { owedOf } from '#domain/ledger/settle.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { exact, type Fen, fen } from '#domain/units/money.ts';
import { withTransaction } from '../pool.ts';
import { bigIn, dayIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf, wordsOf } from '../store/arrays.ts';
import { type Booking, postAll } from './post.ts';

/** Accounts of one transaction: some 40 ms each time on the embedded database, where readings wait for it. */
const ACCOUNTS_A_PIECE = 200;
/** Days before today that are looked at every time; changes of older ones are marked in settle_due. See markUnsettled. */
export const DAYS_LOOKED_AT = 3;
const DUE_A_PIECE = 500;
const ACTOR = 'settlement';

export interface SettleRun {
  /** Account-days looked at. */
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
 * Posts what prepaid accounts used on the park days that are over: round(exact accruals of the day) less what was posted of it. Any number
 * of runs, at any time and beside each other, end at the same sums.
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

/** The last days of every account; all days where a park was never looked at. */
const settleRecent = async (pool: Pool, park: Park, { now, today }: When): Promise<SettleRun> => {
  const from = park.settledTo === null ? await firstDay(pool, park.id) : addDays(park.settledTo, 1 - DAYS_LOOKED_AT);
  let run: SettleRun = { looked: 0, posted: 0 };
  if (from === null) return run;
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
      await withTransaction(pool, async (client) =>
        settleStandings(client, { parkId: park.id, now }, await standingsOf(client, { accounts, from, to: today })),
      ),
    );
  }
  await pool.query(
    `insert into settled_to (park_id, day) values ($1, $2) on conflict (park_id) do update set day = greatest(settled_to.day, excluded.day)`,
    [park.id, addDays(today, -1)],
  );
  return run;
};

const firstDay = (db: Queryable, parkId: number): Promise<ParkDay | null> =>
  rowOf(db, 'select min(c.day)::text as day from accrual c join account a on a.id = c.account_id where a.park_id = $1', [parkId], (row) =>
    orNull(row, 'day', dayIn),
  );

/**
 * Days whose accruals changed later. A mark is taken away before its accruals are read, in one transaction: who adds to them meanwhile
 * marks them again, and waits for that until this is over.
 */
const settleDue = async (pool: Pool, park: Park, { now, today }: When): Promise<SettleRun> => {
  let run: SettleRun = { looked: 0, posted: 0 };
  for (;;) {
    const piece = await withTransaction(pool, async (client) => {
      const due = await rowsOf(
        client,
        `delete from settle_due where (account_id, day) in (
           select d.account_id, d.day from settle_due d join account a on a.id = d.account_id
           where a.park_id = $1 and d.day < $2::date order by d.account_id, d.day limit ${DUE_A_PIECE} for update of d skip locked)
         returning account_id, day::text as day`,
        [park.id, today],
        (row) => ({ accountId: wholeIn(row, 'account_id'), day: dayIn(row, 'day') }),
      );
      if (due.length === 0) return null;
      return settleStandings(client, { parkId: park.id, now }, await standingsOfDue(client, due));
    });
    if (piece === null) return run;
    run = sum(run, piece);
  }
};

const FIRST_DAY = parkDay('1970-01-01');

/** All days of one account up to `today`, exclusive, in the caller's transaction: before it is closed. */
export const settleAccount = async (
  client: ClientBase,
  {
    parkId,
    accountId,
    now,
    today,
  }: { readonly parkId: number; readonly accountId: number; readonly now: InstantMs; readonly today: ParkDay },
): Promise<SettleRun> =>
  settleStandings(client, { parkId, now }, await standingsOf(client, { accounts: [accountId], from: FIRST_DAY, to: today }));

interface Standing {
  readonly accountId: number;
  readonly day: ParkDay;
  readonly owed: Fen;
  readonly posted: Fen;
  readonly version: number;
}

const STANDING = 'coalesce(charge, 0)::text as charge, coalesce(posted_fen, 0)::text as posted, coalesce(version, 0) as version';

const standings = (db: Queryable, text: string, values: readonly unknown[]): Promise<Standing[]> =>
  rowsOf(db, text, values, (row) => {
    const posted = fen(bigIn(row, 'posted'));
    const owed = owedOf({ accrued: exact(bigIn(row, 'charge')), posted });
    return { accountId: wholeIn(row, 'account_id'), day: dayIn(row, 'day'), owed, posted, version: wholeIn(row, 'version') };
  });

/** A day whose lines all went (its slots are another account's now) is given back: so the full join. */
const standingsOf = (
  db: Queryable,
  { accounts, from, to }: { readonly accounts: readonly number[]; readonly from: ParkDay; readonly to: ParkDay },
): Promise<Standing[]> =>
  standings(
    db,
    `with accrued as (
       select account_id, day, sum(charge) as charge from accrual
       where account_id = any($1::int[]) and day >= $2::date and day < $3::date group by account_id, day
     ), known as (
       select account_id, day, posted_fen, version from settlement where account_id = any($1::int[]) and day >= $2::date and day < $3::date
     )
     select account_id, day::text as day, ${STANDING} from accrued full join known using (account_id, day) order by account_id, day`,
    [accounts, from, to],
  );

const standingsOfDue = (db: Queryable, due: readonly { readonly accountId: number; readonly day: ParkDay }[]): Promise<Standing[]> =>
  standings(
    db,
    `select t.account_id, t.day::text as day, ${STANDING}
     from unnest($1::int[], $2::date[]) as t(account_id, day) join account a on a.id = t.account_id and a.kind = 'prepaid'
       left join lateral (select sum(charge) as charge from accrual c where c.account_id = t.account_id and c.day = t.day) as c on true
       left join settlement s on s.account_id = t.account_id and s.day = t.day
     order by t.account_id, t.day`,
    [numbersOf(due, ({ accountId }) => accountId), wordsOf(due, ({ day }) => day)],
  );

/**
 * Posts what is owed. The version of a day is taken first: of two runs that read the same standing the second waits, finds the version
 * gone and leaves the day, marked, to the next run.
 */
const settleStandings = async (
  client: ClientBase,
  { parkId, now }: { readonly parkId: number; readonly now: InstantMs },
  all: readonly Standing[],
): Promise<SettleRun> => {
  let posted = 0;
  const open = all.filter(({ owed }) => owed !== 0n);
  for (let i = 0; i < open.length; i += POSTINGS_A_STATEMENT) {
    const piece = open.slice(i, i + POSTINGS_A_STATEMENT);
    const taken = await takeVersions(client, piece);
    const bookings = piece.filter((standing) => taken.has(versionKey(standing))).map(bookingOf);
    for (const [n, booked] of (await postAll(client, { parkId, at: now, actor: ACTOR }, bookings)).entries()) {
      if (booked.type !== 'booked') throw new Error(`ledger: ${bookings[n]?.key} was posted, and its version was not`);
    }
    posted += bookings.length;
    await mark(
      client,
      piece.filter((standing) => !taken.has(versionKey(standing))),
    );
  }
  return { looked: all.length, posted };
};

const POSTINGS_A_STATEMENT = 1_000;

const versionKey = ({ accountId, day, version }: Standing): string => `settle:${accountId}:${day}:${version + 1}`;

const bookingOf = (standing: Standing): Booking => ({
  kind: 'usage',
  key: versionKey(standing),
  lines: linesOf({ type: 'usage', accountId: standing.accountId, amount: standing.owed }),
  memo: '',
  day: standing.day,
});

const takeVersions = async (client: ClientBase, all: readonly Standing[]): Promise<ReadonlySet<string>> =>
  new Set(
    await rowsOf(
      client,
      `insert into settlement (account_id, day, posted_fen, version)
       select a, d, f, v from unnest($1::int[], $2::date[], $3::bigint[], $4::int[]) as t(a, d, f, v)
       on conflict (account_id, day) do update set posted_fen = excluded.posted_fen, version = excluded.version
         where settlement.version = excluded.version - 1
       returning 'settle:' || account_id || ':' || day::text || ':' || version as key`,
      [
        numbersOf(all, ({ accountId }) => accountId),
        wordsOf(all, ({ day }) => day),
        numbersOf(all, ({ posted, owed }) => posted + owed),
        numbersOf(all, ({ version }) => version + 1),
      ],
      (row) => textIn(row, 'key'),
    ),
  );

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
