import type { Pool } from 'pg';

export interface Lease {
  readonly shard: number;
  readonly epoch: number;
}

/** Rows for shards 0 .. count-1 exist. */
export const ensureShards = async (pool: Pool, count: number): Promise<void> => {
  await pool.query('insert into shard (id) select generate_series(0, $1::int - 1) on conflict (id) do nothing', [count]);
};

/** Codes of parks in shards that do not exist: nobody listens for them. */
export const parksOfNoShard = async (pool: Pool, count: number): Promise<readonly string[]> => {
  const answer = await pool.query('select code from park where shard >= $1 order by code', [count]);
  return answer.rows.map((row) => row.code);
};

/**
 * Takes a shard whose lease has run out, or that nobody holds; null when it is held. Every taking raises the epoch, so that a former owner's
 * commits are refused from then on. The database's clock decides, so the machines' need not agree.
 */
export const takeLease = async (pool: Pool, shard: number, holder: string, ttlMs: number): Promise<Lease | null> => {
  const answer = await pool.query(
    `update shard set holder = $2, epoch = epoch + 1, lease_until = clock_timestamp() + $3::float8 * interval '1 ms'
     where id = $1 and (holder is null or lease_until < clock_timestamp()) returning epoch`,
    [shard, holder, ttlMs],
  );
  const row = answer.rows[0];
  return row ? { shard, epoch: Number(row.epoch) } : null;
};

/** False when somebody else has taken it. */
export const renewLease = async (pool: Pool, lease: Lease, ttlMs: number): Promise<boolean> => {
  const answer = await pool.query(
    `update shard set lease_until = clock_timestamp() + $3::float8 * interval '1 ms' where id = $1 and epoch = $2`,
    [lease.shard, lease.epoch, ttlMs],
  );
  return answer.rowCount === 1;
};

export const giveUpLease = async (pool: Pool, lease: Lease): Promise<void> => {
  await pool.query('update shard set holder = null, lease_until = null where id = $1 and epoch = $2', [lease.shard, lease.epoch]);
};
