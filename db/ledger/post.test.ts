import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linesOf, type Posting } from '#domain/ledger/posting.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { smallPark } from '../park/small-park.fixture.ts';
import { writePark } from '../park/write-park.ts';
import { createPool } from '../pool.ts';
import { freshDatabase, silentLog, type TestDatabase } from '../testing.ts';
import { readBalances, readBalancesAt, readMark, selectMoved } from './balances.ts';
import { type Booking, post, postAll } from './post.ts';

const AT = instantMs(Date.UTC(2026, 10, 22, 2));
const by = { parkId: 1, at: AT, actor: 'test' };
let db: TestDatabase;
let [t1, t2] = [0, 0];

beforeAll(async () => {
  db = await freshDatabase();
  const written = await writePark(db.pool, smallPark(), { actor: 'test', clock: { now: () => AT } });
  if (written.type === 'refused') throw new Error(JSON.stringify(written.faults));
  const idOf = async (code: string) => (await db.pool.query('select id from account where code = $1', [code])).rows[0].id;
  [t1, t2] = [await idOf('T1'), await idOf('T2')];
});
afterAll(() => db.stop());

const topUp = (key: string, amount: bigint, accountId = t1): Booking =>
  bookingOf(key, { type: 'topUp', accountId, channel: 'cash', amount: fen(amount) });
const bookingOf = (key: string, posting: Posting): Booking => ({
  kind: posting.type,
  key,
  lines: linesOf(posting),
  memo: '',
  day: parkDay('2026-11-22'),
});
const balanceOf = async (accountId: number) => (await readBalances(db.pool, 1, [accountId])).map(({ ledger }) => ledger)[0] ?? null;
const inTransaction = async (work: (client: pg.PoolClient) => Promise<void>): Promise<void> => {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (fault) {
    await client.query('rollback');
    throw fault;
  } finally {
    client.release();
  }
};

test('openings of a park file are postings of the park and of its day', async () => {
  const { rows } = await db.pool.query(`select park_id, day::text, actor, kind from ledger_transfer where key = 'opening:small:T1'`);
  expect(rows).toEqual([{ park_id: 1, day: '2026-10-13', actor: 'import', kind: 'opening' }]);
});

test('a key books once: the same content is answered with the first posting, another is refused', async () => {
  const before = (await balanceOf(t1)) ?? fen(0n);
  const first = await post(db.pool, by, topUp('k1', 10_000n));
  expect(first.type).toBe('booked');
  expect(await post(db.pool, { ...by, actor: 'another', at: instantMs(AT + 5_000) }, topUp('k1', 10_000n))).toEqual({
    type: 'again',
    id: first.id,
  });
  expect(await post(db.pool, by, topUp('k1', 10_001n))).toEqual({ type: 'keyTaken', id: first.id });
  expect(await post(db.pool, by, topUp('k1', 10_000n, t2))).toEqual({ type: 'keyTaken', id: first.id });
  expect(await balanceOf(t1)).toBe(before + 10_000n);
});

describe('fifty writers at once', () => {
  let many: pg.Pool;
  beforeAll(() => {
    many = createPool({ url: db.url, max: 50, applicationName: 'parktwin-test', log: silentLog });
  });
  afterAll(() => many.end());

  test('on one account lose nothing and double nothing', async () => {
    const before = (await balanceOf(t1)) ?? fen(0n);
    const amounts = Array.from({ length: 50 }, (_, i) => BigInt(i + 1));
    // Each is sent three times, as an impatient hand does.
    const answers = await Promise.all(amounts.flatMap((amount) => [1, 2, 3].map(() => post(many, by, topUp(`writer-${amount}`, amount)))));
    expect(answers.filter(({ type }) => type === 'booked')).toHaveLength(50);
    expect(answers.filter(({ type }) => type === 'again')).toHaveLength(100);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(50);
    expect(await balanceOf(t1)).toBe(before + 1_275n);
    const { rows } =
      await db.pool.query(`select l.kind, sum(e.amount_fen)::text as fen from ledger_entry e join ledger_account l on l.id = e.ledger_account_id
      join ledger_transfer t on t.id = e.transfer_id where t.key like 'writer-%' group by l.kind order by l.kind`);
    expect(rows).toEqual([
      { kind: 'cash', fen: '-1275' },
      { kind: 'wallet', fen: '1275' },
    ]);
  });

  test('who post the same keys in another order do not block each other', async () => {
    const keys = ['x', 'y', 'z'].map((key) => topUp(`order-${key}`, 7n, t2));
    const runs = [keys, keys.toReversed(), keys, keys.toReversed()].map((bookings) =>
      inTransaction(async (client) => void (await postAll(client, by, bookings))),
    );
    await Promise.all(runs);
    const { rows } = await db.pool.query(`select count(*)::int as n from ledger_transfer where key like 'order-%'`);
    expect(rows).toEqual([{ n: 3 }]);
  });
});

describe('what is booked', () => {
  test('cannot be changed, nor be made to sum to anything but zero', async () => {
    const { id } = await post(db.pool, by, topUp('k2', 500n));
    await expect(db.pool.query('update ledger_entry set amount_fen = 1 where transfer_id = $1', [id])).rejects.toThrow('append-only');
    await expect(db.pool.query('delete from ledger_transfer where id = $1', [id])).rejects.toThrow('append-only');
    const more = 'insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen) select $1, 9, min(id), 5 from ledger_account';
    await expect(db.pool.query(more, [id])).rejects.toThrow('does not sum to zero');
  });

  test('is not booked at all when the transaction fails', async () => {
    const before = await balanceOf(t1);
    const failing = inTransaction(async (client) => {
      await postAll(client, by, [topUp('k3', 500n)]);
      throw new Error('the printer is on fire');
    });
    await expect(failing).rejects.toThrow('on fire');
    expect(await balanceOf(t1)).toBe(before);
    expect((await post(db.pool, by, topUp('k3', 500n))).type).toBe('booked');
  });

  test('goes to accounts of its own park only', async () => {
    await expect(post(db.pool, by, topUp('k4', 500n, 9_999))).rejects.toThrow('wallet:9999 is no account of park 1');
  });

  test('counts at a past instant from when it was booked', async () => {
    const at = instantMs(AT + 3_600_000);
    const before = (await readBalancesAt(db.pool, 1, instantMs(at - 1))).find(({ accountId }) => accountId === t2)?.ledger ?? fen(0n);
    await post(db.pool, { ...by, at }, topUp('k5', 900n, t2));
    const of = async (instant: number) =>
      (await readBalancesAt(db.pool, 1, instantMs(instant))).find(({ accountId }) => accountId === t2)?.ledger;
    expect(await of(at - 1)).toBe(before);
    expect(await of(at)).toBe(before + 900n);
  });
});

test('who looks from a mark on is told every account that was booked to since, and again nothing', async () => {
  const mark = await readMark(db.pool);
  expect(await selectMoved(db.pool, [1], mark)).toMatchObject({ accountIds: [] });
  await post(db.pool, by, topUp('k6', 1n, t2));
  const moved = await selectMoved(db.pool, [1], mark);
  expect(moved.accountIds).toEqual([t2]);
  expect(await selectMoved(db.pool, [2], mark)).toMatchObject({ accountIds: [] });
  expect(await selectMoved(db.pool, [1], moved.mark)).toMatchObject({ accountIds: [] });
});
