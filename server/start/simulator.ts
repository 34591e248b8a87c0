import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Log } from '../log.ts';

const PROGRAM = fileURLToPath(new URL('../../streams/simulator/main.ts', import.meta.url));
const STOP_MS_MAX = 5_000;
const RESTART_MS = 5_000;

export interface SimulatorChild {
  stop(): Promise<void>;
}

/** The demo's meters: a process of its own that knows nothing of us but the broker's address. Started again when it dies. */
export function startSimulatorChild(options: {
  readonly mqttUrl: string;
  readonly dataDir: string;
  readonly demoNow: InstantMs;
  readonly log: Log;
}): SimulatorChild {
  const demoNow = Temporal.Instant.fromEpochMilliseconds(options.demoNow).toString();
  const args = ['--mqtt-url', options.mqttUrl, '--data-dir', options.dataDir, '--demo-now', demoNow];
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    // With a channel, so that it ends when we do, however we end.
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => options.log.debug({ part: 'simulator' }, line));
    }
    child.once('exit', (code, signal) => {
      if (stopping) return;
      options.log.warn({ code, signal }, 'the simulator ended and is started again');
      timer = setTimeout(() => {
        current = run();
      }, RESTART_MS);
    });
    return child;
  };
  let current = run();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (current.exitCode !== null || current.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => current.once('exit', () => resolve()));
      current.kill('SIGTERM');
      const late = setTimeout(() => current.kill('SIGKILL'), STOP_MS_MAX);
      await gone;
      clearTimeout(late);
    },
  };
}
