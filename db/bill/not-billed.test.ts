import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { settleAccounts } from '../ledger/settle.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { auditBills } from './audit-bills.ts';
import type { BillMonth } from './bill-month.ts';
import { addAccounts, clockAt, writeBilledPark } from './billed-park.fixture.ts';
import { checkBills } from './check.ts';
import { issueBills } from './issue.ts';
import { beginBilling, selectOpenMonths } from './not-billed.ts';
import { advanceFor, startRun } from './run.ts';
import { selectChecked } from './select-bills.ts';
import { hasUnbilled } from './unbilled.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  await addAccounts(db.pool, of, 5);
});
afterAll(() => db.stop());

const OCTOBER = parkDay('2026-10-01');
const NOVEMBER = parkDay('2026-11-01');
const DECEMBER = parkDay('2026-12-01');
const JANUARY = parkDay('2027-01-01');
const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`) as InstantMs;
const NEW_YEAR = at('2027-01-02');
const by = (now: InstantMs) => ({ at: now, actor: 'user:test' });
const inMonth = (month: ParkDay): BillMonth => ({ ...of, month });

const run = async (month: ParkDay, now = NEW_YEAR) => {
  await startRun(db.pool, inMonth(month), by(now));
  await advanceFor(db.pool, inMonth(month), { clock: clockAt(now), budgetMs: 60_000 });
};
const issue = async (month: ParkDay, now = NEW_YEAR) => {
  // After October the park's own meter says nothing, and nothing is to be shared.
  await db.pool.query(`delete from allocation_run where state = 'stopped'`);
  await checkBills(db.pool, inMonth(month), { ids: null, ...by(now) });
  const answers = await issueBills(db.pool, inMonth(month), { ids: await selectChecked(db.pool, inMonth(month), null), ...by(now) });
  return [...new Set(answers.map((answer) => (answer.type === 'refused' ? answer.because : answer.type)))];
};
const idOf = async (code: string): Promise<number> => (await db.pool.query('select id from account where code = $1', [code])).rows[0].id;
/** More of a day, at 0.5 yuan a kWh, as late readings make it: with the mark that the stream leaves. */
const late = async (code: string, day: string, wh: number) => {
  await db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     values ($1, $2::date, (select id from point where code = 'P3'), 1, 2, $3::bigint, $3::numeric * 50000000, 1)
     on conflict (account_id, day, point_id, version_id, period) do update set quantity = accrual.quantity + excluded.quantity, charge = accrual.charge + excluded.charge`,
    [await idOf(code), day, wh],
  );
  await db.pool.query(`insert into settle_due (account_id, day) values ($1, $2::date) on conflict do nothing`, [await idOf(code), day]);
};
const lines = async (code: string, month: ParkDay) => {
  const { rows } = await db.pool.query<{ told: string }>(
    `select concat_ws(' ', to_char(l.of_month, 'YYYY-MM'), l.kind, l.component, l.quantity, l.amount_fen, case when l.posted then 'taken' end) as told
     from bill b join account a on a.id = b.account_id join bill_line l on l.bill_id = b.id
     where a.code = $1 and b.month = $2::date and l.share is null order by l.line`,
    [code, month],
  );
  return rows.map(({ told }) => told);
};
const states = async (month: ParkDay) =>
  (
    await db.pool.query<{ told: string }>(
      `select state || ' ' || count(*) as told from bill where month = $1::date group by state order by 1`,
      [month],
    )
  ).rows.map(({ told }) => told);

describe('months that were never run', () => {
  test('are told before a later one, which does not go out', async () => {
    expect(await selectOpenMonths(db.pool, inMonth(OCTOBER))).toEqual([]);
    for (const day of ['2026-11-10', '2026-12-10']) await late('X0001', day, 1_000);
    await run(DECEMBER);
    const skipped = [OCTOBER, NOVEMBER].map((month) => ({ month, ran: false }));
    expect(await selectOpenMonths(db.pool, inMonth(DECEMBER))).toEqual(skipped);
    expect(await issue(DECEMBER)).toEqual(['monthSkipped']);
    // A look at a month that runs is no run of it.
    await run(OCTOBER, at('2026-10-20'));
    expect(await selectOpenMonths(db.pool, inMonth(DECEMBER))).toEqual(skipped);
  });

  test('are stated as not billed: what they come to stands, is charged to nobody and never changes', async () => {
    const money = async () => (await db.pool.query('select count(*)::int as n, max(id)::text as last from ledger_transfer')).rows;
    const before = await money();
    const act = { park: 'small', reason: '此前由纸质抄表出账', ...by(NEW_YEAR) };
    expect(await beginBilling(db.pool, inMonth(DECEMBER), act)).toEqual({ type: 'begun', months: [OCTOBER, NOVEMBER] });
    expect(await beginBilling(db.pool, inMonth(DECEMBER), act)).toEqual({ type: 'refused', because: 'nothing' });
    for (const month of [OCTOBER, NOVEMBER]) await advanceFor(db.pool, inMonth(month), { clock: clockAt(NEW_YEAR), budgetMs: 60_000 });
    expect(await states(OCTOBER)).toEqual(['notBilled 8']);
    // Two that lack quarters of an hour say so.
    expect(await states(NOVEMBER)).toEqual(['notBilled 3']);
    expect(await lines('X0001', NOVEMBER)).toEqual(['2026-11 use purchase 1000 40', '2026-11 use td 1000 10']);
    expect(await money()).toEqual(before);
    const { rows } = await db.pool.query(`select actor, data from audit where action = 'bills.begin'`);
    expect(rows).toEqual([
      { actor: 'user:test', data: { begins: '2026-12', notBilled: ['2026-10', '2026-11'], reason: '此前由纸质抄表出账' } },
    ]);
    for (const statement of [
      `update bill set state = 'draft' where state = 'notBilled'`,
      `delete from bill where state = 'notBilled'`,
      `update bill set total_fen = total_fen + 1, excl_fen = excl_fen + 1 where state = 'notBilled'`,
      `delete from bill_line where bill_id in (select id from bill where state = 'notBilled')`,
      'delete from month_not_billed',
    ])
      await expect(db.pool.query(statement), statement).rejects.toThrow(/stated as not billed|never change|append-only/);
    // Another run of it changes nothing.
    await run(OCTOBER);
    expect(await states(OCTOBER)).toEqual(['notBilled 8']);
  });

  test('whose late data is a correction of the next bill, once', async () => {
    await settleAccounts(db.pool, clockAt(NEW_YEAR));
    await late('X0001', '2026-10-14', 2_000);
    await late('X0002', '2026-11-05', 3_000);
    await late('T1', '2026-10-14', 4_000);
    await settleAccounts(db.pool, clockAt(NEW_YEAR));
    await run(DECEMBER);
    expect(await issue(DECEMBER)).toEqual(['issued']);
    expect(await lines('X0001', DECEMBER)).toEqual([
      '2026-12 use purchase 1000 40',
      '2026-12 use td 1000 10',
      '2026-10 correction purchase 2000 80',
      '2026-10 correction td 2000 20',
    ]);
    // Its November had nothing to state.
    expect(await lines('X0002', DECEMBER)).toEqual(['2026-11 correction purchase 3000 120', '2026-11 correction td 3000 30']);
    // Its wallet has paid that already.
    expect(await lines('T1', DECEMBER)).toEqual(['2026-10 correction purchase 4000 160 taken', '2026-10 correction td 4000 40 taken']);
    const { rows } = await db.pool.query(
      `select to_post_fen from bill b join account a on a.id = b.account_id where a.code = 'T1' and b.month = '2026-12-01'`,
    );
    expect(rows).toEqual([{ to_post_fen: 0 }]);
    await run(JANUARY, at('2027-02-02'));
    for (const code of ['X0001', 'X0002', 'T1']) expect(await lines(code, JANUARY), code).toEqual([]);
    for (const code of ['X0001', 'X0002', 'T1']) expect(await hasUnbilled(db.pool, await idOf(code)), code).toBe(false);
    for (const month of [OCTOBER, NOVEMBER, DECEMBER]) expect((await auditBills(db.pool, inMonth(month))).differences, month).toEqual([]);
  });

  test('are left as they are where bills of them are out', async () => {
    await expect(
      db.pool.query(
        `insert into month_not_billed (park_id, month, begins, reason, stated_at, stated_by) values ($1, '2026-12-01', '2027-01-01', 'x', now(), 'x')`,
        [of.parkId],
      ),
    ).rejects.toThrow('bills that are out');
  });
});

describe('a month whose run found nothing to bill an account for', () => {
  test('is corrected by the next bill, and billed again by its own run it comes to nothing', async () => {
    await late('X0004', '2026-12-20', 5_000);
    await run(JANUARY, at('2027-02-02'));
    expect(await issue(JANUARY, at('2027-02-02'))).toEqual(['issued']);
    expect(await lines('X0004', JANUARY)).toEqual(['2026-12 correction purchase 5000 200', '2026-12 correction td 5000 50']);
    await run(DECEMBER, at('2027-02-03'));
    const { rows } = await db.pool.query(
      `select total_fen from bill b join account a on a.id = b.account_id where a.code = 'X0004' and b.month = '2026-12-01'`,
    );
    expect(rows).toEqual([{ total_fen: 0 }]);
  });
});

test('of the last month that was billed nothing is lost where the one between is left out', async () => {
  const [FEBRUARY, MARCH] = [parkDay('2027-02-01'), parkDay('2027-03-01')];
  const april = at('2027-04-02');
  await late('X0005', '2027-02-10', 1_000);
  await beginBilling(db.pool, inMonth(MARCH), { park: 'small', reason: '停业', ...by(april) });
  await advanceFor(db.pool, inMonth(FEBRUARY), { clock: clockAt(april), budgetMs: 60_000 });
  await late('X0005', '2027-01-31', 6_000);
  // Days that have just passed are looked at without a mark.
  await db.pool.query('delete from bill_due');
  await run(MARCH, april);
  expect(await issue(MARCH, april)).toEqual(['issued']);
  expect(await lines('X0005', FEBRUARY)).toEqual(['2027-02 use purchase 1000 40', '2027-02 use td 1000 10']);
  expect(await lines('X0005', MARCH)).toEqual(['2027-01 correction purchase 6000 240', '2027-01 correction td 6000 60']);
});
