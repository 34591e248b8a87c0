import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import type { Log } from './log.ts';

export const MIGRATIONS_DIR = fileURLToPath(new URL('./migrations', import.meta.url));

export interface MigrateOptions {
  readonly url: string;
  readonly log?: Log;
  /** Stop after this many files: how tests make an older version. */
  readonly count?: number;
  readonly dir?: string;
}

/** An arbitrary number of ours; whoever holds it is migrating. See docs/decisions/0006-one-migration-at-a-time.md. */
const MIGRATION_LOCK = 7_241_865_325;

/**
 * Brings the database to the newest version: every file of db/migrations that has not run yet, in one transaction, under a lock that a second process
 * waits for and then finds nothing to do. Answers the names of what ran.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  await withClient(options.url, (client) => client.query('create extension if not exists timescaledb'));
  return withClient(options.url, async (client) => {
    await client.query('begin');
    try {
      await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      const ran = await runner({
        dbClient: client,
        dir: options.dir ?? MIGRATIONS_DIR,
        direction: 'up',
        migrationsTable: 'schema_migration',
        noLock: true,
        // its own begin finds ours and changes nothing; its commit is ours
        singleTransaction: true,
        ...(options.count === undefined ? {} : { count: options.count }),
        logger: quietLogger(options.log),
      });
      await client.query('commit');
      const names = ran.map((migration) => migration.name);
      if (names.length > 0) options.log?.info({ migrations: names }, 'database migrated');
      return names;
    } catch (fault) {
      await client.query('rollback').catch(() => undefined);
      throw fault;
    }
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'parktwin-migrate', options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The runner tells each file twice and each failed statement in full; the error itself carries what matters. */
function quietLogger(log: Log | undefined) {
  return {
    debug: () => {},
    info: () => {},
    warn: (text: string) => log?.warn({}, text),
    error: (text: string) => log?.error({}, text),
  };
}
