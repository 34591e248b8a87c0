import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StreamHealth } from '#streams/runner/runner.ts';

export interface StreamOrder {
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  readonly shards: number;
  readonly logPath: string;
  readonly reportMs: number;
  /** How far the process's clock lies behind the machine's, so that a run can be laid over a quarter-hour's edge. */
  readonly behindMs: number;
  /** Send boards to web processes over the broker, as a stream process of a larger installation does. */
  readonly feed: boolean;
}

/** What a stream process tells of itself; sums since its start, observations since the last report. */
export interface StreamReport {
  readonly health: StreamHealth;
  readonly rssBytes: number;
  readonly cpuMs: number;
  readonly frames: number;
  readonly sums: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, number>>;
  readonly observed: Readonly<Record<string, readonly number[]>>;
}

export interface BenchStream {
  pid(): number;
  /** Null until it has told of itself since it was last started. */
  report(): StreamReport | null;
  onReport(listen: (report: StreamReport) => void): void;
  /** How often it ended though nobody had killed it. */
  diedByItself(): number;
  /** `kill -9`; resolves when the next one has told of itself, unless it is left dead. */
  kill(options?: { readonly revive: boolean }): Promise<void>;
  /** SIGTERM; answers its exit code. */
  stop(): Promise<number | null>;
}

const PROGRAM = fileURLToPath(new URL('../chaos/stream-process.ts', import.meta.url));
const STOP_MS_MAX = 30_000;

/** A stream process that is started again whenever it ends. */
export const startStream = (order: StreamOrder, nodeArgs: readonly string[] = []): BenchStream => {
  const listeners: ((report: StreamReport) => void)[] = [];
  let report: StreamReport | null = null;
  let wanted = true;
  let killed = false;
  let died = 0;
  let child: ChildProcess;

  const start = (): void => {
    report = null;
    killed = false;
    const own = spawn(process.execPath, [...nodeArgs, PROGRAM], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child = own;
    own.stderr?.on('data', (chunk: Buffer) => appendFileSync(order.logPath, chunk));
    own.on('message', (message) => {
      if (own !== child) return;
      report = message as StreamReport;
      for (const listen of listeners) listen(report);
    });
    own.once('exit', (code, signal) => {
      if (wanted && !killed) {
        died++;
        appendFileSync(order.logPath, `the stream process ended by itself: ${signal ?? code}\n`);
      }
      if (wanted) start();
    });
    own.send(order, () => {});
  };
  start();
  return {
    pid: () => child.pid ?? 0,
    report: () => report,
    onReport: (listen) => void listeners.push(listen),
    diedByItself: () => died,
    kill: async ({ revive } = { revive: true }) => {
      wanted = revive;
      killed = true;
      report = null;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      while (revive && report === null) await after(10);
    },
    stop: async () => {
      wanted = false;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      await gone;
      clearTimeout(late);
      return child.exitCode;
    },
  };
};
