import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * One process at a time may write a data directory: two would ruin it. The lock is a file that names its holder. It is stale when that process is
 * gone; a holder on another host (a container that shares the volume) cannot be asked, so it counts as gone when it has not touched the file for a while.
 */
export interface DataDirLock {
  /** To be called every few seconds; false when somebody else has the directory, and then nothing may be written any more. */
  renew(now: Date): boolean;
  release(): void;
}

export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start time of the process in clock ticks since boot, where the system tells: a process id is used again, the pair is not. */
  readonly born: string;
}

/** Six times the renewal period (5 s) of process.ts. */
const FOREIGN_STALE_MS = 30_000;
const ATTEMPTS_MAX = 5;

export function lockDataDir(dataDir: string, now: Date): DataDirLock {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'lock');
  const own = JSON.stringify({ pid: process.pid, host: hostname(), born: bornOf(process.pid) } satisfies Holder);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (tryLink(draft, path)) return heldLock(path, own);
      const found = readOrNone(path);
      if (found === undefined) continue;
      const age = now.getTime() - mtimeOf(path);
      if (isAlive(found, age))
        throw new DataDirInUse(`data directory ${dataDir} is in use by ${describe(found)}; stop it, or choose another directory`);
      setAside(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new DataDirInUse(`data directory ${dataDir} is wanted by several processes at once`);
}

function heldLock(path: string, own: string): DataDirLock {
  const isOurs = (): boolean => readOrNone(path) === own;
  return {
    renew: (now) => {
      if (!isOurs()) return false;
      utimesSync(path, now, now);
      return true;
    },
    release: () => {
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

/** `link` makes the file with its content in one step, or fails when it exists. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Takes a stale lock away; had another process replaced it meanwhile by its own, that one is put back. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (readOrNone(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function isAlive(content: string, ageMs: number): boolean {
  const holder = parseHolder(content);
  if (!holder) return false;
  if (holder.host !== hostname()) return ageMs < FOREIGN_STALE_MS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  const born = bornOf(holder.pid);
  return born === '' || holder.born === '' || born === holder.born;
}

function parseHolder(content: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, host, born } = value as Record<string, unknown>;
    return typeof pid === 'number' && typeof host === 'string' && typeof born === 'string' ? { pid, host, born } : undefined;
  } catch {
    return undefined;
  }
}

const describe = (content: string): string => {
  const holder = parseHolder(content);
  return holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
};

/** Field 22 of /proc/{pid}/stat (proc(5)); empty where there is no such thing. The name before it may hold blanks and brackets. */
function bornOf(pid: number): string {
  const stat = readOrNone(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function mtimeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function readOrNone(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
