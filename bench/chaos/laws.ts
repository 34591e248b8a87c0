import type { Pool } from 'pg';
import { accrualFaults } from '#streams/runner/testing/state.ts';

/** Where the stored state breaks a law by itself, without a second one to compare with; empty where it does not. */
export const lawFaults = async (pool: Pool): Promise<readonly string[]> => {
  const [counts, totals, accruals, energy] = [
    await countFaults(pool),
    await totalFaults(pool),
    await accrualFaults(pool),
    await energyFaults(pool),
  ];
  return [...counts, ...totals, ...told('accruals are not the sums of their slots', accruals), ...energy];
};

const told = (what: string, rows: readonly unknown[]): readonly string[] =>
  rows.length === 0 ? [] : [`${what}: ${rows.length} of them, the first ${JSON.stringify(rows[0])}`];

const rowsOf = async (pool: Pool, text: string): Promise<readonly unknown[]> => (await pool.query(text)).rows;

/** Law 1 in every row. */
const countFaults = async (pool: Pool): Promise<readonly string[]> =>
  told(
    'received is not stored + duplicate + quarantined',
    await rowsOf(
      pool,
      `select park_id, day::text, received, stored, duplicate, quarantined from ingest_count
       where received <> stored + duplicate + quarantined or least(received, stored, duplicate, quarantined) < 0`,
    ),
  );

/** What is counted is what is there. */
const totalFaults = async (pool: Pool): Promise<readonly string[]> =>
  told(
    'the counts are not those of the tables',
    await rowsOf(
      pool,
      `select * from (select (select coalesce(sum(stored), 0) from ingest_count)::float8 as stored, (select count(*) from reading)::float8 as readings,
         (select coalesce(sum(quarantined), 0) from ingest_count)::float8 as quarantined,
         (select coalesce(sum(items), 0) from quarantine where resolved_at is null)::float8 as items) as t
       where stored <> readings or quarantined <> items`,
    ),
  );

/**
 * Law 3, told apart from the fold: of each register the readings that count, cut into segments where a verdict begins one; each contributes its last
 * register less its first, in whole units on the primary side. All registers end on a quarter of an hour, so no slot is open.
 */
const energyFaults = async (pool: Pool): Promise<readonly string[]> =>
  told(
    'slots of an installation do not add up to its segments',
    await rowsOf(
      pool,
      `with typed as (
         select i.id, i.device_id, i.ratio_milli, d.modulus_milli, i.from_at, i.to_at, i.start_import
         from installation i join device d on d.id = i.device_id),
       shown as (
         select t.id, r.at, min(r.import) as register from typed t join reading r on r.device_id = t.device_id and r.at >= t.from_at
           and (t.to_at is null or r.at < t.to_at) and not (t.start_import is not null and r.at = t.from_at)
         where r.import is not null group by t.id, r.at
         union all select id, from_at, start_import from typed where start_import is not null),
       counted as (
         select s.id, s.at, s.register, f.verdict from shown s left join flag f on f.installation_id = s.id and f.register = 0 and f.at = s.at
         where f.verdict is null or f.verdict not in ('conflict', 'outlier', 'suspect')),
       segments as (
         select c.id, c.at, c.register,
           sum(case when verdict in ('reset', 'break') then 1 else 0 end) over w as segment,
           sum(case when verdict = 'rollover' then 1 else 0 end) over w as turns
         from counted c window w as (partition by id order by at)),
       whole as (
         select s.id, s.segment, s.at, floor(((s.register + s.turns * t.modulus_milli)::numeric * t.ratio_milli + 500000) / 1000000) as quantity
         from segments s join typed t on t.id = s.id),
       segment_sums as (
         select id, segment, (array_agg(quantity order by at desc))[1] - (array_agg(quantity order by at))[1] as quantity from whole group by id, segment),
       expected as (select id, sum(quantity) as quantity from segment_sums group by id),
       found as (select installation_id as id, sum(quantity) as quantity from slot where register = 0 group by installation_id)
       select id, expected.quantity::text as segments, found.quantity::text as slots from expected full join found using (id)
       where coalesce(expected.quantity, 0) <> coalesce(found.quantity, 0)`,
    ),
  );
