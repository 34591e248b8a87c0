import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOptions, LoadResult } from '#streams/simulator/load-generator.ts';

export interface LoadOrder extends Omit<LoadOptions, 'clock' | 'signal'> {
  /** How far the meters' clocks lie behind the machine's; the stream process's as well. */
  readonly behindMs: number;
}

export interface RunningLoad {
  readonly result: Promise<LoadResult>;
  /** Sends nothing more; what is in flight is still awaited. */
  end(): void;
}

const PROGRAM = fileURLToPath(new URL('./load-process.ts', import.meta.url));

export const startLoad = (order: LoadOrder): RunningLoad => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.once('message', (message) => resolve(message as LoadResult));
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
  });
  child.send(order, () => {});
  return { result, end: () => child.send('end', () => {}) };
};
