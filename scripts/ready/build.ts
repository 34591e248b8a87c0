import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './command.ts';
import { giveUp, say } from './say.ts';

/** What the built pages are made of. Nothing else of the project enters the bundle. */
const SOURCES = ['app', 'domain', 'next.config.js', 'package-lock.json'];

/** Builds the pages when what they are made of differs from what was built last. */
export async function ensureBuilt(): Promise<void> {
  const stamp = join(ROOT, '.next', 'built-hash');
  const hash = hashOf(ROOT, SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('building the pages (about half a minute, and again only when they change)');
  const { code, output } = await run('next', ['build'], { quiet: true, env: { NEXT_TELEMETRY_DISABLED: '1' } });
  if (code !== 0) giveUp(`the pages could not be built:\n${output}`);
  writeFileSync(stamp, hash);
}

/** A hash over names and contents; tests and readmes are no part of a build. */
export const hashOf = (root: string, sources: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(root, source)).toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
};

const filesUnder = (root: string, path: string): readonly string[] => {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isDirectory()) return readdirSync(join(root, path)).flatMap((name) => filesUnder(root, `${path}/${name}`));
  return found?.isFile() && !/\.(test\.tsx?|md)$/.test(path) ? [path] : [];
};
