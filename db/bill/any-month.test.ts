import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { writeSharedPark } from '../allocation/shared-park.fixture.ts';
import { settleAccounts } from '../ledger/settle.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { clockAt } from './billed-park.fixture.ts';
import { checkBills } from './check.ts';
import { issueBills } from './issue.ts';
import { beginBilling, selectOpenMonths } from './not-billed.ts';
import { advanceFor, startRun } from './run.ts';
import { selectChecked } from './select-bills.ts';

let db: TestDatabase;
let parkId: number;
beforeAll(async () => {
  db = await freshDatabase();
  parkId = await writeSharedPark(db.pool);
});
afterAll(() => db.stop());

const MONTHS = ['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'].map(parkDay);
const LAST = parkDay('2027-04-01');
/** Each replays a year’s worth of acts: about a second. */
const RUNS = 12;
const ACCOUNTS = ['T1', 'T2', 'T3'];
const NOW = Date.parse('2027-05-02T10:00:00+08:00') as InstantMs;
const BY = { at: NOW, actor: 'user:test' };
const inMonth = (month: BillMonth['month']): BillMonth => ({ parkId, zone: 'Asia/Shanghai', month });

const month = fc.nat(MONTHS.length - 1);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('use' as const), account: fc.nat(2), month, wh: fc.integer({ min: 1, max: 9_999 }) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('run' as const), month }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('issue' as const), month }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('begin' as const), month }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('settle' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const USE = `
  insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
  select id, $2::date + 9, (select id from point where code = 'P3'), 1, 2, $3::bigint, $3::numeric * 50000000, 1 from account where code = $1
  on conflict (account_id, day, point_id, version_id, period) do update set quantity = accrual.quantity + excluded.quantity, charge = accrual.charge + excluded.charge`;
const MARK = `insert into settle_due (account_id, day) select id, $2::date + 9 from account where code = $1 on conflict do nothing`;

const play = async (one: Step): Promise<void> => {
  switch (one.type) {
    case 'use':
      await db.pool.query(USE, [ACCOUNTS[one.account], MONTHS[one.month], one.wh]);
      await db.pool.query(MARK, [ACCOUNTS[one.account], MONTHS[one.month]]);
      return;
    case 'run':
      return run(MONTHS[one.month] ?? LAST);
    case 'issue':
      return issue(MONTHS[one.month] ?? LAST);
    case 'begin':
      await beginBilling(db.pool, inMonth(MONTHS[one.month] ?? LAST), { park: 'small', reason: 'test', ...BY });
      return finish();
    case 'settle':
      await settleAccounts(db.pool, clockAt(NOW));
  }
};

const run = async (of: BillMonth['month']): Promise<void> => {
  await startRun(db.pool, inMonth(of), BY);
  await finish();
};
const finish = async (): Promise<void> => {
  for (const of of [...MONTHS, LAST]) await advanceFor(db.pool, inMonth(of), { clock: clockAt(NOW), budgetMs: 60_000 });
};
const issue = async (of: BillMonth['month']): Promise<void> => {
  await checkBills(db.pool, inMonth(of), { ids: null, ...BY });
  await issueBills(db.pool, inMonth(of), { ids: await selectChecked(db.pool, inMonth(of), null), ...BY });
};

const selectOpen = async (): Promise<BillMonth['month'][]> => {
  const open = (await selectOpenMonths(db.pool, inMonth(LAST))).map((one) => one.month);
  const { rows } = await db.pool.query<{ month: string }>(
    `select distinct month::text as month from bill where state in ('draft', 'checked')`,
  );
  return MONTHS.filter((one) => open.includes(one) || rows.some((row) => row.month === one));
};

/** Nothing was ever used, billed or booked. */
const forget = () =>
  db.pool.query(`truncate accrual, bill, bill_line, bill_run, bill_due, bill_number, bill_payment, bill_paper, month_not_billed, settle_due, settle_seen, settled_to,
    settlement, settlement_line, allocation_run, ledger_entry, ledger_transfer cascade`);

/** Of each account's month and component: what bills say, those of months that are not billed among them, less what it came to, each line rounded once. */
const OFF = `
  with said as (
    select b.account_id, l.of_month, l.component, sum(l.quantity) as wh, sum(l.amount_fen) as fen from bill b join bill_line l on l.bill_id = b.id
    where b.number is not null or b.state = 'notBilled' group by 1, 2, 3
  ), used as (
    select account_id, date_trunc('month', day)::date as of_month, component, sum(quantity) as wh, round(sum(quantity) * yuan / 10) as fen
    from accrual cross join (values ('purchase', 0.4), ('td', 0.1)) as p(component, yuan) group by account_id, 2, component, yuan
  )
  select concat_ws(' ', coalesce(u.account_id, s.account_id), coalesce(u.of_month, s.of_month), s.wh, u.wh, s.fen, u.fen) as told
  from said s full join used u on u.account_id = s.account_id and u.of_month = s.of_month and u.component = s.component
  where coalesce(s.wh, 0) <> coalesce(u.wh, 0) or coalesce(s.fen, 0) <> coalesce(u.fen, 0)`;
/** What bills that are out post, and what the ledger has of it. */
const BOOKED = `
  select coalesce(sum(b.to_post_fen), 0)::text as to_post, coalesce((select sum(e.amount_fen) from ledger_transfer t join ledger_entry e on e.transfer_id = t.id
    join ledger_account l on l.id = e.ledger_account_id where t.kind in ('bill', 'fee') and l.account_id is not null), 0)::text as booked
  from bill b where b.number is not null`;

test('run, issued, left out and corrected in any order, every month’s use is said once, to the Wh and the fen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      await forget();
      for (const one of steps) await play(one);
      // In the end everything is settled, what nobody has run or issued is, and the next month's bills say the rest.
      await settleAccounts(db.pool, clockAt(NOW));
      for (const of of [...(await selectOpen()), LAST]) {
        await run(of);
        await issue(of);
      }
      expect((await db.pool.query(OFF)).rows).toEqual([]);
      const { rows } = await db.pool.query(BOOKED);
      expect(BigInt(rows[0].to_post)).toBe(-BigInt(rows[0].booked));
    }),
    { numRuns: RUNS },
  );
}, 300_000);
