import type { Pool } from 'pg';

/**
 * What autovacuum does on a server: space of deleted rows is used again, and the planner knows what the tables hold. Does nothing where autovacuum
 * runs. Tables of rows that come and go are vacuumed; of the hypertables only the newest chunks are looked at, since they only grow.
 * Answers the relations that were kept.
 */
export async function keepHouse(pool: Pool): Promise<readonly string[]> {
  const { rows: launchers } = await pool.query("select 1 from pg_stat_activity where backend_type = 'autovacuum launcher'");
  if (launchers.length > 0) return [];
  const { rows } = await pool.query<{ name: string; how: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name, 'vacuum (analyze)' as how
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')
      and not exists (select from timescaledb_information.hypertables h where h.hypertable_schema = n.nspname and h.hypertable_name = c.relname)
    union all
    select format('%I.%I', chunk_schema, chunk_name), 'analyze' from (
      select chunk_schema, chunk_name, row_number() over (partition by hypertable_name order by range_end desc) as age
      from timescaledb_information.chunks) as chunk
    where age <= 2`);
  for (const { name, how } of rows) await pool.query(`${how} ${name}`);
  return rows.map((row) => row.name);
}
