import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '#db/embedded/start.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, MINUTE_MS } from '#domain/time/instant.ts';
import type { Log } from '../log.ts';

/** A database to work with, ours or the operator's. */
export interface RunningDatabase {
  readonly url: string;
  /** Of the embedded one's process; null where it is the operator's. */
  pid(): number | null;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** Null: run the embedded one. */
  readonly url: string | null;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The embedded one cannot be kept alive: the program has to end. */
  readonly onLost: (why: string) => void;
}

const OWNER_ONLY = 0o600;
/** Dying again and again is no accident: a full disk, a broken cluster. */
const RESTARTS_MAX = 5;
const RESTARTS_WITHIN_MS = 5 * MINUTE_MS;

/**
 * The embedded database is started again when its process dies, on the same port with the same password, so that every pool finds it.
 * Its URL stands in DATA_DIR/database.url (readable by its owner alone) while it runs: for `psql` and for the program's own commands.
 */
export async function openDatabase({ url, dataDir, clock, log, onLost }: DatabaseOptions): Promise<RunningDatabase> {
  if (url !== null) return { url, pid: () => null, stop: async () => {} };
  const password = randomBytes(18).toString('base64url');
  const urlFile = join(dataDir, 'database.url');
  const died: InstantMs[] = [];
  let stopping = false;

  const start = (port: number): Promise<EmbeddedDatabase> =>
    startEmbeddedDatabase({ dataDir: join(dataDir, 'database'), port, password, onExit: (exit) => revive(exit) });
  let current = await start(0);
  const port = Number(new URL(current.url).port);

  const revive = (exit: { readonly code: number | null; readonly signal: string | null }): void => {
    if (stopping) return;
    const now = clock.now();
    died.push(now);
    const lately = died.filter((at) => now - at < RESTARTS_WITHIN_MS).length;
    if (lately > RESTARTS_MAX) return onLost(`the embedded database died ${lately} times in five minutes`);
    log.warn({ ...exit, lately }, 'the embedded database died and is started again');
    start(port).then(
      async (next) => {
        current = next;
        if (stopping) await next.stop();
      },
      (cause: unknown) => onLost(`the embedded database does not start again: ${cause instanceof Error ? cause.message : String(cause)}`),
    );
  };

  await mkdir(dataDir, { recursive: true });
  await rm(urlFile, { force: true });
  await writeFile(urlFile, `${current.url}\n`, { mode: OWNER_ONLY });
  return {
    url: current.url,
    pid: () => current.pid,
    stop: async () => {
      stopping = true;
      await rm(urlFile, { force: true });
      await current.stop();
    },
  };
}
