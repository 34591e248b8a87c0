import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { createPool } from '#db/pool.ts';
import { insertToken } from '#db/queries/access.ts';
import { silentLog } from '#db/testing.ts';
import { freshToken } from '#server/access/token.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { childrenOf, commandOf } from '../machine.ts';
import { freePort } from './free-port.ts';

/** The whole program as an operator runs it: web, stream and jobs in one process, with the embedded pair unless another is given. */
export interface BenchProgram {
  readonly url: string;
  readonly mqttUrl: string;
  readonly pool: Pool;
  readonly pid: number;
  /** Of the embedded database; 0 where it is not ours. */
  databasePid(): number;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly dir: string;
  readonly databaseUrl: string | null;
  readonly mqttUrl: string | null;
  readonly nodeArgs: readonly string[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 30_000;
const ASK_MS = 50;

export const startProgram = async ({ dir, databaseUrl, mqttUrl, nodeArgs }: ProgramOptions): Promise<BenchProgram> => {
  mkdirSync(dir, { recursive: true });
  const [port, mqttPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const given = {
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl, BASE_URL: url, AUTH_SECRET: 'a secret of the bench, and of nobody else' }),
    ...(mqttUrl === null ? {} : { MQTT_URL: mqttUrl }),
  };
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    MQTT_PORT: String(mqttPort),
    DATA_DIR: dir,
    DEMO: '0',
    ...given,
  };
  const log = createWriteStream(join(dir, 'program.log'));
  const child = spawn(process.execPath, [...nodeArgs, 'server/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
  process.once('exit', () => child.kill('SIGKILL'));
  await ready(url, child);
  const pool = createPool({
    url: databaseUrl ?? readFileSync(join(dir, 'database.url'), 'utf8').trim(),
    max: 2,
    applicationName: 'parktwin-bench',
    log: silentLog,
  });
  return {
    url,
    mqttUrl: mqttUrl ?? `mqtt://127.0.0.1:${mqttPort}`,
    pool,
    pid: child.pid ?? 0,
    databasePid: () => childrenOf(child.pid ?? 0).find((pid) => commandOf(pid).includes('embedded/process')) ?? 0,
    stop: async () => {
      await pool.end();
      await stop(child);
    },
  };
};

/** Until /readyz says so. */
const ready = async (url: string, child: ChildProcess): Promise<void> => {
  const until = machineClock.now() + READY_MS_MAX;
  while (machineClock.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await after(ASK_MS);
  }
  await stop(child);
  throw new Error('the program did not become ready');
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  await gone;
  clearTimeout(late);
};

/** A key that reads everything of a park. */
export const keyOfPark = async (pool: Pool, park: string): Promise<string> => {
  const { token, prefix, digest } = freshToken('api');
  const row = {
    kind: 'api',
    name: 'bench',
    prefix,
    digest,
    userId: null,
    createdBy: null,
    createdAt: machineClock.now(),
    parks: [park],
  } as const;
  if ((await insertToken(pool, row)) === null) throw new Error(`there is no park ${park}`);
  return token;
};
