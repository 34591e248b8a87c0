import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { migrate } from '#db/migrate.ts';
import { listParks } from '#db/park/list-parks.ts';
import { writePark } from '#db/park/write-park.ts';
import { createPool } from '#db/pool.ts';
import { silentLog } from '#db/testing.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { benchPark } from './park.ts';
import { startEmbeddedBroker } from './processes/broker.ts';
import { startDatabase } from './processes/database.ts';

/** What the person asked for. */
export interface BenchOptions {
  readonly seconds: number;
  /** Readings a second of the sustained run. */
  readonly rate: number;
  readonly meters: number;
  /** Everything at its full size: five minutes, a thousand meters' month, a year of 15,000 meters. */
  readonly full: boolean;
  readonly databaseUrl: string | null;
  readonly mqttUrl: string | null;
  /** Arguments of Node for the process that is measured: a profile. */
  readonly nodeArgs: readonly string[];
}

/** A database and a broker, each a process of its own, and the load park in the one. */
export interface Stage {
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  readonly pool: Pool;
  /** 0 where it is not ours. */
  readonly databasePid: number;
  readonly brokerPid: number;
  readonly dir: string;
  stop(): Promise<void>;
}

export const openStage = async (options: BenchOptions): Promise<Stage> => {
  const dir = mkdtempSync(join(tmpdir(), 'parktwin-bench-'));
  const database = options.databaseUrl === null ? await startDatabase(join(dir, 'database')) : null;
  const broker = options.mqttUrl === null ? await startEmbeddedBroker() : null;
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  await migrate({ url: databaseUrl });
  const pool = createPool({ url: databaseUrl, max: 2, applicationName: 'parktwin-bench', log: silentLog });
  await refuseOthers(pool);
  await writePark(pool, benchPark(options.meters), {
    actor: 'bench',
    clock: machineClock,
  });
  return {
    databaseUrl,
    mqttUrl: options.mqttUrl ?? broker?.url ?? '',
    pool,
    databasePid: database?.pid() ?? 0,
    brokerPid: broker?.pid() ?? 0,
    dir,
    stop: async () => {
      await pool.end();
      await broker?.stop();
      await database?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** A bench fills a database with nonsense: never one that somebody works with. */
const refuseOthers = async (pool: Pool): Promise<void> => {
  const others = (await listParks(pool)).length;
  const { rows } = await pool.query(`select count(*)::int as n from park where code = 'load'`);
  if (others > rows[0].n) throw new Error('this database holds parks of somebody: give the bench an empty one');
};
