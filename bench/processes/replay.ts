import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ReplayOrder {
  readonly mqttUrl: string;
  /** Numbers of the load park's meters. */
  readonly firstMeter: number;
  readonly meters: number;
  /** Whole quarter-hours, [from, to). */
  readonly from: number;
  readonly to: number;
  readonly readingsPerSecond: number;
}

const PROGRAM = fileURLToPath(new URL('./replay-process.ts', import.meta.url));

/** Answers the number of readings the broker has acknowledged. */
export const replay = (order: ReplayOrder): Promise<number> => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(order, () => {});
  return new Promise((resolve, reject) => {
    child.once('message', (readings) => resolve(Number(readings)));
    child.once('exit', (code) => reject(new Error(`the replaying gateway ended with ${code}`)));
  });
};
