import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Log } from '#db/log.ts';
import type { Clock } from '#domain/time/clock.ts';
import { createPublisher } from '../feed/publisher.ts';
import { keepLeases } from './lease-keeper.ts';
import type { Gauges, StreamRunner } from './runner.ts';
import { ShardRun } from './shard-run.ts';

export interface StreamOptions {
  readonly pool: Pool;
  readonly mqttUrl: string;
  /** Shards of the whole group; this process takes those that are free. */
  readonly shards: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly gauges: Gauges;
}

/** Starts the stream side of this process. Resolves at once; `health` tells when it is warm. */
export const startStreams = async (options: StreamOptions): Promise<StreamRunner> => {
  const feed = createPublisher();
  const runs = new Map<number, ShardRun>();
  const keeper = keepLeases({ ...options, holder: randomUUID() }, async (lease) => {
    const run = new ShardRun(options, feed, lease);
    runs.set(lease.shard, run);
    await run.start((fault) => {
      options.log.error({ err: fault, shard: lease.shard }, 'shard ended; taken again when its lease is free');
      runs.delete(lease.shard);
      run.abandon().catch((late: unknown) => options.log.warn({ err: late }, 'session not closed'));
      keeper.release(lease.shard);
    });
  });
  return {
    feed,
    health: () => {
      const all = [...runs.values()];
      return {
        brokerConnected: all.length > 0 && all.every((run) => run.connected),
        loopAgeMs: Math.max(0, ...all.map((run) => options.clock.now() - run.turnedAt)),
        shards: [...runs.keys()],
        warm: all.every((run) => run.warm),
      };
    },
    stop: async () => {
      keeper.pause();
      await Promise.all([...runs.values()].map((run) => run.stop()));
      await keeper.giveUp();
    },
  };
};
