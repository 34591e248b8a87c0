import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Log } from '#db/log.ts';
import { insertJobStart, type JobRun, selectJobRuns, updateJobEnd } from '#db/queries/job-runs.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import type { Job, JobHealth } from './job.ts';

export interface JobsOptions {
  readonly url: string;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly gauges: Gauges;
  readonly jobs: readonly Job[];
  readonly pace?: Pace;
}

export interface Pace {
  /** Between two looks for a run that is due. */
  readonly pollS: number;
  /** Before a failed run is tried again. */
  readonly retryS: number;
}

export interface Jobs {
  /** The state of every job, by whichever process it was run. */
  health(): Promise<JobHealth[]>;
  /** Queues a run for now, beside its hours; nothing when one waits already. */
  trigger(name: string): Promise<void>;
  /** Lets the running job end, for a while. */
  stop(): Promise<void>;
}

/** Nights are the customers' nights, whatever the machine's zone. */
const CRON_ZONE = 'Asia/Shanghai';
const PACE: Pace = { pollS: 2, retryS: 5 };
const RETRIES_MAX = 2;
/** The scheduler, the workers and a running job's own bookkeeping. */
const CONNECTIONS = 3;
const STOP_MS_MAX = 15_000;
const HOUR_S = 3_600;

/**
 * Runs jobs by their hours on pg-boss: one process of all does each run, a second run waits for the first, a failed one is tried twice again, and
 * a run whose process died is taken for failed when its time is up.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { pool, clock, log, jobs } = options;
  const startedAt = clock.now();
  // Its index rebuilds and vacuum checks are for a server's autovacuum; db/housekeeping.ts does what is needed without one.
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: 'parktwin-jobs',
    max: CONNECTIONS,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (err) => log.error({ err }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  await boss.start();
  for (const job of jobs) await openQueue(boss, { job, pace: options.pace ?? PACE }, () => runJob(job, options));
  for (const job of jobs) if (job.atStart) await boss.send(job.name, {});
  return {
    health: async () => healthOf(jobs, await selectJobRuns(pool), { now: clock.now(), startedAt }),
    trigger: async (name) => void (await boss.send(name, {})),
    stop: async () => {
      await boss.stop({ graceful: true, timeout: STOP_MS_MAX });
    },
  };
}

async function openQueue(boss: PgBoss, { job, pace }: { job: Job; pace: Pace }, run: () => Promise<object>): Promise<void> {
  const queue = {
    retryLimit: RETRIES_MAX,
    retryDelay: pace.retryS,
    expireInSeconds: job.timeoutS,
    deleteAfterSeconds: HOUR_S,
    retentionSeconds: HOUR_S,
  };
  // stately: one waits and one runs at most, so that a slow run is not followed by all it kept waiting
  await boss.createQueue(job.name, { policy: 'stately', ...queue });
  await boss.updateQueue(job.name, queue);
  await boss.schedule(job.name, job.cron, {}, { tz: CRON_ZONE });
  await boss.work(job.name, { pollingIntervalSeconds: pace.pollS }, run);
}

async function runJob(job: Job, { pool, clock, log, gauges }: JobsOptions): Promise<object> {
  const start = clock.now();
  await insertJobStart(pool, job.name, start);
  try {
    const detail = await job.run();
    const at = clock.now();
    await updateJobEnd(pool, job.name, { at, ok: true, detail });
    gauges.observe(`job_${job.name.replaceAll('-', '_')}_ms`, at - start);
    gauges.set('job_succeeded_seconds', at / 1000, { job: job.name });
    return detail;
  } catch (err) {
    log.error({ err, job: job.name }, 'job failed');
    gauges.add('job_failures_total', 1, { job: job.name });
    await updateJobEnd(pool, job.name, {
      at: clock.now(),
      ok: false,
      detail: { failure: err instanceof Error ? err.message : String(err) },
    });
    throw err;
  }
}

/** A job that has never succeeded is given its time from the start of this process. */
export function healthOf(
  jobs: readonly Job[],
  runs: readonly JobRun[],
  at: { readonly now: InstantMs; readonly startedAt: InstantMs },
): JobHealth[] {
  return jobs.map((job) => {
    const run = runs.find((candidate) => candidate.name === job.name);
    const succeededAt = run?.succeededAt ?? null;
    return {
      name: job.name,
      running: run !== undefined && run.ok === null,
      succeededAt,
      stale: at.now - Math.max(succeededAt ?? 0, at.startedAt) > job.staleMs,
      failure: run?.ok === false ? failureIn(run.detail) : null,
    };
  });
}

const failureIn = (detail: unknown): string =>
  typeof detail === 'object' && detail !== null && 'failure' in detail ? String(detail.failure) : 'failed';
