import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, listens } from './free-port.ts';

export interface BenchBroker {
  readonly url: string;
  pid(): number;
  /** `kill -9`; resolves when the next one listens. Null where a restart would forget its sessions. */
  readonly kill: (() => Promise<void>) | null;
  /** Writes what it holds to disk at once, where it can. */
  save(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Mosquitto as production runs it (streams/mqtt/README.md). It acknowledges a publisher when a message is in its memory and saves that
 * every second; what it acknowledged since the last save dies with it. See SAVED_MS_MAX.
 */
const mosquittoConfig = (port: number, dir: string): string =>
  [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    `user ${userInfo().username}`,
    'persistence true',
    `persistence_location ${dir}/`,
    'autosave_interval 1',
    'max_inflight_messages 0',
    'max_queued_messages 0',
    'set_tcp_nodelay true',
    'log_dest none',
    '',
  ].join('\n');

/** What Mosquitto acknowledged longer ago than this is on disk: its interval of a second, and patience for a busy machine. */
export const SAVED_MS_MAX = 5_000;

export const startMosquitto = async (program: string, dir: string): Promise<BenchBroker> => {
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const config = join(dir, 'mosquitto.conf');
  writeFileSync(config, mosquittoConfig(port, dir));
  let stopping = false;
  let child: ChildProcess;
  const start = (): void => {
    child = spawn(program, ['-c', config], { stdio: 'ignore' });
    child.once('exit', () => stopping || start());
  };
  const serving = async (): Promise<void> => {
    while (!(await listens(port, () => child.exitCode === null && child.signalCode === null))) await after(1);
  };
  start();
  process.once('exit', () => child.kill('SIGKILL'));
  await serving();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    pid: () => child.pid ?? 0,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await serving();
    },
    save: async () => {
      child.kill('SIGUSR1');
      while (!existsSync(join(dir, 'mosquitto.db'))) await after(10);
    },
    stop: async () => {
      stopping = true;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};

const EMBEDDED = fileURLToPath(new URL('./broker-process.ts', import.meta.url));

/** The embedded broker (aedes) in a process of its own; it forgets its sessions when it dies, so it is never killed. */
export const startEmbeddedBroker = async (): Promise<BenchBroker> => {
  const child = spawn(process.execPath, [EMBEDDED], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`the embedded broker ended with ${code}`)));
  });
  return {
    url,
    pid: () => child.pid ?? 0,
    kill: null,
    save: async () => {},
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};
