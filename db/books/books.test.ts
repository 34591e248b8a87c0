import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClosingStep } from '#domain/ledger/close-month.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { NOW } from '../allocation/shared-park.fixture.ts';
import type { BillMonth } from '../bill/bill-month.ts';
import { ACT, CLOCK, runWhole, writeBilledPark } from '../bill/billed-park.fixture.ts';
import { checkBills } from '../bill/check.ts';
import { issueBills } from '../bill/issue.ts';
import { selectChecked } from '../bill/select-bills.ts';
import { checkSettled } from '../ledger/check-settled.ts';
import { post } from '../ledger/post.ts';
import { settleAccounts } from '../ledger/settle.ts';
import { checkLaws } from '../queries/invariants.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { closeBooks } from './close.ts';
import { selectBooksMonths } from './months.ts';
import { selectOpenFrom } from './open-from.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
});
afterAll(() => db.stop());

const OCTOBER = parkDay('2026-10-01');
const NOVEMBER = parkDay('2026-11-01');
const missing = (steps: readonly ClosingStep[]) =>
  steps.flatMap(({ id, state, missing: n }) => (state === 'missing' ? [`${id} ${n}`] : []));
const monthOf = async (month: typeof OCTOBER) => {
  const [found] = await selectBooksMonths(db.pool, of, { from: month, to: month, now: NOW });
  if (!found) throw new Error('no month');
  return found;
};
const close = (month = OCTOBER) => closeBooks(db.pool, { ...of, park: 'shared', month, ...ACT });
const issueAll = async () => {
  await checkBills(db.pool, of, { ids: null, ...ACT });
  await issueBills(db.pool, of, { ids: await selectChecked(db.pool, of, null), ...ACT });
};

describe('a month', () => {
  test('stays open until it was shared, billed and counted, and says what is missing', async () => {
    await db.pool.query(
      `insert into shift (park_id, clerk, clerk_name, opened_at, float_fen) values ($1, 'user:x', 'X', '2026-10-31T10:00+08', 0)`,
      [of.parkId],
    );
    expect(missing((await monthOf(OCTOBER)).steps)).toEqual(['folded 1', 'shared 0', 'run 0', 'shifts 1']);
    await db.pool.query('delete from refold');
    expect(await close()).toMatchObject({ type: 'refused' });
    await runWhole(db.pool, of);
    const { drafts, steps } = await monthOf(OCTOBER);
    expect(missing(steps)).toEqual([`issued ${drafts}`, 'shifts 1']);
    await issueAll();
    await db.pool.query('update shift set closed_at = now(), counted_fen = 0, booked_fen = 0');
    expect(missing((await monthOf(OCTOBER)).steps)).toEqual([]);
    // The one that runs waits for the one before.
    expect(missing((await monthOf(NOVEMBER)).steps)).toContain('before 0');
  });

  test('is closed once, for ever, with its checklist', async () => {
    expect(await selectOpenFrom(db.pool, of.parkId)).toBeNull();
    expect(await Promise.all([close(), close()])).toEqual([{ type: 'closed' }, { type: 'again' }]);
    expect((await monthOf(OCTOBER)).closed?.steps.length).toBe(8);
    expect(await selectOpenFrom(db.pool, of.parkId)).toBe('2026-11-01');
    await expect(db.pool.query('delete from books_month')).rejects.toThrow('append-only');
    expect(await close(NOVEMBER)).toMatchObject({ type: 'refused' });
  });

  test.each([
    ['2026-12-01', 'comes after 2026-10-01'],
    ['2026-11-01', 'is not over'],
  ])('%s is refused by the database, too', async (month, why) => {
    const insert = `insert into books_month (park_id, month, closed_at, closed_by, steps) values ($1, $2, '2026-11-22', 'x', '[]')`;
    await expect(db.pool.query(insert, [of.parkId, month])).rejects.toThrow(why);
  });
});

describe('what comes for a closed month', () => {
  test('is refused by the database, whoever books it', async () => {
    const insert = `insert into ledger_transfer (park_id, kind, key, booked_at, day, actor) values ($1, 'topUp', 'late', now(), '2026-10-31', 'x')`;
    await expect(db.pool.query(insert, [of.parkId])).rejects.toThrow('2026-10-31 of park');
  });

  test('is booked for the first open day, with the day it is about', async () => {
    const { rows: accounts } = await db.pool.query<{ id: number }>(`select id from account where code = 'T1'`);
    const accountId = accounts[0]?.id ?? 0;
    const lines = linesOf({ type: 'adjustment', accountId, amount: fen(5n) });
    const booking = { kind: 'adjustment' as const, key: 'late use', lines, memo: '', day: parkDay('2026-10-20') };
    const by = { parkId: of.parkId, at: NOW, actor: 'test' };
    expect((await post(db.pool, by, booking)).type).toBe('booked');
    expect((await post(db.pool, by, booking)).type).toBe('again');
    expect((await post(db.pool, by, { ...booking, key: 'today', day: addDays(NOVEMBER, 20) })).type).toBe('booked');
    const { rows } = await db.pool.query(
      `select key, day::text, of_day::text from ledger_transfer where key in ('late use', 'today') order by id`,
    );
    expect(rows).toEqual([
      { key: 'late use', day: '2026-11-01', of_day: '2026-10-20' },
      { key: 'today', day: '2026-11-21', of_day: null },
    ]);
  });

  test('as a settlement of late readings keeps laws 4 and 5', async () => {
    await db.pool.query(
      `update accrual set quantity = quantity + 140, charge = charge + 7000000000 where account_id = (select id from account where code = 'T1')`,
    );
    await db.pool.query(`insert into settle_due select distinct account_id, day from accrual where account_id <> 0 on conflict do nothing`);
    expect((await monthOf(OCTOBER)).closed).not.toBeNull();
    expect((await settleAccounts(db.pool, CLOCK)).posted).toBeGreaterThan(0);
    const { rows } = await db.pool.query(`select distinct day::text from ledger_transfer where of_day is not null`);
    expect(rows).toEqual([{ day: '2026-11-01' }]);
    const laws = await checkLaws(db.pool, '2026-10-01');
    expect(laws.filter(({ law, broken }) => law === '5' && broken > 0)).toEqual([]);
    expect((await checkSettled(db.pool, { from: '2026-10-01', now: NOW, watch: null })).broken).toBe(0);
  });
});
