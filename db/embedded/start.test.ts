import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start.ts';

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  return client;
};
const firstOf = async (client: pg.Client, text: string, values: unknown[] = []): Promise<unknown> =>
  Object.values((await client.query(text, values)).rows[0])[0];

describe('clients of one database in memory', () => {
  let database: EmbeddedDatabase;
  const clients: pg.Client[] = [];
  const newClient = async (): Promise<pg.Client> => {
    const client = await connect(database.url);
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    database = await startEmbeddedDatabase({ dataDir: 'memory://' });
    await (await newClient()).query('create table t (k int)');
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end().catch(() => {});
  });
  afterAll(() => database.stop());

  test('get their own answers, also when their statements do not fit into one packet', async () => {
    const padding = 'x'.repeat(400_000);
    const all = await Promise.all(Array.from({ length: 4 }, newClient));
    const askAll = all.map(async (client, k) => {
      for (let i = 0; i < 25; i++) {
        if (k % 2 === 0) expect(await firstOf(client, 'select $1::text || left($2, 0)', [`${k}/${i}`, padding])).toBe(`${k}/${i}`);
        else expect(await firstOf(client, 'select $1::int + $2::int', [k * 1000, i])).toBe(k * 1000 + i);
      }
    });
    await Promise.all(askAll);
  });

  test('are answered wherever their messages end in the 8 KiB that the backend reads at a time', async () => {
    const client = await newClient();
    for (let bytes = 8_192 - 160; bytes <= 8_192 + 40; bytes++) {
      const answer = firstOf(client, 'select length($1::text)', ['x'.repeat(bytes)]);
      const silence = new Promise((resolve) => setTimeout(resolve, 20_000, 'silence').unref());
      expect(await Promise.race([answer, silence])).toBe(bytes);
    }
  });

  test('do not see or join each other’s transactions', async () => {
    const [a, b] = [await newClient(), await newClient()];
    await a.query('begin');
    await a.query('insert into t values (1)');
    const seenByB = firstOf(b, 'select count(*)::int from t');
    await a.query('rollback');
    expect(await seenByB).toBe(0);
  });

  test('go on when one of them vanishes in the middle of a transaction', async () => {
    const [a, b] = [await newClient(), await newClient()];
    await a.query('begin');
    await a.query('insert into t values (2)');
    const seenByB = firstOf(b, 'select count(*)::int from t');
    a.connection.stream.destroy();
    expect(await seenByB).toBe(0);
  });

  test('go on when one of them vanishes in the middle of a statement', async () => {
    const [a, b] = [await newClient(), await newClient()];
    const half = Buffer.from('P\0\0\0\x64\0select', 'latin1');
    a.connection.stream.write(half);
    a.connection.stream.destroy();
    expect(await firstOf(b, 'select 5')).toBe(5);
  });

  test('are told of their own mistakes and go on', async () => {
    const client = await newClient();
    await expect(client.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(client.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('copy t from stdin')).rejects.toMatchObject({ code: '0A000' });
    expect(await firstOf(client, 'select 6')).toBe(6);
  });

  test('need the password', async () => {
    const stranger = new pg.Client(database.url.replace(/:[^:@]+@/, ':guess@'));
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  test('have a stock TimescaleDB before them', async () => {
    const client = await newClient();
    expect(await firstOf(client, "select extversion ~ '^2[.]' from pg_extension where extname = 'timescaledb'")).toBe(true);
    expect(
      await firstOf(client, "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where name = any($1)", [
        ['TimeZone', 'client_min_messages', 'enable_seqscan', 'exit_on_error', 'fsync', 'full_page_writes', 'synchronous_commit'],
      ]),
    ).toBe(
      'TimeZone=UTC client_min_messages=notice enable_seqscan=on exit_on_error=off fsync=on full_page_writes=on synchronous_commit=on',
    );
  });
});

/** A start takes a second, on a busy machine ten. */
const STARTS = { timeout: 120_000 };

describe('a database on disk', STARTS, () => {
  let dir: string;
  const running: EmbeddedDatabase[] = [];
  const startIn = async (options: Partial<Parameters<typeof startEmbeddedDatabase>[0]> = {}): Promise<EmbeddedDatabase> => {
    const database = await startEmbeddedDatabase({ dataDir: dir, ...options });
    running.push(database);
    return database;
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'embedded-'));
  });
  afterEach(async () => {
    for (const database of running.splice(0)) await database.stop();
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  test('holds every acknowledged row after it is killed at any moment', async () => {
    let database = await startIn();
    let client = await connect(database.url);
    await client.query('create table kept (k int primary key, pad text)');
    let next = 0;
    for (let round = 0; round < 3; round++) {
      const killAt = next + 40 + 13 * round;
      const exits = new Promise((resolve) => client.once('end', resolve));
      let acknowledged = next - 1;
      try {
        for (; ; next++) {
          if (next === killAt) process.kill(database.pid, 'SIGKILL');
          await client.query("insert into kept values ($1, repeat('x', 2000))", [next]);
          acknowledged = next;
        }
      } catch {
        await exits;
      }
      database = await startIn();
      client = await connect(database.url);
      expect(await firstOf(client, 'select count(*)::int from kept where k <= $1', [acknowledged])).toBe(acknowledged + 1);
      next = Number(await firstOf(client, 'select max(k) from kept')) + 1;
    }
    await client.end();
  });

  test('is still a TimescaleDB after a restart, community features and all', async () => {
    const first = await startIn();
    let client = await connect(first.url);
    await client.query("create table r (at timestamptz not null, v int); select create_hypertable('r', by_range('at', interval '1 day'))");
    await client.end();
    await first.stop();
    client = await connect((await startIn()).url);
    await client.query("insert into r values ('2026-11-21T00:00Z', 1), ('2026-11-22T00:00Z', 2)");
    expect(await firstOf(client, "select count(*)::int from show_chunks('r')")).toBe(2);
    await client.query(`create materialized view h with (timescaledb.continuous) as
      select time_bucket('1 hour', at) as hour, sum(v) as v from r group by 1 with no data`);
    await client.query("call refresh_continuous_aggregate('h', null, null)");
    expect(await firstOf(client, 'select sum(v)::int from h')).toBe(3);
    await client.end();
  });

  test('tells when it ends without being told to, and not when it is', async () => {
    const exits: unknown[] = [];
    const stopped = await startIn({ onExit: (exit) => exits.push(exit) });
    await stopped.stop();
    expect(exits).toEqual([]);
    const exit = await new Promise((resolve) => void startIn({ onExit: resolve }).then(({ pid }) => process.kill(pid, 'SIGKILL')));
    expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('refuses a directory that another one serves', async () => {
    const first = await startIn();
    await expect(startEmbeddedDatabase({ dataDir: dir, inUseMsMax: 0 })).rejects.toThrow(`is in use by process ${first.pid}`);
  });
});
