// `npm run check` part: the house rules that a machine can see. Prints every fault of the whole tree at once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bannedFaults } from './tidy/banned.ts';
import { invariantFaults } from './tidy/invariants.ts';
import { lockFaults } from './tidy/lock.ts';
import { shapeFaults, sizesOf } from './tidy/shape.ts';
import { type Fault, type SourceFile, sourceFile } from './tidy/source-file.ts';

const LEFT_OUT = new Set(['node_modules', '.git', '.next', 'data', 'screens', 'test-results', 'coverage', 'next-env.d.ts']);
const READ = /\.(ts|tsx|mjs|cjs|js|css|sql|md|json)$/;

/** All faults of a set of files, by path and line. */
export const tidyFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  [
    ...files.flatMap((file) => [...shapeFaults(file), ...bannedFaults(file)]),
    ...sizesOf(files).faults,
    ...invariantFaults(files),
    ...lockFaults(files),
  ].toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder || '.', { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(path) : entry.isFile() && READ.test(path) ? [path] : [];
    });

if (import.meta.main) {
  const files = filesUnder('').map((path) => sourceFile(path, readFileSync(join(process.cwd(), path), 'utf8')));
  const faults = tidyFaults(files);
  const { median, long } = sizesOf(files);
  for (const file of long) process.stdout.write(`long: ${file.path} has ${file.lines} lines\n`);
  for (const { path, line, says } of faults) process.stdout.write(`${path}${line > 0 ? `:${line}` : ''}: ${says}\n`);
  process.stdout.write(`tidy: ${faults.length} faults in ${files.length} files, median ${median} lines\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
