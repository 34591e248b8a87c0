import type { Pool } from 'pg';
import { advanceFor, selectOpenRuns } from '#db/bill/run.ts';
import type { Clock } from '#domain/time/clock.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';
import type { Job } from '../jobs/job.ts';

const BUDGET_MS = 4 * MINUTE_MS;

/** Carries on the bill runs that are under way, those that a cut left among them. */
export const billRunJob = ({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): Job => ({
  name: 'bill-runs',
  cron: '* * * * *',
  atStart: true,
  staleMs: HOUR_MS,
  timeoutS: 600,
  run: async () => {
    const until = clock.now() + BUDGET_MS;
    const open = await selectOpenRuns(pool);
    let ended = 0;
    for (const of of open) {
      const state = await advanceFor(pool, of, { clock, budgetMs: Math.max(0, until - clock.now()) });
      if (state === null || state.finishedAt !== null) ended += 1;
    }
    return { open: open.length, ended };
  },
});
