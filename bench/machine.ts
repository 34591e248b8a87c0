import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';

/** What the figures were measured on; a busy machine makes them worse, so its load is told too. */
export const machineText = (): string => {
  const model = /model name\s*:\s*(.+)/.exec(readOrNothing('/proc/cpuinfo'))?.[1] ?? process.arch;
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores of ${model}, ${memory} GB, Node ${process.versions.node}, load before the run ${loadavg()[0]?.toFixed(1)}`;
};

const TICKS_PER_SECOND = 100;

/** Processor time a process has used, user and system, ms (proc(5)); 0 of one that is not of this machine. */
export const cpuMsOf = (pid: number): number => {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 1_000) / TICKS_PER_SECOND;
};

/** Resident memory of a process, bytes. */
export const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0) * 1_024;

/** Processes it has started and that still run. */
export const childrenOf = (pid: number): readonly number[] =>
  readOrNothing(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);

export const commandOf = (pid: number): string => readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

const readOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
