import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#domain/time/clock.ts';
import { instantMs } from '#domain/time/instant.ts';
import { keepHouse } from './housekeeping.ts';
import { POLICIES, runPolicies } from './policies.ts';
import { freshDatabase, type TestDatabase } from './testing.ts';

const NOW = Date.parse('2026-11-22T02:00:00Z');
const clock: Clock = { now: () => instantMs(NOW) };
const BUDGET_MS = 60_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
beforeEach(async () => {
  await db.pool.query('truncate reading; truncate slot; truncate raw; truncate quarantine');
});
afterAll(() => db.stop());

const run = () => runPolicies(db.pool, clock, POLICIES, BUDGET_MS);
const firstOf = async (text: string): Promise<unknown> => Object.values((await db.pool.query(text)).rows[0])[0];
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

const addReadings = (days: number, devices: number): Promise<unknown> =>
  db.pool.query(
    `insert into reading (device_id, at, digest, import, raw_id, raw_index, received_at)
     select d, $1::timestamptz + make_interval(mins => 15 * i), d * 1000 + i, i * 1000, 1, 0, $1 from generate_series(1, $2::int) d, generate_series(0, 95) i`,
    [daysAgo(days), devices],
  );
const compressedChunks = (): Promise<unknown> =>
  firstOf("select count(*)::int from timescaledb_information.chunks where hypertable_name = 'reading' and is_compressed");

describe('readings older than the correction horizon', () => {
  test('are kept by column, the newer as they are, and read the same', async () => {
    for (const days of [100, 80, 40, 1]) await addReadings(days, 3);
    const before = await firstOf('select md5(string_agg(reading::text, $$,$$ order by device_id, at)) from reading');
    expect(await run()).toEqual({ compressedChunks: 2, droppedChunks: 0, leftChunks: 0 });
    expect(await compressedChunks()).toBe(2);
    expect(await firstOf('select md5(string_agg(reading::text, $$,$$ order by device_id, at)) from reading')).toBe(before);
    expect(await run()).toEqual({ compressedChunks: 0, droppedChunks: 0, leftChunks: 0 });
  });

  test('are still stored once when they come late', async () => {
    await addReadings(100, 3);
    await run();
    const late = (device: number): Promise<{ rowCount: number | null }> =>
      db.pool.query(
        `insert into reading (device_id, at, digest, import, raw_id, raw_index, received_at)
         values ($1, $2::timestamptz, $1 * 1000, 0, 2, 0, now()), ($1, $2::timestamptz + interval '7 min', 1, 500, 2, 0, now())
         on conflict (device_id, at, digest) do nothing`,
        [device, daysAgo(100)],
      );
    expect((await late(2)).rowCount).toBe(1);
    expect((await late(2)).rowCount).toBe(0);
    expect((await late(4)).rowCount).toBe(2);
    expect(await firstOf('select count(*)::int from reading')).toBe(3 * 96 + 3);
    expect(await run()).toMatchObject({ compressedChunks: 1 });
    expect(await run()).toMatchObject({ compressedChunks: 0 });
    expect(await firstOf('select count(*)::int from reading where device_id = 2')).toBe(97);
  });
});

test('a slot kept by column is changed by a late reading like any other', async () => {
  await db.pool.query(
    `insert into slot (point_id, register, start, installation_id, quantity, quality, day)
     select p, 0, $1::timestamptz + make_interval(mins => 15 * i), 1, 100, 0, '2026-08-14' from generate_series(1, 3) p, generate_series(0, 95) i`,
    [new Date('2026-08-14T00:00Z').toISOString()],
  );
  expect(await run()).toMatchObject({ compressedChunks: 1 });
  await db.pool.query(
    `insert into slot (point_id, register, start, installation_id, quantity, quality, day) values (2, 0, '2026-08-14T10:00Z', 1, 70, 1, '2026-08-14')
     on conflict (point_id, register, start, installation_id) do update set quantity = excluded.quantity, quality = excluded.quality`,
  );
  await db.pool.query("delete from slot where point_id = 3 and start = '2026-08-14T10:00Z'");
  expect(await firstOf('select sum(quantity)::int from slot')).toBe(3 * 96 * 100 - 30 - 100);
});

test('raw messages and quarantine are dropped after their time, readings never', async () => {
  for (const days of [800, 200, 5]) {
    await addReadings(days, 1);
    await db.pool.query("insert into raw (id, received_at, messages, frames) values (1, $1, 1, '')", [daysAgo(days)]);
    await db.pool.query("insert into quarantine (received_at, topic, reason, raw) values ($1, 't', 'UNKNOWN_DEVICE', '')", [daysAgo(days)]);
  }
  expect(await run()).toMatchObject({ droppedChunks: 3 });
  expect(await firstOf('select count(*)::int from raw')).toBe(1);
  expect(await firstOf('select count(*)::int from quarantine')).toBe(2);
  expect(await firstOf('select count(*)::int from reading')).toBe(3 * 96);
});

test('a run that has no time left leaves chunks for the next', async () => {
  for (const days of [100, 80]) await addReadings(days, 1);
  expect(await runPolicies(db.pool, clock, POLICIES, 0)).toEqual({ compressedChunks: 0, droppedChunks: 0, leftChunks: 2 });
});

test('without autovacuum the house is kept by us', async () => {
  await addReadings(3, 3);
  const kept = await keepHouse(db.pool);
  expect(kept).toContain('public.accrual');
  expect(kept.some((name) => name.startsWith('_timescaledb_internal._hyper_'))).toBe(true);
  expect(kept).not.toContain('public.reading');
  expect(await firstOf("select count(*)::int from pg_stats where tablename like '\\_hyper%' and attname = 'device_id'")).toBeGreaterThan(0);
});
