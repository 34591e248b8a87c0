import { migrate } from '#db/migrate.ts';
import { createPool } from '#db/pool.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { BoardFeed } from '#streams/feed/feed.ts';
import { receiveFeed, sendFeed } from '#streams/feed/mqtt-feed.ts';
import { startBroker } from '#streams/mqtt/broker.ts';
import { startStreams } from '#streams/runner/start-streams.ts';
import { createAuth } from '../auth/auth.ts';
import { authSecretOf } from '../auth/secret.ts';
import type { Config } from '../config.ts';
import { type DemoLogins, demoLogins } from '../demo/demo-logins.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import type { Log } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { openDatabase } from './database.ts';
import { openPages } from './pages.ts';
import type { Shutdown } from './shutdown.ts';
import { startSimulatorChild } from './simulator.ts';
import { startOps, startWeb } from './web.ts';

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

/** Starts the roles of this process, each on what it leans on; what is started first is stopped last. */
export async function startProgram({ config, clock, log, shutdown, onFatal }: ProgramOptions): Promise<RunningProgram> {
  const { roles, dataDir } = config;
  // Loading Next takes as long as starting the database: both at once.
  const pagesOpening = roles.has('web') ? openPages() : null;
  pagesOpening?.catch(() => {});
  const database = await openDatabase({ url: config.databaseUrl, dataDir, clock, log, onLost: onFatal });
  shutdown.onStop('database', database.stop);
  const mqttUrl = config.mqttUrl ?? (await openBroker(config, shutdown));
  await migrate({ url: database.url, log });
  const poolNamed = (name: string, max: number) => {
    const pool = createPool({ url: database.url, max, applicationName: `parktwin-${name}`, log });
    shutdown.onStop(`${name} pool`, () => pool.end());
    return pool;
  };
  const pool = poolNamed('web', WEB_CONNECTIONS);
  const demo = config.demo ? await seedDemo(pool, clock) : null;

  const metrics = createMetrics();
  const streams = roles.has('stream')
    ? await startStreams({ pool: poolNamed('stream', STREAM_CONNECTIONS), mqttUrl, shards: config.shards, clock, log, gauges: metrics })
    : null;
  if (streams) shutdown.onStop('streams', () => streams.stop());
  if (streams && config.mqttUrl !== null) {
    const sender = sendFeed({ url: mqttUrl, feed: streams.feed, log });
    shutdown.onStop('feed sender', () => sender.close());
  }
  const streamHealth = streams ? () => streams.health() : null;

  if (!pagesOpening) {
    const ops = await startOps({ config, pool, streamHealth, clock, metrics, log });
    shutdown.onStop('http', ops.stop);
    return { url: `http://localhost:${ops.port}`, mqttUrl, demo: null };
  }
  const feed = openFeed({ config, mqttUrl, own: streams?.feed ?? null, log, shutdown });
  const auth = createAuth({
    pool,
    secret: await authSecretOf(config.authSecret, dataDir),
    baseUrl: config.baseUrl,
    port: config.port,
    log,
  });
  const logins = demo && (await demoLogins({ db: pool, auth, clock, dataDir, parks: demo.parks }));
  const web = await startWeb({ config, pool, auth, pages: await pagesOpening, feed, streamHealth, clock, metrics, log });
  shutdown.onStop('web', web.stop);
  if (demo) {
    const simulator = startSimulatorChild({ mqttUrl, dataDir, demoNow: demo.madeAt, log });
    shutdown.onStop('simulator', simulator.stop);
  }
  return { url: config.baseUrl ?? `http://localhost:${web.port}`, mqttUrl, demo: logins };
}

/**
 * With a broker of the operator's there may be other processes: what our streams tell is sent to them, and what theirs tell is heard.
 * With the embedded one everything is in this process.
 */
function openFeed(options: {
  readonly config: Config;
  readonly mqttUrl: string;
  readonly own: BoardFeed | null;
  readonly log: Log;
  readonly shutdown: Shutdown;
}): BoardFeed {
  const { config, mqttUrl, own, log, shutdown } = options;
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
