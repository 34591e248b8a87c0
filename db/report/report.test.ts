import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linesOf } from '#domain/ledger/posting.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { NOW } from '../allocation/shared-park.fixture.ts';
import type { BillMonth } from '../bill/bill-month.ts';
import { ACT, addAccounts, runWhole, writeBilledPark } from '../bill/billed-park.fixture.ts';
import { checkBills } from '../bill/check.ts';
import { issueBills } from '../bill/issue.ts';
import { payBill } from '../bill/pay.ts';
import { reverseBill } from '../bill/reverse.ts';
import { selectChecked } from '../bill/select-bills.ts';
import { readBalances } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { selectOpenBills } from './arrears.ts';
import { selectCollection } from './collection.ts';
import { selectEnergy } from './energy.ts';
import { selectHeld } from './held.ts';
import { selectReportParks } from './parks.ts';
import { selectLedgerMatch, selectRevenue } from './revenue.ts';

let db: TestDatabase;
let of: BillMonth;
const RANGE = { from: '2026-09-01', to: '2026-11-01' };
const sum = (all: readonly bigint[]) => all.reduce((total, one) => total + one, 0n);
const billOf = async (account: string): Promise<{ id: string; total: bigint; accountId: number }> => {
  const { rows } = await db.pool.query(
    `select b.id::text as id, b.total_fen::text as total, a.id as account_id from bill b join account a on a.id = b.account_id
     where a.code = $1 and b.kind <> 'reversal' order by b.id`,
    [account],
  );
  return { id: rows[0].id, total: BigInt(rows[0].total), accountId: rows[0].account_id };
};

beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  await addAccounts(db.pool, of, 5);
  await runWhole(db.pool, of);
  await checkBills(db.pool, of, { ids: null, ...ACT });
  await issueBills(db.pool, of, { ids: await selectChecked(db.pool, of, null), ...ACT });
});
afterAll(() => db.stop());

describe('revenue of a month', () => {
  test('is the sum of the lines of its bills, of its bills, and of what the ledger booked for them', async () => {
    const rows = await selectRevenue(db.pool, [of.parkId], RANGE);
    const { rows: bills } = await db.pool.query<{ total: string }>(
      'select sum(total_fen)::text as total from bill where number is not null',
    );
    const total = sum(rows.map((row) => row.total));
    expect(total).toBe(BigInt(bills[0]?.total ?? ''));
    expect(total).toBeGreaterThan(0n);
    expect(rows.every(({ excl, tax, total: whole }) => excl + tax === whole)).toBe(true);
    const { rows: booked } = await db.pool.query<{ fen: string }>(
      `select sum(e.amount_fen)::text as fen from ledger_entry e join ledger_account l on l.id = e.ledger_account_id
         join ledger_transfer t on t.id = e.transfer_id
       where l.kind like 'revenue%' and (t.kind in ('bill', 'fee') or coalesce(t.of_day, t.day) between '2026-10-01' and '2026-10-31')`,
    );
    expect(total).toBe(BigInt(booked[0]?.fen ?? ''));
    const october = (await selectLedgerMatch(db.pool, [of.parkId], RANGE)).find(({ month }) => month === '2026-10-01');
    expect(october).toMatchObject({ billed: total, unbilled: 0n });
    expect((october?.byBills ?? 0n) + (october?.bySettlements ?? 0n)).toBe(total);
  });

  test('a settlement that no statement tells yet is told', async () => {
    const { accountId } = await billOf('T1');
    const lines = linesOf({ type: 'usage', accountId, amount: fen(7n) });
    const booking = { kind: 'usage' as const, key: 'late', lines, memo: '', day: parkDay('2026-10-14') };
    await post(db.pool, { parkId: of.parkId, at: NOW, actor: 'test' }, booking);
    const match = await selectLedgerMatch(db.pool, [of.parkId], RANGE);
    expect(match.find(({ month }) => month === '2026-10-01')?.unbilled).toBe(7n);
  });
});

test('collection and arrears follow what is paid and taken back', async () => {
  const [before] = await selectCollection(db.pool, [of.parkId], RANGE);
  if (!before) throw new Error('nothing billed');
  const statement = await billOf('T1');
  // The one statement is paid as it is issued.
  expect(before.paid).toBe(statement.total);
  const parks = await selectReportParks(db.pool, null);
  const open = async (at = NOW) => selectOpenBills(db.pool, parks, at);
  expect(sum((await open()).map(({ total, paid }) => total - paid))).toBe(before.billed - before.paid);
  expect((await open()).every(({ age }) => age === 'notDue')).toBe(true);
  const january = instantMs(Date.parse('2027-01-15T00:00:00+08:00'));
  expect(new Set((await open(january)).map(({ age }) => age))).toEqual(new Set(['to60']));

  const bill = await billOf('T2');
  const topUp = linesOf({ type: 'topUp', accountId: bill.accountId, channel: 'cash', amount: fen(bill.total + 100_000n) });
  const by = { parkId: of.parkId, at: NOW, actor: 'test' };
  await post(db.pool, by, { kind: 'topUp', key: 'pay T2', lines: topUp, memo: '', day: parkDay('2026-11-22') });
  expect((await payBill(db.pool, of, { id: bill.id, key: 'all', amount: null, ...ACT })).type).toBe('paid');
  const [paid] = await selectCollection(db.pool, [of.parkId], RANGE);
  expect(paid).toMatchObject({ billed: before.billed, paid: before.paid + bill.total });
  expect((await open()).some(({ account }) => account === 'T2')).toBe(false);

  await reverseBill(db.pool, of, { id: bill.id, reason: 'test', ...ACT });
  const [back] = await selectCollection(db.pool, [of.parkId], RANGE);
  expect(back).toMatchObject({ billed: before.billed - bill.total, paid: before.paid });
});

test('what is held at a day is the sum of the balances then', async () => {
  const held = await selectHeld(db.pool, [of.parkId], '2026-11-22');
  const ids = (await db.pool.query<{ id: number }>('select id from account where park_id = $1', [of.parkId])).rows.map(({ id }) => id);
  const balances = await readBalances(db.pool, of.parkId, ids);
  expect(sum(held.map(({ wallet }) => wallet))).toBe(sum(balances.map(({ ledger }) => ledger)));
  // Before the park was there nothing was held.
  expect(await selectHeld(db.pool, [of.parkId], '2026-01-01')).toEqual([]);
  const entries = await db.pool.query<{ fen: string }>(
    `select sum(e.amount_fen)::text as fen from ledger_entry e join ledger_account l on l.id = e.ledger_account_id where l.account_id is not null`,
  );
  expect(sum(held.map(({ wallet, deposit, receivable }) => wallet + deposit + receivable))).toBe(BigInt(entries.rows[0]?.fen ?? ''));
});

test('energy is told by the month’s sharing, whole', async () => {
  const [row, ...more] = await selectEnergy(db.pool, [of.parkId], RANGE);
  expect(more).toEqual([]);
  if (!row) throw new Error('no month');
  expect(row.input).toBe(row.tenant + row.shared + row.lineLoss + row.transformerLoss);
  expect(row.input).toBeGreaterThan(0n);
});
