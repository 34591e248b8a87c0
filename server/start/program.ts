import type { Pool } from 'pg';
import { migrate } from '#db/migrate.ts';
import { POLICIES } from '#db/policies.ts';
import { createPool } from '#db/pool.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { BoardFeed } from '#streams/feed/feed.ts';
import { receiveFeed, sendFeed } from '#streams/feed/mqtt-feed.ts';
import { startBroker } from '#streams/mqtt/broker.ts';
import type { StreamRunner } from '#streams/runner/runner.ts';
import { startStreams } from '#streams/runner/start-streams.ts';
import { createAuth } from '../auth/auth.ts';
import { authSecretOf } from '../auth/secret.ts';
import type { Config } from '../config.ts';
import { type DemoLogins, demoLogins } from '../demo/demo-logins.ts';
import { type Demo, seedDemo } from '../demo/seed-demo.ts';
import { startTenants } from '../demo/tenants.ts';
import { databaseJobs } from '../jobs/database-jobs.ts';
import { type Jobs, startJobs } from '../jobs/start-jobs.ts';
import type { Log } from '../log.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { openDatabase } from './database.ts';
import { openPages } from './pages.ts';
import type { Shutdown } from './shutdown.ts';
import { startSimulatorChild } from './simulator.ts';
import { startOps, startWeb, type WebOptions } from './web.ts';

export interface ProgramOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly shutdown: Shutdown;
  /** Something that cannot be mended from inside: the process has to end. */
  readonly onFatal: (why: string) => void;
}

export interface RunningProgram {
  readonly url: string;
  readonly mqttUrl: string;
  readonly demo: DemoLogins | null;
}

/** Browsers and sockets ask little at a time; a refresh of an aggregate may hold one for a second. */
const WEB_CONNECTIONS = 8;
const STREAM_CONNECTIONS = 6;
const JOBS_CONNECTIONS = 2;

/** What every role of this process works with. */
interface Base extends ProgramOptions {
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  readonly pool: Pool;
  readonly metrics: Metrics;
}

/** Starts the roles of this process, each on what it leans on; what is started first is stopped last. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { config, clock } = options;
  // Loading Next takes as long as starting the database: both at once.
  const pagesOpening = config.roles.has('web') ? openPages() : null;
  pagesOpening?.catch(() => {});
  const base = await startBase(options);
  const demo = config.demo ? await seedDemo(base.pool, clock) : null;
  const streams = config.roles.has('stream') ? await startStreamRole(base) : null;
  const jobs = config.roles.has('jobs') ? await startJobsRole(base) : null;
  const health = { streamHealth: streams ? () => streams.health() : null, jobHealth: jobs ? () => jobs.health() : null };
  if (!pagesOpening) {
    const ops = await startOps({ ...base, health });
    base.shutdown.onStop('http', ops.stop);
    return { url: `http://localhost:${ops.port}`, mqttUrl: base.mqttUrl, demo: null };
  }
  return startWebRole(base, { pages: await pagesOpening, own: streams?.feed ?? null, health, demo });
}

async function startBase(options: ProgramOptions): Promise<Base> {
  const { config, clock, log, shutdown, onFatal } = options;
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, clock, log, onLost: onFatal });
  shutdown.onStop('database', database.stop);
  const mqttUrl = config.mqttUrl ?? (await openBroker(config, shutdown));
  await migrate({ url: database.url, log });
  const base = { ...options, databaseUrl: database.url, mqttUrl, metrics: createMetrics() };
  return { ...base, pool: openPool(base, { name: 'web', max: WEB_CONNECTIONS }) };
}

function openPool(
  { databaseUrl, log, shutdown }: Omit<Base, 'pool'>,
  { name, max }: { readonly name: string; readonly max: number },
): Pool {
  const pool = createPool({ url: databaseUrl, max, applicationName: `parktwin-${name}`, log });
  shutdown.onStop(`${name} pool`, () => pool.end());
  return pool;
}

async function startStreamRole(base: Base): Promise<StreamRunner> {
  const { config, mqttUrl, clock, log, metrics, shutdown } = base;
  const pool = openPool(base, { name: 'stream', max: STREAM_CONNECTIONS });
  const streams = await startStreams({ pool, mqttUrl, shards: config.shards, clock, log, gauges: metrics });
  shutdown.onStop('streams', () => streams.stop());
  if (config.mqttUrl !== null) {
    const sender = sendFeed({ url: mqttUrl, feed: streams.feed, log });
    shutdown.onStop('feed sender', () => sender.close());
  }
  return streams;
}

async function startJobsRole(base: Base): Promise<Jobs> {
  const { config, databaseUrl, clock, log, metrics, shutdown } = base;
  const pool = openPool(base, { name: 'jobs', max: JOBS_CONNECTIONS });
  const policies = { ...POLICIES, rawDays: config.rawDays, compressAfterDays: config.compressDays };
  const jobs = databaseJobs({ pool, clock, gauges: metrics, policies });
  const running = await startJobs({ url: databaseUrl, pool, clock, log, gauges: metrics, jobs });
  shutdown.onStop('jobs', running.stop);
  return running;
}

async function startWebRole(
  base: Base,
  { pages, own, health, demo }: Pick<WebOptions, 'pages' | 'health'> & { readonly own: BoardFeed | null; readonly demo: Demo | null },
): Promise<RunningProgram> {
  const { config, mqttUrl, pool, clock, log, shutdown } = base;
  const { dataDir, baseUrl, port } = config;
  const auth = createAuth({ pool, secret: await authSecretOf(config.authSecret, dataDir), baseUrl, port, log });
  const logins = demo && (await demoLogins({ db: pool, auth, clock, dataDir, parks: demo.parks }));
  const web = await startWeb({ ...base, auth, pages, feed: openFeed(base, own), health });
  shutdown.onStop('web', web.stop);
  if (demo) {
    const simulator = startSimulatorChild({ mqttUrl, dataDir, demoNow: demo.madeAt, log });
    shutdown.onStop('simulator', simulator.stop);
    const tenants = startTenants({ services: web.services, parks: demo.parks, log });
    shutdown.onStop('demo tenants', tenants.stop);
  }
  return { url: baseUrl ?? `http://localhost:${web.port}`, mqttUrl, demo: logins };
}

/**
 * With a broker of the operator's there may be other processes: what our streams tell is sent to them, and what theirs tell is heard.
 * With the embedded one everything is in this process.
 */
function openFeed({ config, mqttUrl, log, shutdown }: Base, own: BoardFeed | null): BoardFeed {
  if (config.mqttUrl === null && own) return own;
  const feed = receiveFeed({ url: mqttUrl, own, log });
  shutdown.onStop('feed', () => feed.close());
  return feed;
}

async function openBroker(config: Config, shutdown: Shutdown): Promise<string> {
  const broker = await startBroker({ port: config.mqttPort, host: '0.0.0.0' });
  shutdown.onStop('broker', broker.close);
  return `mqtt://127.0.0.1:${broker.port}`;
}
