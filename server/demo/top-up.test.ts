import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectStanding } from '#db/ledger/counter-account.ts';
import { selectReceiptPage } from '#db/ledger/receipts.ts';
import { selectShifts } from '#db/ledger/shifts.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { writePark } from '#db/park/write-park.ts';
import { freshDatabase, silentLog, type TestDatabase } from '#db/testing.ts';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import { topUpOf } from './habits.ts';
import { type DemoCounter, type Seen, topUpOnce } from './top-up.ts';

/** 2026-11-22T10:00+08:00, a Sunday: the demo's counter is open every day. */
const MORNING = instantMs(Date.UTC(2026, 10, 22, 2));
const ALARM1 = fen(50_000n);
let now = MORNING;
let moved = 0;
const told: object[] = [];
let db: TestDatabase;
let counter: DemoCounter;

beforeAll(async () => {
  db = await freshDatabase();
  const clock = { now: () => now };
  await writePark(db.pool, smallPark(), { actor: 'test', clock });
  const heard = (): void => {
    moved += 1;
  };
  const log = { ...silentLog, warn: (line: object) => void told.push(line) };
  counter = { pool: db.pool, clock, park: 'small', actor: 'demo', name: 'Demo', moved: heard, tenants: ['T1', 'T2'], log };
});
afterAll(() => db.stop());

const walletOf = async (): Promise<Fen> => (await selectStanding(db.pool, 'small', 'T1', now))?.wallet ?? expect.fail('no T1');
/** A board on which T1 has so much left of what its wallet has now. */
const seen = async (available: string, change: Partial<Seen['accounts'][string]> = {}): Promise<Seen> => {
  const limits = { alarm1: yuanFromFen(ALARM1), alarm2: '200.00', exhausted: '-50.00' };
  const t1 = { kind: 'prepaid' as const, ledger: yuanFromFen(await walletOf()), available, limits, points: ['P1'], ...change };
  const t2 = { kind: 'postpaid' as const, ledger: '-20.00', available: '-20.00', limits: null, points: ['P2'] };
  return { park: { zone: 'Asia/Shanghai', refolding: 0 }, accounts: { T1: t1, T2: t2 } };
};
const receipts = () => selectReceiptPage(db.pool, 'small', { account: null, shiftId: null, before: null, limit: 100 });
const numbers = async () => (await receipts()).map(({ number }) => number);

describe('nothing is paid in', () => {
  test.each<[string, Partial<DemoCounter>, () => Promise<Seen>]>([
    ['where what is left is enough', {}, () => seen('1000000.00')],
    [
      'while late readings wait to be folded in',
      {},
      async () => ({ ...(await seen('0.00')), park: { zone: 'Asia/Shanghai', refolding: 1 } }),
    ],
    ['for who has no meter any more', {}, () => seen('0.00', { points: [] })],
    ['for who was added to the demo by a person', { tenants: ['T2'] }, () => seen('0.00')],
  ])('%s', async (_, change, board) => {
    expect(await topUpOnce({ ...counter, ...change }, await board())).toBe(0);
    expect([await numbers(), await selectShifts(db.pool, 'small', 10)]).toEqual([[], []]);
  });

  test('that the counter refuses: it is told, and nothing is booked', async () => {
    await db.pool.query('update account set hoard_max_fen = 1');
    expect(await topUpOnce(counter, await seen('0.00'))).toBe(0);
    await db.pool.query('update account set hoard_max_fen = 5000000');
    expect(told.splice(0)).toMatchObject([{ park: 'small', account: 'T1', refusal: { code: 'HOARD_MAX_EXCEEDED' } }]);
    expect(await numbers()).toEqual([]);
  });
});

test('what a tenant of the demo pays in is a top-up like any other: posting, receipt, shift, audit, and the twin is told', async () => {
  const before = await walletOf();
  const paid = topUpOf({ account: 'T1', available: fen(0n), alarm1: ALARM1 }, { counterOpen: true }) ?? expect.fail('nothing');
  expect(await topUpOnce(counter, await seen('0.00'))).toBe(1);
  expect((await walletOf()) - before).toBe(paid.amount);
  expect(await receipts()).toMatchObject([
    { ...paid, year: 2026, number: 1, kind: 'topUp', account: 'T1', clerk: 'Demo', day: '2026-11-22', balance: await walletOf() },
  ]);
  const { rows } = await db.pool.query(
    "select actor, action, subject from audit where action in ('counter.topUp', 'counter.shiftOpened') order by id",
  );
  expect(rows).toEqual([
    { actor: 'demo', action: 'counter.shiftOpened', subject: 'park:small' },
    { actor: 'demo', action: 'counter.topUp', subject: 'account:small:T1' },
  ]);
  expect([moved, told]).toEqual([1, []]);
});

test('it is taken once, however often a board is looked at that has not heard of it, and again when the wallet has moved', async () => {
  const before = (await receipts()).length;
  const stale = await seen('0.00');
  expect([await topUpOnce(counter, stale), await topUpOnce(counter, stale), await topUpOnce(counter, stale)]).toEqual([1, 0, 0]);
  expect(await receipts()).toHaveLength(before + 1);
  expect(await topUpOnce(counter, await seen('0.00'))).toBe(1);
  expect([(await receipts()).length, told]).toEqual([before + 2, []]);
});

test('a day has a shift: the next day’s first top-up counts the till and finds it right', async () => {
  await topUpOnce(counter, await seen('0.00'));
  now = instantMs(MORNING + 24 * HOUR_MS);
  await topUpOnce(counter, await seen('0.00'));
  const [today, yesterday] = await selectShifts(db.pool, 'small', 10);
  expect([today?.receipts, today?.closed, yesterday?.closed?.at]).toEqual([1, null, now]);
  expect(yesterday?.closed?.counted).toBe(yesterday?.closed?.booked);
});
