import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Pool } from 'pg';
import { writePark } from '#db/park/write-park.ts';
import { SECOND_MS, SLOT_MS } from '#domain/time/instant.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { ensureBuilt } from '../../scripts/ready/build.ts';
import { accountCode, benchPark, METERS_PER_GATEWAY, PARK } from '../park.ts';
import { startLoad } from '../processes/load.ts';
import { keyOfPark, startProgram } from '../processes/program.ts';
import { replay } from '../processes/replay.ts';
import { startWatchers } from '../processes/watchers.ts';
import type { BenchOptions } from '../stage.ts';
import { percentile, spreadText, wholeText } from '../stats.ts';
import type { Row } from '../table.ts';
import { untilServed } from './latency.ts';

const LIVE_METERS = 600;
const LIVE_PER_SECOND = 120;
const CLIENTS = 100;
const METERS_FULL = 1_000;
const METERS_SCALED = 100;
const SLOTS_A_MONTH = 30 * 96;
const SETTLE_MS = 5_000;
const P99_MS_MAX = 2_000;
/** No further reading stored or folded for so long means that none will be. */
const STALL_MS_MAX = 120_000;
const LATE_MS_MAX = 60_000;
/** Longer than any replay; the load is ended when that is done. */
const LIVE_SECONDS_MAX = 7_200;

/** A gateway replays a month of quarter-hours of its meters while others go on: are those still shown at once, and is all of the month there? */
export const replayMonth = async (options: BenchOptions): Promise<readonly Row[]> => {
  await ensureBuilt();
  const meters = options.full ? METERS_FULL : METERS_SCALED;
  const dir = mkdtempSync(join(tmpdir(), 'parktwin-bench-'));
  const program = await startProgram({ ...options, dir });
  await writePark(program.pool, benchPark(LIVE_METERS + meters), { actor: 'bench', clock: machineClock });
  const token = await keyOfPark(program.pool, PARK);
  await untilServed(program.url, token);
  const load = startLoad({
    mqttUrl: program.mqttUrl,
    gateways: LIVE_METERS / METERS_PER_GATEWAY,
    metersPerGateway: METERS_PER_GATEWAY,
    readingsPerSecond: LIVE_PER_SECOND,
    seconds: LIVE_SECONDS_MAX,
    seed: 1,
    behindMs: 0,
  });
  const watches = Array.from({ length: CLIENTS }, (_, i) => ({
    board: { type: 'account', park: PARK, account: accountCode(2 + i) } as const,
    wall: false,
  }));
  const watchers = startWatchers({ url: program.url, token, watches, sinceAt: machineClock.now() });
  await after(SETTLE_MS);
  await watchers.ask();

  const startedAt = machineClock.now();
  const to = Math.floor(startedAt / SLOT_MS) * SLOT_MS;
  const order = {
    mqttUrl: program.mqttUrl,
    firstMeter: LIVE_METERS + 1,
    meters,
    from: to - SLOTS_A_MONTH * SLOT_MS,
    to,
    readingsPerSecond: options.rate,
  };
  const sent = await replay(order);
  const foldedAt = await untilFolded(program.url, sent);
  const seen = await watchers.ask();
  const { readings, slots } = await countsOnceAll(program.pool, sent);
  const [lost, unfolded] = [sent - readings, meters * (SLOTS_A_MONTH - 1) - slots];
  load.end();
  await load.result;
  watchers.stop();
  await program.stop();
  rmSync(dir, { recursive: true, force: true });
  const seconds = (at: number | null) => (at === null ? 'never' : `after ${Math.round((at - startedAt) / SECOND_MS)} s`);
  const p99 = percentile(seen.account, 0.99) ?? Number.POSITIVE_INFINITY;
  return [
    {
      what: `a month of quarter-hours of ${wholeText(meters)} meters replayed at ${wholeText(options.rate)}/s while live data flows: live readings at socket clients`,
      asked: 'p99 <= 2 s (1,000 meters)',
      measured: `${spreadText(seen.account)} (${seen.account.length} seen, longest ${Math.round(percentile(seen.account, 1) ?? 0)} ms)`,
      reached: p99 <= P99_MS_MAX,
    },
    {
      what: '  the month itself',
      asked: 'nothing lost',
      measured: `${wholeText(sent)} readings, ${lost} lost; stored, folded and priced ${seconds(foldedAt)}, ${Math.max(0, unfolded)} slots missing`,
      reached: lost === 0 && unfolded <= 0 && foldedAt !== null,
    },
  ];
};

interface Progress {
  /** Stored since the program started, live readings among them. */
  readonly stored: number;
  readonly refolds: number;
}

/** From the program's own counts: a query over millions of rows would stop the embedded database, and with it what is measured. */
const progressOf = async (url: string): Promise<Progress> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  return { stored: figure('ingest_stored_total'), refolds: figure('refold_waiting') };
};

const COUNTS = `
  with replayed as (select id from device where serial > $1)
  select (select count(*) from reading r where r.device_id in (select id from replayed))::float8 as readings,
    (select count(*) from slot s join installation i on i.id = s.installation_id where i.device_id in (select id from replayed) and s.register = 0)::float8 as slots`;

/** What is there of the replayed meters in the end. */
const countsOf = async (pool: Pool): Promise<{ readonly readings: number; readonly slots: number }> =>
  (await pool.query(COUNTS, [`LOAD-${String(LIVE_METERS).padStart(5, '0')}`])).rows[0];

const ASK_MS = 1_000;

/** The last message may still be on its way from the broker when nothing waits to be folded: a loss is what is not there a minute later. */
const countsOnceAll = async (pool: Pool, sent: number): Promise<{ readonly readings: number; readonly slots: number }> => {
  const until = machineClock.now() + LATE_MS_MAX;
  for (;;) {
    const counts = await countsOf(pool);
    if (counts.readings >= sent || machineClock.now() > until) return counts;
    await after(SETTLE_MS);
  }
};

/** When all that was sent is stored and folded; null when nothing moves any more. */
const untilFolded = async (url: string, sent: number): Promise<number | null> => {
  let last = Number.POSITIVE_INFINITY;
  let movedAt = machineClock.now();
  for (;;) {
    const { stored, refolds } = await progressOf(url);
    if (stored >= sent && refolds === 0) return machineClock.now();
    // Live readings are stored for ever; once the month is in, only work that grows less is a move.
    if (stored < sent || refolds < last) movedAt = machineClock.now();
    last = Math.min(last, refolds);
    if (machineClock.now() - movedAt > STALL_MS_MAX) return null;
    await after(ASK_MS);
  }
};
