import { machineClock } from '#streams/simulator/machine-clock.ts';
import { METERS_PER_GATEWAY } from '../park.ts';
import { startLoad } from '../processes/load.ts';
import type { BenchOptions, Stage } from '../stage.ts';
import { wholeText } from '../stats.ts';
import type { Row } from '../table.ts';
import { warmStream } from './sustained.ts';

const WARM_MS_MAX = 10_000;
/** A minute's history, where the run before has not left more. */
const HISTORY_SECONDS = 60;
const HISTORY_PER_SECOND = 8_000;
/** Bill lines an account has a day: its periods. */
const LINES_A_DAY = 4;
const DAYS_FULL = 30;
const DAYS_SCALED = 7;

/** From the start of a stream process to its being warm and connected: with what has just come in, and with the accruals of weeks besides. */
export const warmStart = async (stage: Stage, options: BenchOptions): Promise<readonly Row[]> => {
  const { rows } = await stage.pool.query('select count(*)::float8 as n from reading');
  if (rows[0].n < HISTORY_SECONDS * HISTORY_PER_SECOND) await makeHistory(stage, options);
  const readings = (await stage.pool.query('select count(*)::float8 as n from reading')).rows[0].n;
  const first = await timeWarm(stage, options);
  const days = options.full ? DAYS_FULL : DAYS_SCALED;
  const lines = await makeAccruals(stage, days);
  const second = await timeWarm(stage, options);
  const meters = wholeText(options.meters);
  return [
    {
      what: `warm start with ${meters} meters, ${wholeText(readings)} readings`,
      asked: '<= 10 s',
      measured: `${(first / 1_000).toFixed(1)} s`,
      reached: first <= WARM_MS_MAX,
    },
    {
      what: `  and ${days} days of accruals, ${wholeText(lines)} lines`,
      asked: '<= 10 s',
      measured: `${(second / 1_000).toFixed(1)} s`,
      reached: second <= WARM_MS_MAX,
    },
  ];
};

const makeHistory = async (stage: Stage, options: BenchOptions): Promise<void> => {
  const stream = await warmStream(stage, { behindMs: 0, nodeArgs: [] });
  await startLoad({
    mqttUrl: stage.mqttUrl,
    gateways: options.meters / METERS_PER_GATEWAY,
    metersPerGateway: METERS_PER_GATEWAY,
    readingsPerSecond: HISTORY_PER_SECOND,
    seconds: HISTORY_SECONDS,
    seed: 1,
    behindMs: 0,
  }).result;
  await stream.stop();
};

const timeWarm = async (stage: Stage, options: BenchOptions): Promise<number> => {
  const startedAt = machineClock.now();
  const stream = await warmStream(stage, { behindMs: 0, nodeArgs: options.nodeArgs });
  const tookMs = machineClock.now() - startedAt;
  await stream.stop();
  return tookMs;
};

/** As many bill lines as the days before would have left, by SQL; a day a statement. */
const makeAccruals = async (stage: Stage, days: number): Promise<number> => {
  let lines = 0;
  for (let day = 1; day <= days; day++) {
    const { rowCount } = await stage.pool.query(
      `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
       select a.account_id, current_date - $1::int, a.point_id, (select min(id) from tariff_version), period, 5000, 300000000000, 24
       from assignment a cross join generate_series(1, $2::int) as period on conflict do nothing`,
      [day, LINES_A_DAY],
    );
    lines += rowCount ?? 0;
  }
  return lines;
};
