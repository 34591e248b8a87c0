import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { SECOND_MS, SLOT_MS } from '#domain/time/instant.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { cpuMsOf } from '../machine.ts';
import { METERS_PER_GATEWAY } from '../park.ts';
import { startLoad } from '../processes/load.ts';
import { type BenchStream, startStream } from '../processes/stream.ts';
import type { BenchOptions, Stage } from '../stage.ts';
import { mean, megabytesText, spreadText, wholeText } from '../stats.ts';
import type { Row } from '../table.ts';

const REPORT_MS = 250;
const POLL_MS = 20;
const DRAIN_MS_MAX = 60_000;
/** A shorter run says nothing about memory: the heap is still growing to its working size. */
const FLAT_SECONDS_MIN = 120;
const GROWTH_MAX = 1.1;
const ASKED_PER_SECOND = 8_000;

/** A stream process on the stage, warm and connected. */
export const warmStream = async (
  stage: Stage,
  options: { readonly behindMs: number; readonly nodeArgs: readonly string[] },
): Promise<BenchStream> => {
  const order = {
    databaseUrl: stage.databaseUrl,
    mqttUrl: stage.mqttUrl,
    shards: 1,
    logPath: join(stage.dir, 'stream.log'),
    reportMs: REPORT_MS,
    behindMs: options.behindMs,
    feed: true,
  };
  const stream = startStream(order, options.nodeArgs);
  while (!(stream.report()?.health.warm && stream.report()?.health.brokerConnected)) await after(20);
  return stream;
};

/**
 * Readings at an even rate, far below what floods: are they all stored, priced, windowed and shown, at once, and does memory stay? The clocks of
 * meters and process lie behind the machine's so that a quarter-hour ends amid the run and every meter closes a slot.
 */
export const sustained = async (stage: Stage, options: BenchOptions): Promise<readonly Row[]> => {
  const { rate, seconds, meters } = options;
  const behindMs = (machineClock.now() + (seconds * SECOND_MS) / 2) % SLOT_MS;
  const stream = await warmStream(stage, { behindMs, nodeArgs: options.nodeArgs });
  const seen = watch(stream);
  const before = cpu(stage, stream);
  const startedAt = machineClock.now();
  const load = await startLoad({
    mqttUrl: stage.mqttUrl,
    gateways: meters / METERS_PER_GATEWAY,
    metersPerGateway: METERS_PER_GATEWAY,
    readingsPerSecond: rate,
    seconds,
    seed: 1,
    behindMs,
  }).result;
  const stored = () => stream.report()?.sums.ingest_stored_total ?? 0;
  const endedAt = machineClock.now();
  while (stored() < load.acked && machineClock.now() - endedAt < DRAIN_MS_MAX) await after(POLL_MS);
  const complete = stored() >= load.acked;
  const overMs = machineClock.now() - startedAt;
  const used = cpu(stage, stream).map((ms, i) => ms - (before[i] ?? 0));
  const slots = Number((await stage.pool.query('select count(*) as n from slot where register = 0 and version_id is not null')).rows[0].n);
  await stream.stop();
  const perSecond = (load.acked * SECOND_MS) / (load.elapsedMs + (overMs - (endedAt - startedAt)));
  const [whole, started, ended] = [seen.rss.length, quarter(seen.rss, 1), quarter(seen.rss, 3)];
  const share = (ms: number | undefined) => `${Math.round((100 * (ms ?? 0)) / overMs)} %`;
  const lateText = load.lateMsMax > SECOND_MS ? `; the generator fell ${Math.round(load.lateMsMax / SECOND_MS)} s behind` : '';
  return [
    {
      what: 'readings/s sustained: stored, priced, demand, boards',
      asked: `>= ${wholeText(ASKED_PER_SECOND)} for 5 min`,
      measured:
        `${wholeText(perSecond)} for ${Math.round(load.elapsedMs / SECOND_MS)} s (${wholeText(rate)} offered, ${wholeText(load.acked)} sent, ` +
        `${complete ? 'all stored' : 'NOT all stored'}), ${wholeText(slots)} slots priced${lateText}`,
      reached: complete && perSecond >= ASKED_PER_SECOND * 0.99,
    },
    { what: '  from the reading to its receipt', asked: '', measured: spreadText(seen.lag), reached: null },
    {
      what: '  commit of a batch',
      asked: '',
      measured: `${spreadText(seen.commit)}, mean batch ${wholeText(mean(seen.batch))} readings`,
      reached: null,
    },
    {
      what: '  processor time',
      asked: '',
      measured: `stream ${share(used[0])}, database ${share(used[1])}, broker ${share(used[2])} of a core; ${mean(seen.framesPerSecond).toFixed(1)} frames/s`,
      reached: null,
    },
    {
      what: '  memory of the stream process, second quarter to last',
      asked: 'flat',
      measured: `${megabytesText(started)} to ${megabytesText(ended)}`,
      reached: whole * REPORT_MS < FLAT_SECONDS_MIN * SECOND_MS ? null : ended <= started * GROWTH_MAX,
    },
  ];
};

const watch = (stream: BenchStream) => {
  const seen = { rss: [] as number[], lag: [] as number[], commit: [] as number[], batch: [] as number[], framesPerSecond: [] as number[] };
  let frames = stream.report()?.frames ?? 0;
  stream.onReport((report) => {
    seen.rss.push(report.rssBytes);
    seen.lag.push(...(report.observed.lag_ms ?? []));
    seen.commit.push(...(report.observed.commit_ms ?? []));
    seen.batch.push(...(report.observed.batch_readings ?? []));
    seen.framesPerSecond.push(((report.frames - frames) * SECOND_MS) / REPORT_MS);
    frames = report.frames;
  });
  return seen;
};

const cpu = (stage: Stage, stream: BenchStream) => [cpuMsOf(stream.pid()), cpuMsOf(stage.databasePid), cpuMsOf(stage.brokerPid)];

/** Mean of the n-th quarter. */
const quarter = (values: readonly number[], n: number): number =>
  mean(values.slice(Math.floor((values.length * n) / 4), Math.floor((values.length * (n + 1)) / 4)));
