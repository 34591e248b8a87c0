import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { writeSharedPark } from '../allocation/shared-park.fixture.ts';
import { withTransaction } from '../pool.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { markUnsettled, settleAccounts } from './settle.ts';

let db: TestDatabase;
let parkId: number;
beforeAll(async () => {
  db = await freshDatabase();
  parkId = await writeSharedPark(db.pool);
  await db.pool.query(`update account set kind = 'prepaid' where code in ('T2', 'T3')`);
});
afterAll(() => db.stop());

/** Noon of a park day. */
const noonOf = (day: string): InstantMs => instantMs(Date.parse(`${day}T12:00:00+08:00`));
const settle = (day: string) => settleAccounts(db.pool, { now: () => noonOf(day) });
const texts = async (sql: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await db.pool.query<{ told: string }>(sql, [...values])).rows.map(({ told }) => told);

/** Flat use at 0.1 + 0.4 yuan a kWh, or valley at 0.1 + 0.2, as readings leave it: late days marked in the same transaction. */
const use = (account: string, day: string, wh: number, { seen, valley = false }: { readonly seen: string; readonly valley?: boolean }) =>
  withTransaction(db.pool, async (client) => {
    const { rows } = await client.query(
      `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
       select a.id, $2::date, p.id, 1, $4, $3::bigint, $3::bigint * $5::numeric, 1 from account a join point p on p.code = 'P1' and p.park_id = a.park_id where a.code = $1
       on conflict (account_id, day, point_id, version_id, period)
         do update set quantity = accrual.quantity + excluded.quantity, charge = accrual.charge + excluded.charge returning account_id`,
      [account, day, wh, valley ? 1 : 2, valley ? 30_000_000 : 50_000_000],
    );
    await markUnsettled(client, [{ accountId: rows[0].account_id, day }], noonOf(seen));
  });

const postings = (account: string) =>
  texts(
    `select concat_ws(' ', regexp_replace(t.key, '^settle:\\d+:', ''), t.day, -e.amount_fen) as told from ledger_transfer t
     join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id join account a on a.id = l.account_id
     where t.kind = 'usage' and a.code = $1 order by t.id`,
    [account],
  );
const lines = (account: string) =>
  texts(
    `select concat_ws(' ', to_char(s.month, 'YYYY-MM'), line_key, posted_fen) as told from settlement_line s join account a on a.id = s.account_id
     where a.code = $1 and posted_fen <> 0 order by 1`,
    [account],
  );
const clean = async () => {
  await db.pool.query(`delete from accrual; delete from settlement_line; delete from settlement; delete from settle_seen; delete from settle_due;
    delete from settled_to; alter table ledger_entry disable trigger append_only; alter table ledger_transfer disable trigger append_only;
    delete from ledger_entry e using ledger_transfer t where t.id = e.transfer_id and t.kind = 'usage'; delete from ledger_transfer where kind = 'usage';
    alter table ledger_entry enable trigger append_only; alter table ledger_transfer enable trigger append_only`);
};

describe('a settlement', () => {
  test('posts once for an account’s month, and keeps what it posted by the bill’s lines', async () => {
    await clean();
    // 13 Wh are 0.52 and 0.13 fen, 0.65 in all: a day by itself came to one fen.
    await use('T1', '2026-11-03', 13, { seen: '2026-11-03' });
    await use('T1', '2026-11-04', 13, { seen: '2026-11-04' });
    expect(await settle('2026-11-05')).toEqual({ looked: 3, posted: 1 });
    expect(await postings('T1')).toEqual(['2026-11:1 2026-11-04 1']);
    expect(await lines('T1')).toEqual(['2026-11 1:flat:purchase 1']);
    await use('T1', '2026-11-05', 1_000, { seen: '2026-11-05' });
    await settle('2026-11-06');
    // 1,026 Wh: 41.04 and 10.26 fen.
    expect(await postings('T1')).toEqual(['2026-11:1 2026-11-04 1', '2026-11:2 2026-11-05 50']);
    expect(await lines('T1')).toEqual(['2026-11 1:all:td 10', '2026-11 1:flat:purchase 41']);
  });

  test('that finds nothing new sums up no month', async () => {
    expect(await settle('2026-11-06')).toEqual({ looked: 0, posted: 0 });
    await use('T1', '2026-11-05', 1, { seen: '2026-11-06' });
    expect(await settle('2026-11-06')).toEqual({ looked: 1, posted: 0 });
  });

  test('posts the difference of a month that is closed for its last day, and gives back what went', async () => {
    await clean();
    await use('T1', '2026-09-30', 2_000, { seen: '2026-09-30' });
    await settle('2026-10-02');
    await use('T1', '2026-09-10', 1_000, { seen: '2026-11-20' });
    expect(await settle('2026-11-20')).toMatchObject({ posted: 1 });
    expect(await postings('T1')).toEqual(['2026-09:1 2026-09-30 100', '2026-09:2 2026-09-30 50']);
    await use('T1', '2026-09-30', -2_000, { seen: '2026-11-20' });
    await use('T1', '2026-09-10', -1_000, { seen: '2026-11-20' });
    await db.pool.query('delete from accrual');
    await settle('2026-11-20');
    expect((await postings('T1')).at(-1)).toBe('2026-09:3 2026-09-30 -150');
    expect(await lines('T1')).toEqual([]);
  });

  test('that is cut has done nothing, and the next one does it', async () => {
    await clean();
    await use('T1', '2026-11-03', 1_000, { seen: '2026-11-03' });
    await db.pool.query('alter table ledger_entry add constraint cut check (amount_fen <> -50)');
    await expect(settle('2026-11-05')).rejects.toThrow('cut');
    expect([await lines('T1'), await postings('T1'), await texts('select account_id::text as told from settle_seen')]).toEqual([
      [],
      [],
      [],
    ]);
    await db.pool.query('alter table ledger_entry drop constraint cut');
    await settle('2026-11-05');
    expect(await postings('T1')).toEqual(['2026-11:1 2026-11-04 50']);
  });

  test('by fifty at once, while readings come, takes each line once', async () => {
    await clean();
    const runs = Array.from({ length: 50 }, async (_, i) => {
      await use('T1', `2026-11-${String(1 + (i % 20)).padStart(2, '0')}`, 777, { seen: '2026-11-21', valley: i % 3 === 0 });
      return settle('2026-11-21');
    });
    await Promise.all(runs);
    await settle('2026-11-21');
    // 17 of 777 Wh at 0.2 and 33 at 0.4, all at 0.1.
    expect(await lines('T1')).toEqual(['2026-11 1:all:td 389', '2026-11 1:flat:purchase 1026', '2026-11 1:valley:purchase 264']);
    const taken =
      await texts(`select sum(-e.amount_fen)::text as told from ledger_transfer t join ledger_entry e on e.transfer_id = t.id and e.line = 1
      where t.kind = 'usage'`);
    expect(taken).toEqual(['1679']);
    expect(await texts('select account_id::text as told from settle_due')).toEqual([]);
  });

  test('in any order of use and of runs, ends at the same lines and the same sum', async () => {
    const one = fc.record({
      account: fc.constantFrom('T1', 'T2', 'T3'),
      offset: fc.nat(55),
      wh: fc.integer({ min: 1, max: 9_999 }),
      valley: fc.boolean(),
      settles: fc.nat(2),
    });
    const kept = async () => [await lines('T1'), await lines('T2'), await lines('T3')];
    const taken = () =>
      texts(`select concat_ws(' ', l.account_id, to_char(t.day, 'YYYY-MM'), sum(e.amount_fen)) as told from ledger_transfer t
        join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id and l.kind = 'wallet'
        where t.kind = 'usage' group by l.account_id, to_char(t.day, 'YYYY-MM') having sum(e.amount_fen) <> 0 order by 1`);
    const dayAt = (offset: number) => addDays(parkDay('2026-09-20'), offset);
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 20 }), fc.infiniteStream(fc.nat()), async (all, order) => {
        await clean();
        for (const { account, offset, wh, valley } of all) await use(account, dayAt(offset), wh, { seen: '2026-11-20', valley });
        await settle('2026-11-20');
        const straight = [await kept(), await taken()];
        await clean();
        const left = [...all];
        while (left.length > 0) {
          const [next] = left.splice(order.next().value % left.length, 1);
          if (!next) break;
          await use(next.account, dayAt(next.offset), next.wh, { seen: '2026-11-20', valley: next.valley });
          for (let i = 0; i < next.settles; i++) await settle('2026-11-20');
        }
        await settle('2026-11-20');
        expect([await kept(), await taken()]).toEqual(straight);
      }),
      { numRuns: 12 },
    );
  });
});

test('the park’s own id is that of its postings', async () => {
  expect(await texts(`select distinct park_id::text as told from ledger_transfer where kind = 'usage'`)).toEqual([String(parkId)]);
});
