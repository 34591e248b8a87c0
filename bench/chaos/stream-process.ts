/**
 * A stream process as `ROLES=stream` runs one, and nothing else: it can be killed at any moment, and it tells who started it how it fares.
 * Ends when its channel closes, draining as on SIGTERM.
 */
import { appendFileSync } from 'node:fs';
import type { Log } from '#db/log.ts';
import { createPool } from '#db/pool.ts';
import { instantMs } from '#domain/time/instant.ts';
import { type FeedLink, sendFeed } from '#streams/feed/mqtt-feed.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import { startStreams } from '#streams/runner/start-streams.ts';
import type { StreamOrder, StreamReport } from '../processes/stream.ts';

const CONNECTIONS = 4;

process.once('message', (order: StreamOrder) => void run(order));

const run = async (order: StreamOrder): Promise<void> => {
  const log = createLog(order.logPath);
  const sums = new Map<string, number>();
  const values = new Map<string, number>();
  const observed = new Map<string, number[]>();
  const gauges: Gauges = {
    add: (name, by) => sums.set(name, (sums.get(name) ?? 0) + by),
    set: (name, value) => values.set(name, value),
    observe: (name, value) => {
      const list = observed.get(name);
      if (list) list.push(value);
      else observed.set(name, [value]);
    },
  };
  const pool = createPool({ url: order.databaseUrl, max: CONNECTIONS, applicationName: 'parktwin-stream', log });
  const clock = { now: () => instantMs(Date.now() - order.behindMs) };
  const streams = await startStreams({ pool, mqttUrl: order.mqttUrl, shards: order.shards, clock, log, gauges });
  const feed: FeedLink | null = order.feed ? sendFeed({ url: order.mqttUrl, feed: streams.feed, log }) : null;
  let frames = 0;
  const counting = streams.feed.frames$.subscribe(() => frames++);

  const report = (): void => {
    const message: StreamReport = {
      health: streams.health(),
      rssBytes: process.memoryUsage.rss(),
      cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1_000,
      frames,
      sums: Object.fromEntries(sums),
      values: Object.fromEntries(values),
      observed: Object.fromEntries(observed),
    };
    observed.clear();
    if (process.connected) process.send?.(message);
  };
  const timer = setInterval(report, order.reportMs);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    clearInterval(timer);
    counting.unsubscribe();
    await streams.stop();
    log.info({}, 'streams stopped');
    await feed?.close();
    log.info({}, 'feed closed');
    await pool.end();
    log.info({}, 'pool ended');
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('disconnect', () => void stop());
};

/** One line an event, of faults with their stack; a killed process leaves whole lines. */
const createLog = (path: string): Log => {
  const write = (level: string, fields: object, text: string): void => {
    const { err, ...rest } = fields as { err?: unknown };
    const why = err instanceof Error ? (err.stack ?? err.message) : err;
    appendFileSync(path, `${new Date().toISOString()} ${level} ${text} ${JSON.stringify(rest)}${why === undefined ? '' : ` ${why}`}\n`);
  };
  return {
    info: (fields, text) => write('info', fields, text),
    warn: (fields, text) => write('warn', fields, text),
    error: (fields, text) => write('error', fields, text),
  };
};
