import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '#db/embedded/start.ts';

/** An embedded database in a process of its own, under an url that survives its deaths. */
export interface BenchDatabase {
  readonly url: string;
  pid(): number;
  /** `kill -9` of whatever process has the data directory, also one that is still starting; resolves when the next one serves. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const AGAIN_MS = 100;
const SERVES_MS_MAX = 60_000;

/** Starts it, and starts it again on the same directory, port and password whenever it dies. */
export const startDatabase = async (dataDir: string): Promise<BenchDatabase> => {
  const password = randomBytes(18).toString('base64url');
  let stopping = false;
  let serving: Promise<EmbeddedDatabase>;
  const start = async (port: number): Promise<EmbeddedDatabase> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await startEmbeddedDatabase({ dataDir, port, password, onExit: () => revive() });
      } catch (fault) {
        // Killed while it started; anything else shows again.
        if (attempt * AGAIN_MS > SERVES_MS_MAX) throw fault;
        await after(AGAIN_MS);
      }
    }
  };
  const revive = (): void => {
    if (!stopping) serving = start(port);
  };
  serving = start(0);
  let current = await serving;
  const { url } = current;
  const port = Number(new URL(url).port);
  return {
    url,
    pid: () => current.pid,
    kill: async () => {
      const pid = holderOf(dataDir) ?? current.pid;
      const died = serving;
      killProcess(pid);
      // A process that is still starting leaves `serving` as it is: its own promise goes on with the next.
      while (serving === died && pid === current.pid) await after(1);
      current = await serving;
    },
    stop: async () => {
      stopping = true;
      await (await serving).stop();
    },
  };
};

/** The process that holds the lock of the directory, started or starting. */
const holderOf = (dataDir: string): number | null => {
  try {
    const { pid } = JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'));
    return typeof pid === 'number' && pid > 0 ? pid : null;
  } catch {
    return null;
  }
};

const killProcess = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};
