import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from './pool.ts';
import { freshDatabase, type TestDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await db.pool.query('create table jar (label text primary key, fen bigint not null)');
});
afterAll(() => db.stop());

describe('what a column comes back as', () => {
  const one = async (expression: string): Promise<unknown> => (await db.pool.query(`select ${expression} as value`)).rows[0].value;

  test.each([
    ['9007199254740991::bigint', 9007199254740991],
    ['null::bigint', null],
    ["'123456789012345678901'::numeric", '123456789012345678901'],
    ["'2026-11-22'::date", '2026-11-22'],
    ["(extract(epoch from '2026-11-22T10:00:00.25+08'::timestamptz) * 1000)::float8", 1795312800250],
    ['array[1, null, 3]::bigint[]', [1, null, 3]],
    ["array['2026-11-22']::date[]", ['2026-11-22']],
    ["current_setting('TimeZone')", 'UTC'],
  ])('%s', async (expression, value) => {
    expect(await one(expression)).toEqual(value);
  });

  test('a whole number beyond what a number holds is refused, not rounded', async () => {
    await expect(one('9007199254740993::bigint')).rejects.toThrow('no safe whole number');
    expect(await one('9007199254740993::bigint::text')).toBe('9007199254740993');
  });
});

describe('a transaction', () => {
  test('keeps everything it did or nothing', async () => {
    await withTransaction(db.pool, (client) => client.query("insert into jar values ('kept', 1)"));
    const failing = withTransaction(db.pool, async (client) => {
      await client.query("insert into jar values ('lost', 1)");
      await client.query("insert into jar values ('kept', 2)");
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect((await db.pool.query('select label, fen from jar')).rows).toEqual([{ label: 'kept', fen: 1 }]);
  });

  test('of one client is not seen or broken into by others', async () => {
    await db.pool.query("insert into jar values ('shared', 0)");
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withTransaction(db.pool, async (client) => {
          const { rows } = await client.query("select fen from jar where label = 'shared' for update");
          await client.query("update jar set fen = $1 where label = 'shared'", [rows[0].fen + 1]);
        }),
      ),
    );
    expect((await db.pool.query("select fen from jar where label = 'shared'")).rows).toEqual([{ fen: 20 }]);
  });
});
