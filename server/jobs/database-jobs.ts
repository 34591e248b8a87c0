import type { Pool } from 'pg';
import { advanceAggregates } from '#db/aggregate-job.ts';
import { keepHouse } from '#db/housekeeping.ts';
import { checkSettled, type SettledWatch } from '#db/ledger/check-settled.ts';
import { settleAccounts } from '#db/ledger/settle.ts';
import { sweepPhotos } from '#db/photo/photo-store.ts';
import { type PolicyConfig, runPolicies } from '#db/policies.ts';
import { checkLaws, type LawCheck } from '#db/queries/invariants.ts';
import type { Clock } from '#domain/time/clock.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import { billRunJob } from '../bill/bill-run-job.ts';
import type { Job } from './job.ts';

export interface DatabaseJobOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly gauges: Gauges;
  readonly policies: PolicyConfig;
}

/** A third of the minute: on the embedded database readings wait for each call. */
const AGGREGATE_BUDGET_MS = 20_000;
const POLICY_BUDGET_MS = 30 * MINUTE_MS;

/** What a server's background workers would do, for both kinds of database. */
export function databaseJobs({ pool, clock, gauges, policies }: DatabaseJobOptions): Job[] {
  const laws = watchLaws({ pool, clock, gauges });
  return [
    {
      name: 'aggregates',
      cron: '* * * * *',
      atStart: true,
      staleMs: 10 * MINUTE_MS,
      timeoutS: 120,
      run: async () => {
        const run = await advanceAggregates(pool, clock, AGGREGATE_BUDGET_MS);
        gauges.set('aggregate_lag_ms', run.lagMs);
        gauges.set('aggregate_dirty_days', run.dirtyDays);
        return { ...run };
      },
    },
    {
      name: 'policies',
      cron: '37 2 * * *',
      staleMs: 49 * HOUR_MS,
      timeoutS: 3_600,
      run: async () => ({ ...(await runPolicies(pool, clock, policies, POLICY_BUDGET_MS)) }),
    },
    {
      name: 'housekeeping',
      cron: '7,22,37,52 * * * *',
      // a database that was never analyzed plans a join of 15,000 points in minutes instead of milliseconds
      atStart: true,
      staleMs: 2 * HOUR_MS,
      timeoutS: 900,
      run: async () => ({ photos: await sweepPhotos(pool, clock.now()), relations: (await keepHouse(pool)).length }),
    },
    {
      // Midnights of all zones lie on a quarter of an hour; what came late is posted with the next run.
      name: 'settlement',
      cron: '4,19,34,49 * * * *',
      atStart: true,
      staleMs: 3 * HOUR_MS,
      timeoutS: 1_800,
      run: async () => ({ ...(await settleAccounts(pool, clock)) }),
    },
    billRunJob({ pool, clock }),
    {
      name: 'laws',
      cron: '*/5 * * * *',
      staleMs: HOUR_MS,
      timeoutS: 300,
      run: laws,
    },
  ];
}

const DAYS_WATCHED = 2;

/** Checks what must always hold on the last days; a law that does not is a figure, a failed job and so a warning of readyz. */
const watchLaws = ({ pool, clock, gauges }: Omit<DatabaseJobOptions, 'policies'>): (() => Promise<Readonly<Record<string, number>>>) => {
  let watch: SettledWatch | null = null;
  return async () => {
    const now = clock.now();
    const from = addDays(parkDayOf(now, 'UTC'), -DAYS_WATCHED);
    const settled = await checkSettled(pool, { from, now, watch });
    watch = settled.watch;
    tellLaws([...(await checkLaws(pool, from)), { law: '5', says: SETTLED, broken: settled.broken }], gauges);
    return { accounts: settled.looked };
  };
};

const SETTLED = 'what settlements have posted of a month, line by line, is in the ledger';

const tellLaws = (checks: readonly LawCheck[], gauges: Gauges): void => {
  for (const law of new Set(checks.map((check) => check.law))) {
    gauges.set('invariant_ok', checks.some((check) => check.law === law && check.broken > 0) ? 0 : 1, { law });
  }
  const broken = checks.filter((check) => check.broken > 0);
  if (broken.length > 0)
    throw new Error(broken.map(({ law, says, broken: rows }) => `law ${law} (${says}): ${rows} row(s) break it`).join('; '));
};
