import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POLICIES } from '#db/policies.ts';
import { freshDatabase, silentLog, type TestDatabase } from '#db/testing.ts';
import type { Clock } from '#domain/time/clock.ts';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import { databaseJobs } from './database-jobs.ts';
import type { Job } from './job.ts';
import { healthOf, type Jobs, startJobs } from './start-jobs.ts';

const NOW = instantMs(Date.parse('2026-11-22T02:00:00Z'));
const clock: Clock = { now: () => NOW };
const PATIENCE = { timeout: 30_000 };
const gauges: Gauges = { add: () => {}, set: () => {}, observe: () => {} };

let db: TestDatabase;
const started: Jobs[] = [];
beforeAll(async () => {
  db = await freshDatabase();
});
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop();
});
afterAll(() => db.stop());

const start = async (jobs: readonly Job[]): Promise<Jobs> => {
  const runner = await startJobs({ url: db.url, pool: db.pool, clock, log: silentLog, gauges, jobs, pace: { pollS: 0.5, retryS: 1 } });
  started.push(runner);
  return runner;
};
/** Resolves at the end of the n-th run. */
const counted = (
  name: string,
  work: (run: number) => Promise<void> = async () => {},
): { job: Job; ran: (runs: number) => Promise<void> } => {
  let runs = 0;
  const waiting: { runs: number; done: () => void }[] = [];
  const run = async (): Promise<Record<string, number>> => {
    runs += 1;
    try {
      await work(runs);
    } finally {
      for (const wait of waiting) if (runs >= wait.runs) wait.done();
    }
    return { runs };
  };
  const job: Job = { name, cron: '0 0 1 1 *', staleMs: MINUTE_MS, timeoutS: 60, run };
  return { job, ran: (wanted) => new Promise((done) => (runs >= wanted ? done() : void waiting.push({ runs: wanted, done }))) };
};

describe('a job', () => {
  test('runs in one of the processes and tells all of them', async () => {
    const { job, ran } = counted('once');
    const [a, b] = [await start([job]), await start([job])];
    await a.trigger('once');
    await ran(1);
    await expect
      .poll(() => b.health(), PATIENCE)
      .toEqual([{ name: 'once', running: false, succeededAt: NOW, stale: false, failure: null }]);
  });

  test('that fails is tried again, and its words stand in health until it succeeds', async () => {
    const heard = Promise.withResolvers<void>();
    const { job, ran } = counted('flaky', async (run) => {
      if (run === 1) throw new Error('the disk is full');
      await heard.promise;
    });
    const jobs = await start([job]);
    await jobs.trigger('flaky');
    await ran(1);
    await expect.poll(async () => (await jobs.health())[0]?.failure, PATIENCE).toBe('the disk is full');
    heard.resolve();
    await ran(2);
    await expect.poll(async () => (await jobs.health())[0], PATIENCE).toMatchObject({ failure: null, succeededAt: NOW });
  });

  test('may run at the start, whatever the hour', async () => {
    const { job, ran } = counted('eager');
    await start([{ ...job, atStart: true }]);
    await ran(1);
  });

  test('triggered while one waits is not queued twice', async () => {
    const gate = Promise.withResolvers<void>();
    const { job, ran } = counted('gated', (run) => (run === 1 ? gate.promise : Promise.resolve()));
    const jobs = await start([job]);
    await jobs.trigger('gated');
    await expect.poll(async () => (await jobs.health())[0]?.running, PATIENCE).toBe(true);
    for (let i = 0; i < 5; i++) await jobs.trigger('gated');
    gate.resolve();
    await ran(2);
    await jobs.stop();
    const { rows } = await db.pool.query("select count(*) as runs from pgboss.job where name = 'gated'");
    expect(rows[0].runs).toBe(2);
  });
});

test('a job is stale when its last success, or the start, is too long ago', () => {
  const { job } = counted('daily');
  const at = (minutes: number) => ({ now: instantMs(NOW + minutes * MINUTE_MS), startedAt: NOW });
  expect(healthOf([job], [], at(1))[0]).toMatchObject({ stale: false, succeededAt: null });
  expect(healthOf([job], [], at(2))[0]).toMatchObject({ stale: true });
  const run = { name: 'daily', startedAt: NOW, finishedAt: NOW, ok: true, succeededAt: instantMs(NOW + 2 * MINUTE_MS), detail: {} };
  expect(healthOf([job], [run], at(3))[0]).toMatchObject({ stale: false });
});

test('the database’s own jobs run and say what they did', async () => {
  const jobs = databaseJobs({ pool: db.pool, clock, gauges, policies: POLICIES });
  const results = new Map(await Promise.all(jobs.map(async (job) => [job.name, await job.run()] as const)));
  expect(results.get('aggregates')).toEqual({ calls: 0, dirtyDays: 0, lagMs: 0 });
  expect(results.get('policies')).toEqual({ compressedChunks: 0, droppedChunks: 0, leftChunks: 0 });
  expect(results.get('housekeeping')?.relations).toBeGreaterThan(20);
});
