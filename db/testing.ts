import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { startEmbeddedDatabase } from './embedded/start.ts';
import type { Log } from './log.ts';
import { MIGRATIONS_DIR, migrate } from './migrate.ts';
import { createPool } from './pool.ts';

/** A migrated database of its own, in memory, for one test file. `await using db = await freshDatabase()`, or beforeAll and afterAll. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly pool: Pool;
  stop(): Promise<void>;
}

/** Lets a test pass where a log is asked for and nobody reads it. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Enough for tests of several clients at once. */
const CONNECTIONS = 4;

const CACHE_DIR = fileURLToPath(new URL('../node_modules/.cache/parktwin', import.meta.url));
/** Templates of other versions are swept once they are this old; a younger one may be in use by another checkout's run. */
const TEMPLATE_MS_MAX = 3_600_000;

export interface FreshOptions {
  /** Only the first so many migrations: an older version; 0: an empty database. */
  readonly migrations?: number;
}

/** Takes a second: the cluster is cloned from a tar of a migrated one, which the first test ever makes. */
export async function freshDatabase(options: FreshOptions = {}): Promise<TestDatabase> {
  const { migrations } = options;
  const database = await startEmbeddedDatabase({
    dataDir: 'memory://',
    loadFrom: await templateOf(migrations === undefined ? 'newest' : 'empty'),
  });
  if (migrations !== undefined && migrations > 0) await migrate({ url: database.url, count: migrations });
  const pool = createPool({ url: database.url, max: CONNECTIONS, applicationName: 'parktwin-test', log: silentLog });
  const stop = async (): Promise<void> => {
    await pool.end();
    await database.stop();
  };
  return { url: database.url, pool, stop, [Symbol.asyncDispose]: stop };
}

/** A tar of a cluster, made once. Workers that race make it twice; the rename is atomic, so both are whole. */
async function templateOf(version: 'empty' | 'newest'): Promise<string> {
  const path = join(CACHE_DIR, `database-${versionOf(MIGRATIONS_DIR)}-${version}.tar`);
  if (existsSync(path)) return path;
  mkdirSync(CACHE_DIR, { recursive: true });
  sweep();
  const draft = `${path}.${process.pid}`;
  const database = await startEmbeddedDatabase({ dataDir: 'memory://', dumpTo: draft });
  try {
    if (version === 'newest') await migrate({ url: database.url });
  } finally {
    await database.stop();
  }
  renameSync(draft, path);
  return path;
}

function versionOf(dir: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(dir).sort()) hash.update(`${name}\0`).update(readFileSync(join(dir, name)));
  hash.update(readFileSync(new URL('../package-lock.json', import.meta.url)));
  hash.update(readFileSync(new URL('./embedded/engine.ts', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

function sweep(): void {
  for (const name of readdirSync(CACHE_DIR)) {
    const path = join(CACHE_DIR, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (name.startsWith('database-') && age > TEMPLATE_MS_MAX) rmSync(path, { force: true });
  }
}
