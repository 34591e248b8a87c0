import { setTimeout as after } from 'node:timers/promises';
import { SECOND_MS } from '#domain/time/instant.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { cpuMsOf } from '../machine.ts';
import { METERS_PER_GATEWAY } from '../park.ts';
import { startLoad } from '../processes/load.ts';
import type { BenchOptions, Stage } from '../stage.ts';
import { mean, wholeText } from '../stats.ts';
import type { Row } from '../table.ts';
import { startBaseline } from './baseline.ts';
import { warmStream } from './sustained.ts';

/** More than either side can take, so that both always have a queue. */
const FLOOD_PER_SECOND = 150_000;
const ROUNDS = 3;
const POLL_MS = 10;
const STALL_MS_MAX = 60_000;

/** One who takes the flood: ours, or a baseline. */
interface Contender {
  readonly name: string;
  readonly topicPrefix: string;
  stored(): number;
  readonly pids: readonly number[];
}

interface Heat {
  readonly perSecond: number;
  /** Processor time of the taker and the database, µs a reading: what other work on the machine does not change. */
  readonly cpuUs: number;
}

/**
 * The same flood to each in turn, several times over, so that what else the machine does falls on all alike: ours; the bare baseline, a plain table;
 * and the least that could be queried, a hypertable with the key of meter and instant.
 */
export const ratio = async (stage: Stage, options: BenchOptions): Promise<readonly Row[]> => {
  await stage.pool.query(BARE_TABLES);
  const stream = await warmStream(stage, { behindMs: 0, nodeArgs: options.nodeArgs });
  const baselines = ['bare', 'keyed'].map((kind) => ({
    kind,
    running: startBaseline({ ...stage, table: `${kind}_reading`, topic: `${kind}/v1/+/up`, reportMs: POLL_MS }),
  }));
  while (!baselines.every(({ running }) => running.connected())) await after(POLL_MS);
  const contenders: readonly Contender[] = [
    ...baselines.map(({ kind, running }) => ({ name: kind, topicPrefix: `${kind}/v1`, stored: running.stored, pids: [running.pid] })),
    { name: 'ours', topicPrefix: 'twin/v1', stored: () => stream.report()?.sums.ingest_stored_total ?? 0, pids: [stream.pid()] },
  ];
  const heats = new Map<string, Heat[]>(contenders.map((one) => [one.name, []]));
  const seconds = Math.max(2, Math.round(options.seconds / (4 * ROUNDS)));
  for (let round = 0; round < ROUNDS; round++)
    for (const one of contenders) heats.get(one.name)?.push(await flood(stage, one, { seconds, meters: options.meters }));
  await Promise.all(baselines.map(({ running }) => running.stop()));
  await stream.stop();
  return rowsOf(heats);
};

const BARE_TABLES = `
  drop table if exists bare_reading, keyed_reading;
  create table bare_reading (serial text not null, at timestamptz not null, import_kwh numeric, power_kw numeric);
  create table keyed_reading (serial text not null, at timestamptz not null, import_kwh numeric, power_kw numeric);
  select create_hypertable('keyed_reading', by_range('at', interval '7 days'), create_default_indexes => false);
  create unique index on keyed_reading (serial, at)`;

const flood = async (stage: Stage, one: Contender, load: { readonly seconds: number; readonly meters: number }): Promise<Heat> => {
  const [before, cpuBefore, startedAt] = [one.stored(), cpuOf(stage, one), machineClock.now()];
  const sent = startLoad({
    mqttUrl: stage.mqttUrl,
    gateways: load.meters / METERS_PER_GATEWAY,
    metersPerGateway: METERS_PER_GATEWAY,
    readingsPerSecond: FLOOD_PER_SECOND,
    seconds: load.seconds,
    seed: 1,
    behindMs: 0,
    topicPrefix: one.topicPrefix,
  }).result;
  const { acked } = await sent;
  let movedAt = machineClock.now();
  for (let last = 0; one.stored() - before < acked; await after(POLL_MS)) {
    const now = one.stored();
    if (now !== last) movedAt = machineClock.now();
    last = now;
    if (machineClock.now() - movedAt > STALL_MS_MAX) throw new Error(`${one.name}: ${now - before} of ${acked} stored, and nothing moves`);
  }
  const tookMs = machineClock.now() - startedAt;
  return { perSecond: (acked * SECOND_MS) / tookMs, cpuUs: ((cpuOf(stage, one) - cpuBefore) * 1_000) / acked };
};

const cpuOf = (stage: Stage, one: Contender): number => [...one.pids, stage.databasePid].reduce((sum, pid) => sum + cpuMsOf(pid), 0);

const rowsOf = (heats: ReadonlyMap<string, readonly Heat[]>): readonly Row[] => {
  const of = (name: string) => heats.get(name) ?? [];
  const speed = (name: string) => mean(of(name).map((heat) => heat.perSecond));
  const cost = (name: string) => mean(of(name).map((heat) => heat.cpuUs));
  const text = (name: string) =>
    `${wholeText(speed(name))} readings/s, ${cost(name).toFixed(1)} µs of processor each (${of(name)
      .map((heat) => wholeText(heat.perSecond))
      .join(', ')})`;
  const share = (name: string) => speed('ours') / speed(name);
  return [
    { what: 'flooded: ours', asked: '', measured: text('ours'), reached: null },
    { what: 'flooded: bare baseline, a plain table', asked: '', measured: text('bare'), reached: null },
    { what: 'flooded: bare baseline, a hypertable with its key', asked: '', measured: text('keyed'), reached: null },
    { what: 'share of the bare baseline', asked: '>= 0.7', measured: share('bare').toFixed(2), reached: share('bare') >= 0.7 },
    { what: 'share of the baseline with a key', asked: '', measured: share('keyed').toFixed(2), reached: null },
  ];
};
