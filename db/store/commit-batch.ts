import type { ClientBase } from 'pg';
import { MARK_AGGREGATES } from '../aggregates.ts';
import { markUnsettled } from '../ledger/settle.ts';
import { numbersOf } from './arrays.ts';
import type { Batch, CountRow, LateStored, ReadingRow } from './batch.ts';
import {
  addAccruals,
  addCounts,
  closeAlarm,
  dropEmptyAccruals,
  insertLateReadings,
  insertQuarantine,
  insertRaw,
  insertReadings,
  markRefolds,
  openAlarm,
  type Statement,
  upsertFlags,
  upsertSlots,
} from './statements.ts';

/** The shard has another owner: nothing of this process may be written any more. */
export class LeaseLost extends Error {}

/** Rows of one statement; larger batches are cut so that one array literal stays below some megabytes. */
const ROWS_MAX = 5_000;

/**
 * Writes a batch in one transaction (law 6: the caller acknowledges after this resolves). Checks the shard's epoch first: of two owners
 * only the newer can commit.
 */
export const commitBatch = async (
  client: ClientBase,
  batch: Batch,
  /** Written with it, in the same transaction. */
  besides?: (client: ClientBase) => Promise<void>,
): Promise<readonly LateStored[]> => {
  await client.query('begin');
  try {
    const stored = await writeBatch(client, batch);
    await besides?.(client);
    await client.query('commit');
    return stored;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  }
};

const writeBatch = async (client: ClientBase, batch: Batch): Promise<readonly LateStored[]> => {
  await checkEpoch(client, batch.shard, batch.epoch);
  if (batch.raw) await run(client, insertRaw(batch.raw));
  const rawId = batch.raw?.id ?? 0;
  for (const rows of cut(batch.inOrder)) await run(client, insertReadings(rows, rawId));
  const stored: LateStored[] = [];
  for (const rows of cut(batch.late)) stored.push(...(await storeLate(client, rows, rawId)));
  if (batch.refolds.length > 0) await run(client, markRefolds(batch.refolds));
  await writeFolds(client, batch);
  for (const rows of cut(batch.quarantine, 500)) await run(client, insertQuarantine(rows));
  const counts = countsAfter(batch.counts, stored);
  if (counts.length > 0) await run(client, addCounts(counts, batch.at));
  for (const change of batch.alarms) await run(client, change.type === 'open' ? openAlarm(change) : closeAlarm(change));
  return stored;
};

/** What folds leave: slots, accruals, flags. Shared with the refold. */
export const writeFolds = async (
  client: ClientBase,
  folds: Pick<Batch, 'slots' | 'accruals' | 'flags'> & { readonly at?: Batch['at'] },
): Promise<void> => {
  for (const rows of cut(folds.slots)) await run(client, upsertSlots(rows));
  await markAggregates(client, folds.slots);
  for (const rows of cut(folds.accruals)) {
    const empty = await run(client, addAccruals(rows));
    const accounts = new Set(empty.map((row) => Number(row.account_id)));
    if (accounts.size > 0) await run(client, dropEmptyAccruals([...accounts]));
  }
  await markUnsettled(client, folds.accruals, folds.at ?? null);
  for (const rows of cut(folds.flags)) await run(client, upsertFlags(rows));
};

/** Sums by hour, day and month that hold these slots must be made again, where they lie behind what is looked at anyway. */
export const markAggregates = async (client: ClientBase, slots: readonly { readonly start: number }[]): Promise<void> => {
  const starts = [...new Set(slots.map((slot) => slot.start))];
  if (starts.length > 0) await run(client, { text: MARK_AGGREGATES, values: [numbersOf(starts, (start) => start)] });
};

export const checkEpoch = async (client: ClientBase, shard: number, epoch: number): Promise<void> => {
  const rows = await run(client, { text: 'select epoch::float8 as epoch from shard where id = $1 for share', values: [shard] });
  if (rows[0]?.epoch !== epoch) throw new LeaseLost(`shard ${shard}: epoch is ${rows[0]?.epoch}, this process holds ${epoch}`);
};

const storeLate = async (client: ClientBase, rows: readonly ReadingRow[], rawId: number): Promise<LateStored[]> => {
  const parks = new Map(rows.map((row) => [row.deviceId, row.parkId]));
  const answer = await run(client, insertLateReadings(rows, rawId));
  return answer.map((row) => {
    const deviceId = Number(row.device_id);
    const { stored, lo, hi, registers } = row;
    return {
      parkId: parks.get(deviceId) ?? 0,
      deviceId,
      stored: Number(stored),
      lo: Number(lo),
      hi: Number(hi),
      registers: Number(registers),
    };
  });
};

/** Late readings were counted as duplicates; those the insert stored were none. */
export const countsAfter = (counts: readonly CountRow[], stored: readonly LateStored[]): readonly CountRow[] => {
  const byPark = new Map<number, number>();
  for (const late of stored) byPark.set(late.parkId, (byPark.get(late.parkId) ?? 0) + late.stored);
  return counts.map((row) => {
    const late = byPark.get(row.parkId) ?? 0;
    return { ...row, stored: row.stored + late, duplicate: row.duplicate - late };
  });
};

const run = async (client: ClientBase, statement: Statement): Promise<readonly Record<string, unknown>[]> => {
  const answer = await client.query(statement.text, [...statement.values]);
  return answer.rows as Record<string, unknown>[];
};

const cut = <T>(rows: readonly T[], size = ROWS_MAX): readonly (readonly T[])[] => {
  if (rows.length === 0) return [];
  if (rows.length <= size) return [rows];
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
};
