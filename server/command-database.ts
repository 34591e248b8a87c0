import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';
import { configFromProcess } from './config.ts';

/** The database a command works on. */
export interface CommandDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * What `--database-url` names, else DATABASE_URL, else the embedded database of DATA_DIR: the running program's, or started for the command.
 * `giveUp` is told what is wrong with the configuration.
 */
export async function openCommandDatabase(named: string | undefined, giveUp: (text: string) => never): Promise<CommandDatabase> {
  if (named !== undefined) return kept(named);
  const result = configFromProcess();
  const config = result.type === 'config' ? result.config : giveUp(result.faults.join('\n'));
  if (config.databaseUrl !== null) return kept(config.databaseUrl);
  const running = join(config.dataDir, 'database.url');
  if (existsSync(running)) return kept((await readFile(running, 'utf8')).trim());
  const database = await startEmbeddedDatabase({ dataDir: join(config.dataDir, 'database') });
  await migrate({ url: database.url });
  return { url: database.url, [Symbol.asyncDispose]: () => database.stop() };
}

/** Somebody else's: it goes on when the command ends. */
const kept = (url: string): CommandDatabase => ({ url, [Symbol.asyncDispose]: async () => {} });
