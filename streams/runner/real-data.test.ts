import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writePark } from '#db/park/write-park.ts';
import { freshDatabase, silentLog, type TestDatabase } from '#db/testing.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { type Broker, startBroker } from '../mqtt/broker.ts';
import { steelReadings } from '../replay/steel.ts';
import type { StreamRunner } from './runner.ts';
import { startStreams } from './start-streams.ts';
import { accrualFaults } from './testing/state.ts';

/** Real meters, made by others and read in place; where the folder is absent these tests are skipped, and say so. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const here = existsSync(DATA);
const path = (name: string) => `${DATA}${name}`;
const REPLAY = fileURLToPath(new URL('../replay/main.ts', import.meta.url));
const clock = { now: () => instantMs(Date.now()) };
const gauges = { add: () => {}, set: () => {}, observe: () => {} };

let db: TestDatabase;
let broker: Broker;
let streams: StreamRunner;

beforeAll(async () => {
  if (!here) return;
  db = await freshDatabase();
  broker = await startBroker({ port: 0, host: '127.0.0.1' });
  for (const name of ['steel', 'swm', 'kpm33b']) {
    const file = JSON.parse(readFileSync(new URL(`../replay/parks/${name}.park.json`, import.meta.url), 'utf8')) as ParkFile;
    const written = await writePark(db.pool, file, { actor: 'test', clock });
    expect(written.type).toBe('imported');
  }
  streams = await startStreams({ pool: db.pool, mqttUrl: broker.url, shards: 1, clock, log: silentLog, gauges });
  await vi.waitFor(() => expect(streams.health().brokerConnected).toBe(true), { timeout: 30_000 });
}, 60_000);

afterAll(async () => {
  await streams?.stop();
  await broker?.close();
  await db?.stop();
});

const replay = async (format: string, file: string): Promise<void> => {
  const child = spawn(process.execPath, [REPLAY, '--file', path(file), '--format', format, '--speed', '0', '--mqtt-url', broker.url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
};
const count = async (sql: string): Promise<number> => Number((await db.pool.query(sql)).rows[0].n);
const settled = (expected: number) =>
  expect
    .poll(
      async () =>
        (await count('select coalesce(sum(received), 0) as n from ingest_count')) * 10 + (await count('select count(*) as n from refold')),
      { timeout: 60_000, interval: 200 },
    )
    .toBe(expected * 10);

const ofPark = async (park: string, select: string, where = 'true') =>
  (
    await db.pool.query(
      `select ${select} from slot s join point p on p.id = s.point_id join park k on k.id = p.park_id where k.code = $1 and s.register = 0 and ${where}`,
      [park],
    )
  ).rows;

describe.skipIf(!here)(here ? 'real meters through MQTT' : 'real meters: skipped, ../shared/data is not here', () => {
  test("a steel plant's year: each of its 35,040 quarter-hours has the energy of the file's row, and each month its maximum", async () => {
    await replay('steel', 'load/Steel_industry_data.csv');
    await settled(35_041);
    const read = steelReadings(readFileSync(path('load/Steel_industry_data.csv'), 'utf8'));
    if (read.fault !== undefined) throw new Error(read.fault);
    const rows = readFileSync(path('load/Steel_industry_data.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
    const expected = rows.map((row) => Math.round(Number(row.split(',')[1]) * 1_000));
    const slots = await ofPark(
      'steel-2018',
      's.quantity::float8 as wh, s.window_max::float8 as window, s.quality, s.day::text as day',
      'true order by s.start',
    );
    expect(slots.length).toBe(35_040);
    expect(slots.map((slot) => slot.wh)).toEqual(expected);
    const months = new Map<string, number>();
    for (const slot of slots) months.set(slot.day.slice(0, 7), Math.max(months.get(slot.day.slice(0, 7)) ?? 0, slot.window * 4));
    const byFile = new Map<string, number>();
    for (const [i, slot] of slots.entries())
      byFile.set(slot.day.slice(0, 7), Math.max(byFile.get(slot.day.slice(0, 7)) ?? 0, (expected[i] ?? 0) * 4));
    expect(months).toEqual(byFile);
    expect(months.get('2018-11')).toBe(628_720);
    expect(await count('select sum(quantity) as n from accrual')).toBe(expected.reduce((sum, wh) => sum + wh, 0));
  }, 120_000);

  test('four water meters: clean ones add up, roll-backs are flagged and never billed', async () => {
    const before = await count('select sum(received) as n from ingest_count');
    await replay('swm', 'water/swm_hourly_4_meters.csv');
    await settled(before + 32_817);
    const totals = await ofPark(
      'water-trial',
      'p.code, sum(s.quantity)::float8 as litres, min(s.quantity)::float8 as least',
      'true group by p.code order by p.code',
    );
    expect(totals.every((row) => row.least >= 0)).toBe(true);
    const registers = await db.pool.query(
      `select d.serial, ((max(r.import) - min(r.import)) / 1000)::float8 as litres from reading r join device d on d.id = r.device_id
       where d.serial like 'SWM-%' group by d.serial order by d.serial`,
    );
    // The last readings lie in a slot still open.
    for (const [i, row] of totals.entries()) expect(registers.rows[i].litres - row.litres).toBeLessThan(60);
    const flags = await db.pool.query(
      `select d.serial, f.verdict from flag f join installation i on i.id = f.installation_id join device d on d.id = i.device_id where d.serial like 'SWM-%'`,
    );
    expect(flags.rows).toContainEqual({ serial: 'SWM-M06', verdict: 'outlier' });
  }, 120_000);

  test('a capture of Chinese four-rate meters: conflicting values of one instant are excluded, clocks of 2005 wait in quarantine', async () => {
    const before = await count('select sum(received) as n from ingest_count');
    await replay('kpm33b', 'mqtt/kpm33b_capture_first_1000.jsonl');
    await settled(before + 1_000);
    expect(await count(`select sum(items) as n from quarantine where reason = 'BEFORE_INSTALLATION'`)).toBe(398);
    expect(
      await count(
        `select count(*) as n from flag f join installation i on i.id = f.installation_id join device d on d.id = i.device_id where d.codec = 'kpm33b' and verdict = 'conflict'`,
      ),
    ).toBeGreaterThan(0);
    expect(await count('select count(*) as n from ingest_count where received <> stored + duplicate + quarantined')).toBe(0);
    expect(await accrualFaults(db.pool)).toEqual([]);
  }, 120_000);
});
