import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import type { Fen } from '#domain/units/money.ts';
import { selectRunHead } from '../allocation/select-run.ts';
import { NOW } from '../allocation/shared-park.fixture.ts';
import { withTransaction } from '../pool.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { ACT, addAccounts, clockAt, runWhole, writeBilledPark } from './billed-park.fixture.ts';
import { setBillingTerms } from './billing-terms.ts';
import { checkBills } from './check.ts';
import { issueBills } from './issue.ts';
import { payBill } from './pay.ts';
import { reverseBill } from './reverse.ts';
import { advanceFor, startRun } from './run.ts';
import { hasUnbilled, selectOpenBills } from './unbilled.ts';
import { takeNumbers } from './write-drafts.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  await addAccounts(db.pool, of, 130);
  await runWhole(db.pool, of);
});
afterAll(() => db.stop());

const NOVEMBER = parkDay('2026-11-01');
const DECEMBER = Date.parse('2026-12-02T00:00:00+08:00');
const idOf = async (account: string, state = '%', month = '2026-10-01'): Promise<string> => {
  const { rows } = await db.pool.query(
    `select b.id::text as id from bill b join account a on a.id = b.account_id
     where a.code = $1 and b.month = $3::date and b.kind <> 'reversal' and b.state like $2 order by b.id desc limit 1`,
    [account, state, month],
  );
  return rows[0]?.id ?? 'none';
};
const stateOf = async (id: string) =>
  (await db.pool.query('select state, kind, year, number, due_on from bill where id = $1', [id])).rows[0];
const holds = async (account: string) => {
  const { rows } = await db.pool.query<{ told: string }>(
    `select l.kind || ' ' || sum(e.amount_fen) as told from ledger_account l join ledger_entry e on e.ledger_account_id = l.id
     join account a on a.id = l.account_id where a.code = $1 group by l.kind order by l.kind`,
    [account],
  );
  return rows.map(({ told }) => told);
};
const check = (...ids: string[]) => checkBills(db.pool, of, { ids, ...ACT });
const issue = (...ids: string[]) => issueBills(db.pool, of, { ids, ...ACT });

describe('issuing', () => {
  test('is refused for a draft', async () => {
    const id = await idOf('T2');
    expect(await issue(id)).toEqual([{ type: 'refused', id, because: 'notChecked' }]);
  });

  test('gives a number, posts what is owed, and freezes the allocation; again tells the same', async () => {
    const id = await idOf('T2');
    await check(id);
    const before = await holds('T2');
    expect(await issue(id)).toEqual([{ type: 'issued', id, year: 2026, number: 1, again: false }]);
    expect(await issue(id)).toEqual([{ type: 'issued', id, year: 2026, number: 1, again: true }]);
    expect(await stateOf(id)).toMatchObject({ state: 'issued', due_on: '2026-12-07' });
    const { rows } = await db.pool.query('select total_fen from bill where id = $1', [id]);
    expect(await holds('T2')).toEqual([`receivable -${rows[0].total_fen}`, ...before]);
    expect(await selectRunHead(db.pool, of.parkId, of.month)).toMatchObject({ state: 'frozen' });
  });

  test('of a statement takes what was not taken yet: the shares', async () => {
    const id = await idOf('T1');
    const { rows } = await db.pool.query('select total_fen, to_post_fen from bill where id = $1', [id]);
    expect(rows[0].to_post_fen).toBeLessThan(rows[0].total_fen);
    expect(rows[0].to_post_fen).toBeGreaterThan(0);
    // 1,000.50 less 273.60 of use.
    expect(await holds('T1')).toEqual(['wallet 72690']);
    await check(id);
    await issue(id);
    expect(await holds('T1')).toEqual([`wallet ${72_690 - rows[0].to_post_fen}`]);
    expect(await stateOf(id)).toMatchObject({ state: 'paid', kind: 'statement' });
  });

  test('is refused where other figures stand than were checked', async () => {
    const id = await idOf('X0001');
    await check(id);
    await db.pool.query(`update accrual set quantity = quantity + 10, charge = charge + 500000000
      where account_id = (select id from account where code = 'X0001') and day = '2026-10-14'`);
    expect(await issue(id)).toEqual([{ type: 'refused', id, because: 'changed' }]);
    await runWhole(db.pool, of);
    const anew = await idOf('X0001');
    expect(await issue(anew)).toEqual([{ type: 'refused', id: anew, because: 'notChecked' }]);
    await check(anew);
    expect(await issue(anew)).toMatchObject([{ type: 'issued' }]);
  });

  test('of a month that is not over is refused', async () => {
    const november = { ...of, month: NOVEMBER };
    await startRun(db.pool, november, ACT);
    await advanceFor(db.pool, november, { clock: clockAt(NOW), budgetMs: 60_000 });
    const { rows } = await db.pool.query(`select id::text as id from bill where month = '2026-11-01' limit 1`);
    const ids = rows.map(({ id }) => id);
    await checkBills(db.pool, november, { ids, ...ACT });
    for (const answer of await issueBills(db.pool, november, { ids, ...ACT })) expect(answer).toMatchObject({ because: 'monthRunning' });
  });

  test('by several at once, one of whom fails between, leaves no gap and gives no number twice', async () => {
    await checkBills(db.pool, of, { ids: null, ...ACT });
    const { rows } = await db.pool.query(`select id::text as id from bill where month = $1::date and state = 'checked' order by id`, [
      of.month,
    ]);
    const ids: string[] = rows.map(({ id }) => id);
    expect(ids.length).toBe(130);
    const cut = () =>
      withTransaction(db.pool, async (client) => {
        await takeNumbers(client, { parkId: of.parkId, year: 2026, count: 7 });
        throw new Error('cut');
      });
    const answers = await Promise.allSettled([issue(...ids.slice(0, 80)), cut(), issue(...ids.slice(40)), cut(), issue(...ids)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    const numbers = (await db.pool.query('select number from bill where number is not null order by number')).rows.map(
      ({ number }) => number,
    );
    expect(numbers).toEqual(Array.from({ length: 133 }, (_, i) => i + 1));
    const posted = await db.pool.query(`select count(*)::int as n from ledger_transfer where kind = 'bill'`);
    expect(posted.rows[0].n).toBe(132);
  });
});

describe('closed means closed', () => {
  test.each([
    ['update bill set total_fen = total_fen + 1, excl_fen = excl_fen + 1 where number = 1'],
    ['update bill set number = 999 where number = 1'],
    [`update bill set state = 'draft' where number = 1`],
    [`update bill set faults = '[1]' where number = 1`],
    ['delete from bill where number = 1'],
    ['update bill_line set amount_fen = 0, excl_fen = 0, tax_fen = 0 where bill_id = (select id from bill where number = 1)'],
    ['delete from bill_line where bill_id = (select id from bill where number = 1)'],
    [
      'update bill_line set bill_id = (select id from bill where number = 1) where bill_id = (select id from bill where number = 2) and line = 1',
    ],
    [
      `insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, component, amount_fen, tax_rate, excl_fen, tax_fen, posted)
       select id, 99, 'fee', 'service', '2026-10-01', '2026-10-01', '2026-10-01', 'x', 0, 0, 0, 0, false from bill where number = 1`,
    ],
  ])('%s', async (statement) => {
    await expect(db.pool.query(statement)).rejects.toThrow(/never change|cannot go|append-only/);
  });

  test('a bill whose lines do not sum to it does not go out', async () => {
    const id = await idOf('T3', '%', '2026-10-01');
    const { rows } = await db.pool.query(
      `insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, computed_at)
       select park_id, account_id, '2026-09-01', kind, 5, 5, 0, 5, 0, 0, '', now() from bill where id = $1 returning id`,
      [id],
    );
    await expect(db.pool.query(`update bill set state = 'checked' where id = $1`, [rows[0].id])).rejects.toThrow('do not sum');
  });
});

describe('late data', () => {
  test('after issue becomes correction lines of the next bill, the issued one staying as it is', async () => {
    const before = (
      await db.pool.query('select l.* from bill_line l join bill b on b.id = l.bill_id where b.number is not null order by 1, 2')
    ).rows;
    await db.pool.query(`update accrual set quantity = quantity + 2000, charge = charge + 100000000000
      where account_id = (select id from account where code = 'X0005') and day = '2026-10-15'`);
    const november = { ...of, month: NOVEMBER };
    await db.pool.query(`delete from bill_run where month = '2026-11-01'`);
    await startRun(db.pool, november, { at: DECEMBER as never, actor: 'user:test' });
    await advanceFor(db.pool, november, { clock: clockAt(DECEMBER), budgetMs: 60_000 });
    const { rows } = await db.pool.query(
      `select concat_ws(' ', l.component, l.of_month, l.quantity, l.amount_fen, l.reason) as told from bill b join account a on a.id = b.account_id
       join bill_line l on l.bill_id = b.id where a.code = 'X0005' and b.month = '2026-11-01' order by l.line`,
    );
    expect(rows.map(({ told }) => told)).toEqual(['purchase 2026-10-01 2000 80 newReadings', 'td 2026-10-01 2000 20 newReadings']);
    expect(
      (await db.pool.query('select l.* from bill_line l join bill b on b.id = l.bill_id where b.number is not null order by 1, 2')).rows,
    ).toEqual(before);
  });

  test('of months long ago is found by the mark that settlement leaves', async () => {
    const far = { ...of, month: addDays(NOVEMBER, 30) };
    const account = `(select id from account where code = 'X0005')`;
    const lines = async () => {
      await db.pool.query(`delete from bill_run where month = '2026-12-01'`);
      await startRun(db.pool, far, { at: Date.parse('2027-01-05') as never, actor: 'user:test' });
      await advanceFor(db.pool, far, { clock: clockAt(Date.parse('2027-01-05')), budgetMs: 60_000 });
      return (
        await db.pool.query(
          `select from bill b join bill_line l on l.bill_id = b.id where b.account_id = ${account} and b.month = '2026-12-01'`,
        )
      ).rowCount;
    };
    expect(await lines()).toBe(0);
    await db.pool.query(`insert into settle_due (account_id, day) values (${account}, '2026-10-15') on conflict do nothing`);
    expect(await lines()).toBe(2);
  });
});

describe('paying and taking back', () => {
  const pay = (id: string, key: string, amount: bigint | null) => payBill(db.pool, of, { id, key, amount: amount as Fen | null, ...ACT });

  test('a bill is paid in parts from the wallet, each key once, or it is said how much is short', async () => {
    const id = await idOf('X0003', 'issued');
    const { rows } = await db.pool.query('select total_fen, account_id from bill where id = $1', [id]);
    const total = BigInt(rows[0].total_fen);
    expect(await pay(id, 'first', null)).toEqual({ type: 'refused', because: 'balanceTooLow', shortBy: total });
    await db.pool.query(
      `with t as (insert into ledger_transfer (kind, key, booked_at, park_id, day, actor) values ('topUp', 'test', now(), $1, '2026-11-22', 'test') returning id),
       w as (insert into ledger_account (park_id, account_id, kind) values ($1, $2, 'wallet') returning id),
       c as (insert into ledger_account (park_id, kind) values ($1, 'cash') on conflict do nothing returning id)
       insert into ledger_entry select t.id, 1, w.id, 100000 from t, w union all select t.id, 2, c.id, -100000 from t, c`,
      [of.parkId, rows[0].account_id],
    );
    for (const amount of [0n, -1n, total + 1n])
      expect(await pay(id, 'first', amount)).toEqual({ type: 'refused', because: 'aboveOpen', open: total });
    const part = { type: 'paid', amount: 40n, open: total - 40n };
    expect(await pay(id, 'first', 40n)).toEqual({ ...part, again: false });
    expect(await pay(id, 'first', 40n)).toEqual({ ...part, again: true });
    expect(await pay(id, 'first', 41n)).toEqual({ type: 'refused', because: 'keyTaken' });
    expect(await stateOf(id)).toMatchObject({ state: 'partlyPaid' });
    expect(await selectOpenBills(db.pool, rows[0].account_id)).toEqual({ any: true, owed: total - 40n });
    expect(await holds('X0003')).toEqual([`receivable ${40n - total}`, `wallet ${100_000n - 40n}`]);
    expect(await pay(id, 'second', null)).toEqual({ type: 'paid', amount: total - 40n, open: 0n, again: false });
    expect(await pay(id, 'third', null)).toEqual({ type: 'refused', because: 'notOpen' });
    expect(await stateOf(id)).toMatchObject({ state: 'paid' });
    expect(await holds('X0003')).toEqual(['receivable 0', `wallet ${100_000n - total}`]);
    expect(await selectOpenBills(db.pool, rows[0].account_id)).toEqual({ any: false, owed: 0n });
  });

  test('a bill is never said to be paid otherwise than its payments say', async () => {
    const id = await idOf('X0009', 'issued');
    await expect(db.pool.query(`update bill set state = 'paid', paid_at = now() where id = $1`, [id])).rejects.toThrow('fen of');
    await expect(db.pool.query(`update bill set state = 'partlyPaid' where id = $1`, [id])).rejects.toThrow('fen of');
  });

  test('what is used and on no bill that is out is told', async () => {
    const unbilled = async (account: string) =>
      hasUnbilled(db.pool, (await db.pool.query('select id from account where code = $1', [account])).rows[0].id);
    expect(await unbilled('X0009')).toBe(false);
    // Late readings of it stand in a draft of the next month.
    expect(await unbilled('X0005')).toBe(true);
    await db.pool.query(`update accrual set quantity = quantity + 10, charge = charge + 500000000
      where account_id = (select id from account where code = 'X0009') and day = '2026-10-14'`);
    expect(await unbilled('X0009')).toBe(true);
  });

  test('a reversal is the whole bill below zero, under the next number; money comes back, and the month is billed anew', async () => {
    const id = await idOf('X0003', 'paid');
    expect(await reverseBill(db.pool, of, { id, reason: '抄表错误', ...ACT })).toMatchObject({ type: 'reversed', year: 2026, number: 134 });
    expect(await reverseBill(db.pool, of, { id, reason: 'again', ...ACT })).toEqual({ type: 'refused', because: 'notIssued' });
    expect(await holds('X0003')).toEqual(['receivable 0', 'wallet 100000']);
    expect(await stateOf(id)).toMatchObject({ state: 'reversed', number: expect.any(Number) });
    const { rows } = await db.pool.query(
      `select sum(l.amount_fen)::int as amount, sum(l.tax_fen)::int as tax, sum(l.quantity)::int as quantity from bill b join bill_line l on l.bill_id = b.id
       where b.id = $1 or b.reverses = $1`,
      [id],
    );
    expect(rows[0]).toEqual({ amount: 0, tax: 0, quantity: 0 });
    await runWhole(db.pool, of);
    expect(await stateOf(await idOf('X0003', 'draft'))).toMatchObject({ kind: 'bill' });
  });
});

test('a park’s own terms give the days to pay and the tax of bills that go out from then on', async () => {
  const terms = { validFrom: parkDay('2026-10-01'), daysToPay: 30, taxRates: { electricity: 300 }, source: 'test' };
  await setBillingTerms(db.pool, of.parkId, { ...terms, ...ACT });
  await runWhole(db.pool, of);
  const { rows } = await db.pool.query(
    `select id::text as id from bill where month = '2026-10-01' and kind = 'bill' and state in ('draft', 'checked') order by id limit 1`,
  );
  const id = rows[0]?.id;
  await db.pool.query(`update bill set state = 'draft' where id = $1`, [id]);
  await check(id);
  expect(await issue(id)).toMatchObject([{ type: 'issued' }]);
  expect(await stateOf(id)).toMatchObject({ due_on: '2026-12-22' });
  expect((await db.pool.query('select distinct tax_rate from bill_line where bill_id = $1', [id])).rows).toEqual([{ tax_rate: 300 }]);
});

describe('late data of a month whose bills are out', () => {
  test('moves what is shared, too: the month is shared anew, and the next bills say the difference, to the fen', async () => {
    const sums = async (text: string) => (await db.pool.query(text)).rows.map(({ told }) => told);
    // A tenth of what was lost in the building was light in its corridor.
    await db.pool.query(`update slot set quantity = quantity + 4 where point_id = (select id from point where code = 'L')`);
    const november = { ...of, month: NOVEMBER };
    await db.pool.query(`delete from bill_run where month = '2026-11-01'`);
    await startRun(db.pool, november, { at: DECEMBER as never, actor: 'user:test' });
    await advanceFor(db.pool, november, { clock: clockAt(DECEMBER), budgetMs: 60_000 });
    expect(
      await sums(`select concat_ws(' ', revision, state) as told from allocation_run where month = '2026-10-01' order by revision`),
    ).toEqual(['1 frozen', '2 draft']);
    const out = `select account_id from bill where month = '2026-10-01' and kind <> 'reversal' and state in ('issued', 'paid')`;
    const perKind = (
      which: string,
    ) => `select concat_ws(' ', l.component, sum(l.quantity), sum(l.amount_fen)) as told from bill b join bill_line l on l.bill_id = b.id
      where l.share is not null and l.of_month = '2026-10-01' and b.account_id in (${out}) and (${which}) group by l.component order by 1`;
    const corrected = await sums(perKind(`l.kind = 'correction' and l.reason = 'sharedAnew'`));
    expect(corrected.length).toBeGreaterThan(0);
    const billed = await sums(perKind(`b.number is not null or (b.month = '2026-11-01' and l.kind = 'correction')`));
    expect(billed).toEqual(
      await sums(`select concat_ws(' ', s.kind, sum(s.wh), sum(s.fen)) as told from allocation_run r join allocation_share s on s.run_id = r.id
        join account a on a.code = s.account where r.month = '2026-10-01' and r.revision = 2 and a.id in (${out}) group by s.kind order by 1`),
    );
  });
});
