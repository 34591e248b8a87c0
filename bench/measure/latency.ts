import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { writePark } from '#db/park/write-park.ts';
import type { BoardName } from '#domain/board/board.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { ensureBuilt } from '../../scripts/ready/build.ts';
import { rssOf } from '../machine.ts';
import { accountCode, benchPark, METERS_PER_GATEWAY, PARK } from '../park.ts';
import { startLoad } from '../processes/load.ts';
import { keyOfPark, startProgram } from '../processes/program.ts';
import { type RunningWatchers, startWatchers } from '../processes/watchers.ts';
import type { BenchOptions } from '../stage.ts';
import { megabytesText, percentile, spreadText } from '../stats.ts';
import type { Row } from '../table.ts';

const PER_SECOND = 1_000;
const ACCOUNTS = 100;
const PARKS = 90;
const WALLS = 10;
/** The first seconds: processes are young, their code is not compiled yet. */
const SETTLE_MS = 10_000;
const P50_MS_MAX = 150;
const P99_MS_MAX = 500;
const RSS_BYTES_MAX = 600 * 1_048_576;

/** The whole program with 15,000 meters at 1,000 readings a second and 200 socket clients: how old is what they show, and how large has it become? */
export const latency = async (options: BenchOptions): Promise<readonly Row[]> => {
  await ensureBuilt();
  const dir = mkdtempSync(join(tmpdir(), 'parktwin-bench-'));
  const program = await startProgram({ ...options, dir });
  await writePark(program.pool, benchPark(options.meters), { actor: 'bench', clock: machineClock });
  const token = await keyOfPark(program.pool, PARK);
  const seconds = Math.max(20, options.seconds) + SETTLE_MS / SECOND_MS;
  await untilServed(program.url, token);
  const load = startLoad({
    mqttUrl: program.mqttUrl,
    gateways: options.meters / METERS_PER_GATEWAY,
    metersPerGateway: METERS_PER_GATEWAY,
    readingsPerSecond: PER_SECOND,
    seconds,
    seed: 1,
    behindMs: 0,
  });
  const watchers = startWatchers({ url: program.url, token, watches: watchesOf(options.meters), sinceAt: machineClock.now() + SETTLE_MS });
  await load.result;
  const seen = await report(watchers);
  const [server, database] = [rssOf(program.pid), rssOf(program.databasePid())];
  watchers.stop();
  await program.stop();
  rmSync(dir, { recursive: true, force: true });
  const asked = `p50 <= ${P50_MS_MAX} ms, p99 <= ${P99_MS_MAX} ms`;
  return [
    {
      what: 'reading to balance at a socket client, 1,000/s, 200 clients',
      asked,
      measured: told(seen.account),
      reached: within(seen.account),
    },
    { what: 'reading to park board at a socket client', asked, measured: told(seen.park), reached: within(seen.park) },
    {
      what: `resident memory of the server, ${options.meters} meters, ${seen.connected} sockets`,
      asked: '<= 600 MB',
      measured: `${megabytesText(server)} (web, stream, jobs and broker in one); embedded database beside it ${megabytesText(database)}`,
      reached: server <= RSS_BYTES_MAX,
    },
  ];
};

const report = async (watchers: RunningWatchers) => {
  await after(SECOND_MS);
  return watchers.ask();
};

const told = (ages: readonly number[]): string =>
  `${spreadText(ages)} (${ages.length} seen, longest ${Math.round(percentile(ages, 1) ?? 0)} ms)`;

const within = (ages: readonly number[]): boolean =>
  (percentile(ages, 0.5) ?? 1e9) <= P50_MS_MAX && (percentile(ages, 0.99) ?? 1e9) <= P99_MS_MAX;

/** Tenants with their balance, managers with the park, walls. */
const watchesOf = (meters: number): { readonly board: BoardName; readonly wall: boolean }[] => [
  ...Array.from({ length: ACCOUNTS }, (_, i) => {
    const account = accountCode(2 + Math.floor((i * (meters - 1)) / ACCOUNTS));
    return { board: { type: 'account', park: PARK, account } as const, wall: false };
  }),
  ...Array.from({ length: PARKS + WALLS }, (_, i) => ({ board: { type: 'park', park: PARK } as const, wall: i >= PARKS })),
];

const SERVED_MS_MAX = 60_000;

/** Until the park that was just imported has a board. */
export const untilServed = async (url: string, token: string): Promise<void> => {
  const until = machineClock.now() + SERVED_MS_MAX;
  while (machineClock.now() < until) {
    const answer = await fetch(`${url}/api/v1/parks/${PARK}/board`, { headers: { authorization: `Bearer ${token}` } }).catch(() => null);
    if (answer?.ok) return;
    await after(100);
  }
  throw new Error('the imported park got no board');
};
