import type { InstantMs } from '#domain/time/instant.ts';

/** Work that comes round by the clock, done by one process of all that run jobs. */
export interface Job {
  /** Lower-case words with dashes; also the queue's name. */
  readonly name: string;
  /** Five fields, minutes at the finest, in `CRON_ZONE` of start-jobs.ts. */
  readonly cron: string;
  /** Also when a process starts, whatever the hour. */
  readonly atStart?: boolean;
  /** It should have succeeded within this time, or health tells. */
  readonly staleMs: number;
  /** Taken for dead, and tried again, when it runs longer. */
  readonly timeoutS: number;
  /** Figures for the log and for health. Throws when it fails. */
  run(): Promise<Readonly<Record<string, number>>>;
}

export interface JobHealth {
  readonly name: string;
  readonly running: boolean;
  /** Null before the first success. */
  readonly succeededAt: InstantMs | null;
  readonly stale: boolean;
  /** Words of the last failure, until a run succeeds. */
  readonly failure: string | null;
}
