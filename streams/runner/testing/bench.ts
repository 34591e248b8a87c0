import { smallPark } from '#db/park/small-park.fixture.ts';
import { writePark } from '#db/park/write-park.ts';
import { ensureShards, type Lease, takeLease } from '#db/store/lease.ts';
import { freshDatabase, silentLog, type TestDatabase } from '#db/testing.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import type { Intake } from '../../pipeline/assemble.ts';
import { LateWork } from '../late-work.ts';
import { ShardWriter } from '../shard-writer.ts';

/** The instant tests live in: 22 November 2026, noon in the fixture park. */
export const NOW = instantMs(Date.UTC(2026, 10, 22, 4));
const LONG_AFTER = Number.MAX_SAFE_INTEGER;

/** A database, one shard and its writer, at a standing clock. */
export interface Bench extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly lease: Lease;
  now: InstantMs;
  importPark(file?: ParkFile): Promise<void>;
  /** A process that has just started: warm from what is stored. */
  start(): Promise<{ readonly writer: ShardWriter; readonly late: LateWork }>;
  /** Until no late work is left. */
  settle(late: LateWork): Promise<void>;
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

export const createBench = async (): Promise<Bench> => {
  const db = await freshDatabase();
  await ensureShards(db.pool, 1);
  const lease = await takeLease(db.pool, 0, 'test', 3_600_000);
  if (!lease) throw new Error('no lease');
  const bench: Bench = {
    db,
    lease,
    now: NOW,
    importPark: async (file = smallPark()) => {
      const written = await writePark(db.pool, file, { actor: 'test', clock: { now: () => bench.now } });
      if (written.type === 'refused') throw new Error(JSON.stringify(written.faults));
    },
    start: async () => {
      const gauges = { add: () => {}, set: () => {}, observe: () => {} };
      const writer = new ShardWriter({ pool: db.pool, clock: { now: () => bench.now }, log: silentLog, gauges, lease });
      await writer.warm();
      const late = new LateWork(writer, silentLog);
      await late.look(0);
      return { writer, late };
    },
    settle: async (late) => {
      await late.look(0);
      while (await late.piece(LONG_AFTER)) await late.look(0);
    },
    rows: async (sql, values = []) => (await db.pool.query(sql, [...values])).rows,
    [Symbol.asyncDispose]: () => db.stop(),
  };
  return bench;
};

export const message = (payload: string | Uint8Array, topic = 'twin/v1/gw/up', receivedAt: InstantMs = NOW): Intake => ({
  topic,
  payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
  receivedAt,
});

/** A canonical message of one reading. */
export const reading = (serial: string, at: string, fields: Readonly<Record<string, unknown>>, receivedAt: InstantMs = NOW): Intake =>
  message(JSON.stringify({ seq: 1, sentAt: at, readings: [{ sn: serial, at, ...fields }] }), 'twin/v1/gw/up', receivedAt);
