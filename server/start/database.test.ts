import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createPool } from '#db/pool.ts';
import { silentLog } from '#db/testing.ts';
import { systemClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { openDatabase } from './database.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'parktwin-database-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const options = { url: null, dataDir, clock: systemClock, log: createLog('silent'), onLost: () => {} };

test('an embedded database that is killed comes back under the same URL with every committed row', async () => {
  const database = await openDatabase(options);
  const pool = createPool({ url: database.url, max: 1, applicationName: 'test', log: silentLog });
  await pool.query('create table kept (n int)');
  await pool.query('insert into kept values (7)');
  process.kill(database.pid() ?? 0, 'SIGKILL');
  // Each try waits for a connection as long as the pool allows.
  await vi.waitFor(async () => expect((await pool.query('select n from kept')).rows).toEqual([{ n: 7 }]), { timeout: 50_000 });
  const file = join(dataDir, 'database.url');
  expect(readFileSync(file, 'utf8').trim()).toBe(database.url);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await pool.end();
  await database.stop();
  expect(existsSync(file)).toBe(false);
});

test("an operator's database is left to the operator", async () => {
  const database = await openDatabase({ ...options, url: 'postgres://db.example/parktwin' });
  expect([database.url, database.pid()]).toEqual(['postgres://db.example/parktwin', null]);
  await database.stop();
});
