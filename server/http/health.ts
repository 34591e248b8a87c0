import { selectNothing } from '#db/queries/ping.ts';
import type { Queryable } from '#db/queries/row.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import type { StreamHealth } from '#streams/runner/runner.ts';
import type { JobHealth } from '../jobs/job.ts';
import type { Handle } from './app-server.ts';
import { sendJson } from './request.ts';

export interface ReadyOptions {
  readonly db: Queryable;
  /** Null where this process runs no streams. */
  readonly streamHealth: (() => StreamHealth) | null;
  /** Null where this process runs no jobs. */
  readonly jobHealth: (() => Promise<readonly JobHealth[]>) | null;
}

/** The loop turns at least once a second; a batch and a chunk of refolding may take a few. */
const LOOP_MS_MAX = 15 * SECOND_MS;
const DATABASE_MS_MAX = 3 * SECOND_MS;

/** Alive: the process answers. */
export const healthz: Handle = (_, res) => sendJson(res, 200, { alive: true });

/** Ready: what it leans on answers too. 503 with the reasons otherwise; a job that is late is a warning, since nobody has to wait for it. */
export const readyz =
  ({ db, streamHealth, jobHealth }: ReadyOptions): Handle =>
  async (_, res) => {
    const dead = await databaseFaults(db);
    const faults = [...dead, ...(streamHealth ? streamFaults(streamHealth()) : [])];
    const warnings = jobHealth && dead.length === 0 ? jobWarnings(await jobHealth()) : [];
    sendJson(res, faults.length === 0 ? 200 : 503, { ready: faults.length === 0, faults, warnings });
  };

export const jobWarnings = (jobs: readonly JobHealth[]): string[] => [
  ...jobs.filter(({ stale }) => stale).map(({ name }) => `job ${name}: has not succeeded for too long`),
  ...jobs.flatMap(({ name, failure }) => (failure === null ? [] : [`job ${name}: failed: ${failure}`])),
];

export const streamFaults = ({ brokerConnected, loopAgeMs, warm }: StreamHealth): string[] => [
  ...(brokerConnected ? [] : ['broker: not connected']),
  ...(warm ? [] : ['twins: still warming up']),
  ...(loopAgeMs <= LOOP_MS_MAX ? [] : [`loop: last turned ${Math.round(loopAgeMs / SECOND_MS)} s ago`]),
];

async function databaseFaults(db: Queryable): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([`database: no answer in ${DATABASE_MS_MAX / SECOND_MS} s`]), DATABASE_MS_MAX);
  });
  const asked = selectNothing(db).then(
    () => [],
    () => ['database: not reachable'],
  );
  const faults = await Promise.race([asked, late]);
  clearTimeout(timer);
  return faults;
}
