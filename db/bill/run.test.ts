import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOW } from '../allocation/shared-park.fixture.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { ACT, addAccounts, CLOCK, runWhole, writeBilledPark } from './billed-park.fixture.ts';
import { checkBills } from './check.ts';
import { advanceRun, selectOpenRuns, selectRun, startRun } from './run.ts';
import { selectCharged } from './select-bills.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  await addAccounts(db.pool, of, 150);
});
afterAll(() => db.stop());

const told = async (account: string) => {
  const { rows } = await db.pool.query<{ told: string }>(
    `select concat_ws(' ', l.kind, l.component, l.period, l.quantity, l.amount_fen, l.tax_fen, case when l.posted then 'taken' end) as told
     from bill b join account a on a.id = b.account_id join bill_line l on l.bill_id = b.id where a.code = $1 and b.state in ('draft', 'checked') order by l.line`,
    [account],
  );
  return rows.map((row) => row.told);
};
const drafts = async () =>
  (await db.pool.query(`select account_id, kind, total_fen, tax_fen, to_post_fen, faults, input_hash from bill order by account_id`)).rows;

const states = async () =>
  (await db.pool.query(`select state || ' ' || count(*) as told from bill group by state order by state`)).rows.map(
    ({ told: line }) => line,
  );

describe('a month’s run', () => {
  test('drafts a bill for who pays later, with its shares, and a statement for who paid before', async () => {
    expect(await runWhole(db.pool, of)).toMatchObject({ attempt: 1, accounts: 153, done: 153, changed: 153, finishedAt: NOW });
    // P2 from the 24th, 200 Wh a quarter, and P3 all along, 380: 846.72 kWh at 0.1 and 0.4; the rest as db/allocation shares it.
    expect(await told('T2')).toEqual([
      'use purchase 2 846720 33869 3896',
      'use td 846720 8467 974',
      'share capacity 432 50',
      'share lineLoss 19244 962 111',
      'share lineLoss 10240 512 59',
      'share sharedArea 15360 768 88',
    ]);
    const statement = await told('T1');
    expect(statement.filter((line) => line.endsWith('taken'))).toEqual([
      'use purchase 2 547200 21888 2518 taken',
      'use td 547200 5472 630 taken',
    ]);
    const { rows } = await db.pool.query(`select faults from bill b join account a on a.id = b.account_id where a.code = 'T1'`);
    // Its water meter has counted nothing.
    expect(rows[0].faults).toEqual([{ type: 'missingSlots', expected: 3_648, found: 1_824 }]);
  });

  test('again writes nothing', async () => {
    const before = await drafts();
    await checkBills(db.pool, of, { ids: null, ...ACT });
    expect(await runWhole(db.pool, of)).toMatchObject({ attempt: 2, done: 153, changed: 0 });
    expect(await drafts()).toEqual(before);
    expect(await states()).toEqual(['checked 153']);
  });

  test('cut between two pieces goes on where it was, whoever takes it up, and ends at the same drafts', async () => {
    const before = await drafts();
    await db.pool.query(`delete from bill`);
    const started = await startRun(db.pool, of, ACT);
    expect(await advanceRun(db.pool, of, CLOCK)).toMatchObject({ done: 100, changed: 100, finishedAt: null });
    expect(await selectOpenRuns(db.pool)).toEqual([of]);
    // Started by somebody else meanwhile: the same run.
    expect(await startRun(db.pool, of, { at: NOW, actor: 'user:other' })).toMatchObject({ attempt: started.attempt, done: 100 });
    // Two at once take turns.
    await Promise.all([advanceRun(db.pool, of, CLOCK), advanceRun(db.pool, of, CLOCK), advanceRun(db.pool, of, CLOCK)]);
    expect(await selectRun(db.pool, of)).toMatchObject({ done: 153, changed: 153, finishedAt: NOW });
    expect(await advanceRun(db.pool, of, CLOCK)).toBeNull();
    expect(await drafts()).toEqual(before);
  });

  test('cut within a piece has done nothing of it', async () => {
    await db.pool.query(`delete from bill`);
    await startRun(db.pool, of, ACT);
    await db.pool.query(`alter table bill_line add constraint cut check (amount_fen <> 8467)`);
    await expect(advanceRun(db.pool, of, CLOCK)).rejects.toThrow('cut');
    expect(await drafts()).toEqual([]);
    expect(await selectRun(db.pool, of)).toMatchObject({ done: 0 });
    await db.pool.query(`alter table bill_line drop constraint cut`);
    expect(await runWhole(db.pool, of)).toMatchObject({ done: 153, changed: 153 });
  });

  test('after other readings changes what they change: a checked bill is a draft again', async () => {
    await checkBills(db.pool, of, { ids: null, ...ACT });
    await db.pool.query(`update accrual set quantity = quantity + 10, charge = charge + 500000000
      where account_id = (select id from account where code = 'X0007') and day = '2026-10-14'`);
    expect(await runWhole(db.pool, of)).toMatchObject({ changed: 1 });
    expect(await states()).toEqual(['checked 152', 'draft 1']);
  });
});

test('what has no price, or another than it was charged by, keeps a bill from being checked', async () => {
  await db.pool.query(
    `update accrual set charge = charge + 1 where account_id = (select id from account where code = 'X0001') and day = '2026-10-14'`,
  );
  await db.pool.query(
    `update accrual set version_id = 0, charge = 0 where account_id = (select id from account where code = 'X0002') and day = '2026-10-14'`,
  );
  await runWhole(db.pool, of);
  await checkBills(db.pool, of, { ids: null, ...ACT });
  const { rows } = await db.pool.query(
    `select a.code, b.faults from bill b join account a on a.id = b.account_id where b.state = 'draft' order by a.code`,
  );
  expect(rows.map(({ code, faults }) => [code, faults[0].type])).toEqual([
    ['X0001', 'notRerated'],
    ['X0002', 'unpriced'],
  ]);
});

test('what the park itself pays for its shared area is nothing that end users are charged', async () => {
  const before = await selectCharged(db.pool, of);
  expect(before.used).toBeGreaterThan(0n);
  const own = await db.pool.query(
    `select b.account_id as id, sum(l.amount_fen)::text as fen from bill b join bill_line l on l.bill_id = b.id
     where l.kind = 'use' and l.item = 'electricity' and exists (select from assignment g where g.account_id = b.account_id) group by 1 order by 1 limit 1`,
  );
  const { id, fen } = own.rows[0];
  await db.pool.query(`update point set role = 'public' where id in (select point_id from assignment where account_id = $1)`, [id]);
  expect((await selectCharged(db.pool, of)).used).toBe(before.used - BigInt(fen));
});
