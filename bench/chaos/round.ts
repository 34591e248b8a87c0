import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Pool } from 'pg';
import { migrate } from '#db/migrate.ts';
import { type ImportContext, writePark } from '#db/park/write-park.ts';
import { createPool } from '#db/pool.ts';
import { silentLog } from '#db/testing.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { type BenchBroker, startEmbeddedBroker, startMosquitto } from '../processes/broker.ts';
import { type BenchDatabase, startDatabase } from '../processes/database.ts';
import { type BenchStream, startStream } from '../processes/stream.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { startKiller, type Victim } from './killer.ts';
import { lawFaults } from './laws.ts';
import { type ChaosPlan, planChaos } from './plan.ts';
import { type Difference, difference, inOrderState, readState } from './reference.ts';

export interface RoundOptions {
  readonly seed: number;
  /** A directory of its own; logs stay there. */
  readonly dir: string;
  /** Path of the program; null: the embedded broker, which is not killed. */
  readonly mosquitto: string | null;
  /** Stream processes, and parks, each in a shard of its own. */
  readonly streams: number;
  readonly parks: number;
  readonly places: number;
  readonly minutes: number;
  /** The messages are spread over this time, and the kills fall into it. */
  readonly overMs: number;
  /** How often each may be killed. */
  readonly killsMax: Readonly<Record<Victim['kind'], number>>;
  /** A killed stream process stays dead, and the others have to go on with its shards. */
  readonly leaveDead?: boolean;
  /** Meters' time ends here. */
  readonly until: number;
}

export interface RoundResult {
  readonly messages: number;
  readonly readings: number;
  readonly kills: Readonly<Record<Victim['kind'], number>>;
  /** Messages gateways sent again because they could not know. */
  readonly sentAgain: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly lost: number;
  /** Stream processes that had a shard when the first message was sent. */
  readonly sharing: number;
  readonly elapsedMs: number;
  /** Why the round is not as it should be; empty where it is. */
  readonly faults: readonly string[];
}

/** One round: everything is started, killed and started again under load; in the end it must be as if nothing had happened. */
export const playRound = async (options: RoundOptions): Promise<RoundResult> => {
  const startedAt = machineClock.now();
  const plan = planChaos(options);
  mkdirSync(options.dir, { recursive: true });
  const database = await startDatabase(join(options.dir, 'database'));
  await migrate({ url: database.url });
  const pool = createPool({ url: database.url, max: 4, applicationName: 'parktwin-chaos', log: silentLog });
  const context = { actor: 'chaos', clock: machineClock };
  for (const park of plan.parks) await writePark(pool, park.first, context);
  const broker =
    options.mosquitto === null ? await startEmbeddedBroker() : await startMosquitto(options.mosquitto, join(options.dir, 'broker'));
  const streams = Array.from({ length: options.streams }, (_, i) =>
    startStream({
      databaseUrl: database.url,
      mqttUrl: broker.url,
      shards: plan.parks.length,
      logPath: join(options.dir, `stream-${i}.log`),
      reportMs: 100,
      behindMs: 0,
      feed: false,
    }),
  );
  const played = await underFire({ options, plan, database, broker, streams, pool, context }).finally(async () => {
    await Promise.all(streams.map((stream) => stream.stop()));
  });
  const state = await readState(pool, plan);
  const faults = [...(await lawFaults(pool))];
  const counts = await countsOf(pool);
  await pool.end();
  await broker.stop();
  await database.stop();
  const reference = await inOrderState(plan);
  const found: Difference = difference(reference.state, state);
  const died = streams.reduce((sum, stream) => sum + stream.diedByItself(), 0);
  return {
    ...played,
    ...counts,
    readings: plan.readings.length,
    lost: found.lost,
    elapsedMs: machineClock.now() - startedAt,
    faults: [
      ...played.faults,
      ...faults,
      ...reference.faults.map((fault) => `in order: ${fault}`),
      ...(died === 0 ? [] : [`a stream process died ${died} times without being killed`]),
      ...(found.lost === 0 ? [] : [`${found.lost} readings lost`]),
      ...(found.first === null ? [] : [found.first]),
    ],
  };
};

interface Stage {
  readonly options: RoundOptions;
  readonly plan: ChaosPlan;
  readonly database: BenchDatabase;
  readonly broker: BenchBroker;
  readonly streams: readonly BenchStream[];
  readonly pool: Pool;
  readonly context: ImportContext;
}

const POLL_MS = 100;

const underFire = async (stage: Stage): Promise<Pick<RoundResult, 'messages' | 'sentAgain' | 'sharing' | 'kills' | 'faults'>> => {
  const { options, plan, broker, streams } = stage;
  await until(() => serving(streams, plan.parks.length));
  const sharing = streams.filter((stream) => (stream.report()?.health.shards.length ?? 0) > 0).length;
  await broker.save();
  const gateways = plan.sends.map((messages, g) =>
    startGateway({ mqttUrl: broker.url, clientId: `chaos-gw-${g}`, messages, overMs: options.overMs, clock: machineClock }),
  );
  const killer = startKiller(victimsOf(stage), options.seed);
  const correcting = after(options.overMs * 0.4).then(() => correct(stage));
  await after(options.overMs);
  await killer.stop();
  await correcting;
  await until(() => gateways.every((gateway) => gateway.done()));
  const settled = await settle(stage);
  const counts = sumOf(gateways);
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  return { messages: counts.sent, sentAgain: counts.again, sharing, kills: killer.kills, faults: settled };
};

const sumOf = (gateways: readonly Gateway[]) => ({
  sent: gateways.reduce((sum, gateway) => sum + gateway.counts.sent, 0),
  again: gateways.reduce((sum, gateway) => sum + gateway.counts.again, 0),
});

/** Every shard is held by a process that is warm and hears the broker. */
const serving = (streams: readonly BenchStream[], shards: number): boolean => {
  const healths = streams.flatMap((stream) => stream.report()?.health ?? []);
  return new Set(healths.filter((health) => health.warm && health.brokerConnected).flatMap((health) => health.shards)).size === shards;
};

const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await after(POLL_MS);
};

const victimsOf = ({ options, database, broker, streams, plan }: Stage): readonly Victim[] => {
  const victims: Victim[] = [
    { kind: 'database', kill: () => database.kill(), everyMs: [300, 5_000], timesMax: options.killsMax.database },
    {
      kind: 'stream',
      kill: async () => {
        await streams[Math.floor(machineClock.now() / 7) % streams.length]?.kill({ revive: !options.leaveDead });
        if (options.leaveDead) return;
        // Half of the time it is let come to work: a process that waits for a lease all its life proves nothing.
        if (machineClock.now() % 2 === 0) await Promise.race([until(() => serving(streams, plan.parks.length)), after(options.overMs / 4)]);
      },
      everyMs: [300, 4_000],
      timesMax: options.killsMax.stream,
    },
  ];
  const { kill } = broker;
  if (kill) victims.push({ kind: 'broker', kill, everyMs: [2_000, 10_000], timesMax: options.killsMax.broker });
  return victims;
};

/** The parks as they are in the end; the database may die meanwhile. */
const correct = async ({ plan, pool, context }: Stage): Promise<void> => {
  for (const park of plan.parks) await stubbornly(() => writePark(pool, park.corrected, context));
};

const ATTEMPTS_MAX = 200;

const stubbornly = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (fault) {
      if (attempt === ATTEMPTS_MAX) throw fault;
      await after(POLL_MS);
    }
  }
};

/** No sign of progress for so long means that nothing more will come: a lease's length, a refold's patience, and time to start again. */
const STILL_MS_MAX = 40_000;

/** Until all readings are stored, all strange items are in quarantine and nothing is left to fold or rate; answers what is missing when nothing moves any more. */
const settle = async ({ plan, pool, streams }: Stage): Promise<readonly string[]> => {
  let last = '';
  let movedAt = machineClock.now();
  for (;;) {
    const now = await stubbornly(() => progressOf(pool));
    const { stored, quarantined, refolds, rerates } = now;
    if (stored >= plan.readings.length && quarantined >= plan.strange && refolds + rerates === 0 && serving(streams, plan.parks.length))
      return [];
    const text = JSON.stringify(now);
    if (text !== last) movedAt = machineClock.now();
    last = text;
    if (machineClock.now() - movedAt > STILL_MS_MAX)
      return [`nothing moves any more: ${text}, of ${plan.readings.length} readings and at least ${plan.strange} in quarantine`];
    await after(POLL_MS);
  }
};

const PROGRESS = `
  select (select coalesce(sum(stored), 0) from ingest_count)::float8 as stored, (select coalesce(sum(quarantined), 0) from ingest_count)::float8 as quarantined,
    (select coalesce(sum(received), 0) from ingest_count)::float8 as received,
    (select count(*) from refold)::float8 as refolds, (select count(*) from rerate)::float8 as rerates`;

const progressOf = async (pool: Pool) => {
  const { stored, quarantined, received, refolds, rerates } = (await pool.query(PROGRESS)).rows[0];
  return { stored, quarantined, received, refolds, rerates };
};

const countsOf = async (pool: Pool): Promise<Pick<RoundResult, 'duplicates' | 'quarantined'>> => {
  const { rows } = await pool.query(
    'select coalesce(sum(duplicate), 0)::float8 as duplicates, coalesce(sum(quarantined), 0)::float8 as quarantined from ingest_count',
  );
  const { duplicates, quarantined } = rows[0];
  return { duplicates, quarantined };
};
