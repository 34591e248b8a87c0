import type { Pool } from 'pg';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';

export interface PolicyConfig {
  /** Readings and slots older than this are kept by column. Longer than any correction usually takes; what comes later still is stored. */
  readonly compressAfterDays: number;
  /** Raw messages are kept this long: bills of the last quarter open down to the bytes. */
  readonly rawDays: number;
  readonly quarantineDays: number;
}

export const POLICIES: PolicyConfig = { compressAfterDays: 70, rawDays: 90, quarantineDays: 365 };

export interface PolicyRun {
  readonly compressedChunks: number;
  readonly droppedChunks: number;
  /** Due and left for the next run, since the time was up. */
  readonly leftChunks: number;
}

const DAY_MS = 86_400_000;
/** Kept by column beyond compressAfterDays. Readings and slots themselves are never dropped: bills stand on them. */
const BY_COLUMN = ['reading', 'slot'] as const;

/**
 * Compression and retention as plain calls, for a server with or without background workers. A chunk a call, so that others get in between;
 * ends within about `budgetMs`. A compressed chunk that late rows have opened is closed again.
 */
export async function runPolicies(pool: Pool, clock: Clock, config: PolicyConfig, budgetMs: number): Promise<PolicyRun> {
  const start = clock.now();
  const droppedChunks =
    (await dropBefore(pool, 'raw', start, config.rawDays)) + (await dropBefore(pool, 'quarantine', start, config.quarantineDays));
  const due = await chunksBefore(pool, start - config.compressAfterDays * DAY_MS);
  let compressedChunks = 0;
  for (const chunk of due) {
    if (clock.now() - start >= budgetMs) break;
    await pool.query('select compress_chunk($1::regclass, if_not_compressed => true)', [chunk]);
    compressedChunks += 1;
  }
  return { compressedChunks, droppedChunks, leftChunks: due.length - compressedChunks };
}

/** Chunks of readings and slots that ended before an instant and are not, or no longer wholly, kept by column: oldest first. */
async function chunksBefore(pool: Pool, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ chunk: string }>(
    `select format('%I.%I', c.chunk_schema, c.chunk_name) as chunk
     from timescaledb_information.chunks c
     where c.hypertable_schema = 'public' and c.hypertable_name = any($1) and c.range_end <= to_timestamp($2::float8 / 1000)
       and (not c.is_compressed or exists (
         select from _timescaledb_catalog.chunk k where k.schema_name = c.chunk_schema and k.table_name = c.chunk_name and k.status & $3 <> 0))
     order by c.range_end`,
    [BY_COLUMN, before, PARTIAL],
  );
  return rows.map((row) => row.chunk);
}
/** CHUNK_STATUS_COMPRESSED_PARTIAL of TimescaleDB's chunk catalog: rows came in after compression. */
const PARTIAL = 8;

async function dropBefore(pool: Pool, hypertable: 'raw' | 'quarantine', now: InstantMs, days: number): Promise<number> {
  const { rows } = await pool.query('select drop_chunks($1::regclass, older_than => to_timestamp($2::float8 / 1000)) as chunk', [
    hypertable,
    now - days * DAY_MS,
  ]);
  return rows.length;
}
