import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BaselineOrder {
  readonly databaseUrl: string;
  readonly mqttUrl: string;
  /** Into which it writes. */
  readonly table: string;
  readonly topic: string;
  readonly reportMs: number;
}

export interface RunningBaseline {
  readonly pid: number;
  stored(): number;
  connected(): boolean;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./baseline-process.ts', import.meta.url));

export const startBaseline = (order: BaselineOrder): RunningBaseline => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let last = { stored: 0, connected: false };
  child.on('message', (message) => {
    last = message as typeof last;
  });
  const { databaseUrl, mqttUrl, table, topic, reportMs } = order;
  child.send({ databaseUrl, mqttUrl, table, topic, reportMs } satisfies BaselineOrder, () => {});
  return {
    pid: child.pid ?? 0,
    stored: () => last.stored,
    connected: () => last.connected,
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};
