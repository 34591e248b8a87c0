import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BoardName } from '#domain/board/board.ts';

export interface WatchersOrder {
  readonly url: string;
  readonly token: string;
  readonly watches: readonly { readonly board: BoardName; readonly wall: boolean }[];
  /** Readings before this instant count nowhere. */
  readonly sinceAt: number;
}

/** Ages, ms, of what boards of each kind showed when they showed it, since it was last asked. */
export interface WatchersReport {
  readonly account: readonly number[];
  readonly park: readonly number[];
  readonly frames: number;
  readonly connected: number;
}

export interface RunningWatchers {
  ask(): Promise<WatchersReport>;
  stop(): void;
}

const PROGRAM = fileURLToPath(new URL('./watchers-process.ts', import.meta.url));

export const startWatchers = (order: WatchersOrder): RunningWatchers => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(order, () => {});
  return {
    ask: async () => {
      const answer = once(child, 'message');
      child.send('ask', () => {});
      return (await answer)[0];
    },
    stop: () => child.disconnect(),
  };
};
