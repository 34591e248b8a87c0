import { ensureZoneAggregates } from '#db/aggregates.ts';
import { PARK } from '../park.ts';
import type { BenchOptions, Stage } from '../stage.ts';
import { percentile, wholeText } from '../stats.ts';
import type { Row } from '../table.ts';

const ZONE = 'Asia/Shanghai';
const MS_MAX = 50;
const RUNS = 15;
const MONTHS = 12;
/** Tenants whose days are there too; their months are there of all. Scaled, since a day's rows of a year of all are five million. */
const DAILY_POINTS_FULL = 15_000;
const DAILY_POINTS_SCALED = 500;

/**
 * A year of the park's board out of the aggregates: the master's days, and what all points used and cost by month. The aggregates' rows are made by
 * SQL, as a year of slots would have left them.
 */
export const yearBoard = async (stage: Stage, options: BenchOptions): Promise<readonly Row[]> => {
  const views = await ensureZoneAggregates(stage.pool, ZONE);
  const points = options.full ? DAILY_POINTS_FULL : DAILY_POINTS_SCALED;
  const days = await seed(stage, { view: views.day, bucket: 'day', points });
  const months = await seed(stage, { view: views.month, bucket: 'month', points: options.meters });
  await stage.pool.query('analyze');
  const master = await time(async () => {
    const ids = await stage.pool.query(`select p.id from point p join park k on k.id = p.park_id where k.code = $1 and p.role = 'grid'`, [
      PARK,
    ]);
    await stage.pool.query(masterDays(views.day), [`{${ids.rows.map((row) => row.id).join(',')}}`]);
  });
  const all = await time(() => stage.pool.query(parkMonths(views.month), [PARK]));
  return [
    {
      what: 'park board over a year, from aggregates: the master by day',
      asked: '<= 50 ms',
      measured: told(master, days),
      reached: (percentile(master, 0.5) ?? 1e9) <= MS_MAX,
    },
    {
      what: `  all ${wholeText(options.meters)} points by month, energy and charge`,
      asked: '<= 50 ms',
      measured: told(all, months),
      reached: (percentile(all, 0.5) ?? 1e9) <= MS_MAX,
    },
  ];
};

const told = (ms: readonly number[], rows: number): string =>
  `p50 ${(percentile(ms, 0.5) ?? 0).toFixed(0)} ms, longest ${(percentile(ms, 1) ?? 0).toFixed(0)} ms (${wholeText(rows)} rows in the aggregate)`;

const YEAR = `(date_trunc('month', now() at time zone '${ZONE}') - interval '12 months') at time zone '${ZONE}'`;

/** The points by value: a view of stored and running buckets does not take a join down to its index. */
const masterDays = (view: string): string => `
  select day, sum(quantity)::float8 as quantity, sum(charge)::text as charge, max(window_max)::float8 as window_max from ${view}
  where point_id = any($1::int[]) and register = 0 and day >= ${YEAR} group by day order by day`;

const parkMonths = (view: string): string => `
  select month, sum(quantity)::float8 as quantity, sum(charge)::text as charge from ${view}
  where point_id in (select p.id from point p join park k on k.id = p.park_id where k.code = $1) and register = 0 and month >= ${YEAR} group by month order by month`;

interface Level {
  readonly view: string;
  readonly bucket: 'day' | 'month';
  /** The first so many points of the park. */
  readonly points: number;
}

/** Puts a year of buckets straight into the table behind the aggregate, and says that it reaches to the running bucket. */
const seed = async (stage: Stage, { view, bucket, points }: Level): Promise<number> => {
  const stored = view.replace(/^slot_(day|month)/, 'slot_$1_stored');
  const { rows } = await stage.pool.query(
    `select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name) as name
     from timescaledb_information.continuous_aggregates where view_name = $1`,
    [stored],
  );
  const table: string = rows[0].name;
  await stage.pool.query(`delete from ${table}`);
  for (let month = 0; month < MONTHS; month++) {
    const from = `((date_trunc('month', now() at time zone '${ZONE}') - interval '${MONTHS - month} months'))`;
    await stage.pool.query(
      `insert into ${table} (${bucket}, point_id, register, quantity, charge, quality, window_max)
       select b at time zone '${ZONE}', p.id, 0, 20000 + p.id % 977, 1200000000000 + p.id, 2, 900 + p.id % 100
       from (select p.id from point p join park k on k.id = p.park_id where k.code = $1 order by p.id limit $2) as p
       cross join generate_series(${from}, ${from} + interval '1 month' - interval '1 day', interval '1 ${bucket}') as b`,
      [PARK, points],
    );
  }
  const edge = `date_trunc('month', now() at time zone '${ZONE}') at time zone '${ZONE}'`;
  await stage.pool.query(`update aggregate_state set refreshed_to = ${edge} where level in ($1, 'slot_hour')`, [view]);
  return Number((await stage.pool.query(`select count(*)::float8 as n from ${table}`)).rows[0].n);
};

const time = async (query: () => Promise<unknown>): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const startedAt = performance.now();
    await query();
    // The first plans and reads what nobody has read yet.
    if (run > 0) took.push(performance.now() - startedAt);
  }
  return took;
};
