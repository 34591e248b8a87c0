import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';
import type { Config } from './config.ts';

/** The database a command works on. */
export interface CommandDatabase extends AsyncDisposable {
  readonly url: string;
}

/** DATABASE_URL, or the embedded database of DATA_DIR: the running program's, or started for the command. */
export async function openCommandDatabase(config: Config): Promise<CommandDatabase> {
  if (config.databaseUrl !== null) return kept(config.databaseUrl);
  const running = join(config.dataDir, 'database.url');
  if (existsSync(running)) return kept((await readFile(running, 'utf8')).trim());
  const database = await startEmbeddedDatabase({ dataDir: join(config.dataDir, 'database') });
  await migrate({ url: database.url });
  return { url: database.url, [Symbol.asyncDispose]: () => database.stop() };
}

/** Somebody else's: it goes on when the command ends. */
export const kept = (url: string): CommandDatabase => ({ url, [Symbol.asyncDispose]: async () => {} });
