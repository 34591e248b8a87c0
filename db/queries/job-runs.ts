import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, flagIn, instantIn, orNull, type Queryable, rowsOf, textIn } from './row.ts';

export interface JobRun {
  readonly name: string;
  readonly startedAt: InstantMs;
  readonly finishedAt: InstantMs | null;
  /** Null while it runs. */
  readonly ok: boolean | null;
  /** The last run that ended well. */
  readonly succeededAt: InstantMs | null;
  /** What the run said of itself, or the words of its failure. */
  readonly detail: unknown;
}

const STARTED = `
  insert into job_run (name, started_at) values ($1, ${atMs('$2')})
  on conflict (name) do update set started_at = excluded.started_at, finished_at = null, ok = null, ms = null, detail = '{}'`;

export const insertJobStart = async (db: Queryable, name: string, at: InstantMs): Promise<void> => {
  await db.query(STARTED, [name, at]);
};

const ENDED = `
  update job_run set finished_at = ${atMs('$2')}, ok = $3, detail = $4, ms = extract(epoch from ${atMs('$2')} - started_at) * 1000,
    succeeded_at = case when $3 then ${atMs('$2')} else succeeded_at end
  where name = $1`;

export const updateJobEnd = async (db: Queryable, name: string, end: { at: InstantMs; ok: boolean; detail: object }): Promise<void> => {
  await db.query(ENDED, [name, end.at, end.ok, JSON.stringify(end.detail)]);
};

const RUNS = `
  select name, ${epochMs('started_at')} as started_at, ${epochMs('finished_at')} as finished_at, ok, ${epochMs('succeeded_at')} as succeeded_at, detail
  from job_run order by name`;

export const selectJobRuns = (db: Queryable): Promise<JobRun[]> =>
  rowsOf(db, RUNS, [], (row) => ({
    name: textIn(row, 'name'),
    startedAt: instantIn(row, 'started_at'),
    finishedAt: orNull(row, 'finished_at', instantIn),
    ok: orNull(row, 'ok', flagIn),
    succeededAt: orNull(row, 'succeeded_at', instantIn),
    detail: row.detail,
  }));
