import type { Pool } from 'pg';
import { writePark } from '#db/park/write-park.ts';
import { ensureShards, takeLease } from '#db/store/lease.ts';
import { freshDatabase, silentLog } from '#db/testing.ts';
import { LateWork } from '#streams/runner/late-work.ts';
import { ShardWriter } from '#streams/runner/shard-writer.ts';
import { stateOf } from '#streams/runner/testing/state.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { lawFaults } from './laws.ts';
import { type ChaosPlan, payloadOf, type Shown } from './plan.ts';

/** All that law 2 speaks of, by park and table. */
export type State = ReadonlyMap<string, Readonly<Record<string, readonly unknown[]>>>;

export const readState = async (pool: Pool, plan: ChaosPlan): Promise<State> => {
  const state = new Map<string, Record<string, readonly unknown[]>>();
  for (const park of plan.parks) state.set(park.code, await stateOf(pool, park.code, ''));
  return state;
};

const LEASE_MS = 3_600_000;
const MESSAGES_A_BATCH = 10;
const LONG_AFTER = Number.MAX_SAFE_INTEGER;

/** The same readings, each once and in the order of the meters' time, through the same writer, with the parks as they are in the end. */
export const inOrderState = async (plan: ChaosPlan): Promise<{ readonly state: State; readonly faults: readonly string[] }> => {
  await using db = await freshDatabase();
  await ensureShards(db.pool, plan.parks.length);
  const messages = messagesOf(plan.readings);
  for (const [shard, park] of plan.parks.entries()) {
    await writePark(db.pool, park.corrected, { actor: 'chaos', clock: machineClock });
    const lease = await takeLease(db.pool, shard, 'reference', LEASE_MS);
    if (!lease) throw new Error(`reference: shard ${shard} is held`);
    const gauges = { add: () => {}, set: () => {}, observe: () => {} };
    const writer = new ShardWriter({ pool: db.pool, clock: machineClock, log: silentLog, gauges, lease });
    await writer.warm();
    const late = new LateWork(writer, silentLog);
    for (let i = 0; i < messages.length; i += MESSAGES_A_BATCH) await writer.write(messages.slice(i, i + MESSAGES_A_BATCH).map(intakeOf));
    await late.look(0);
    while (await late.piece(LONG_AFTER)) await late.look(0);
  }
  return { state: await readState(db.pool, plan), faults: await lawFaults(db.pool) };
};

const intakeOf = (payload: string) => ({ topic: 'twin/v1/reference/up', payload: Buffer.from(payload), receivedAt: machineClock.now() });

const READINGS_A_MESSAGE = 50;

const messagesOf = (readings: readonly Shown[]): readonly string[] =>
  Array.from({ length: Math.ceil(readings.length / READINGS_A_MESSAGE) }, (_, i) =>
    payloadOf(readings.slice(i * READINGS_A_MESSAGE, (i + 1) * READINGS_A_MESSAGE), ''),
  );

export interface Difference {
  /** Readings of the reference that were never stored. */
  readonly lost: number;
  /** The first row that differs, as text; null where all are equal. */
  readonly first: string | null;
}

export const difference = (reference: State, chaos: State): Difference => {
  let first: string | null = null;
  let lost = 0;
  for (const [park, tables] of reference) {
    for (const [table, rows] of Object.entries(tables)) {
      const others = chaos.get(park)?.[table] ?? [];
      if (table === 'readings') lost += missing(rows, others);
      first ??= firstDifference(`${park} ${table}`, rows, others);
    }
  }
  return { lost, first };
};

const missing = (wanted: readonly unknown[], found: readonly unknown[]): number => {
  const stored = new Set(found.map((row) => JSON.stringify(row)));
  return wanted.reduce<number>((sum, row) => sum + (stored.has(JSON.stringify(row)) ? 0 : 1), 0);
};

const firstDifference = (what: string, wanted: readonly unknown[], found: readonly unknown[]): string | null => {
  for (let i = 0; i < Math.max(wanted.length, found.length); i++) {
    const [a, b] = [JSON.stringify(wanted[i]), JSON.stringify(found[i])];
    if (a !== b) return `${what}, row ${i} of ${wanted.length} (${found.length}): in order ${a}, after the chaos ${b}`;
  }
  return null;
};
