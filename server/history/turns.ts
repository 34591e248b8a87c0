/** The line is full: the asker is to come again. */
export class TooMany extends Error {}

export interface Turns {
  /** Runs when its turn has come; rejects with TooMany at once where the line is full. */
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** So many at once, so many in line behind them, first come first served. */
export const createTurns = ({ atOnce, waitingMax }: { readonly atOnce: number; readonly waitingMax: number }): Turns => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const begin = (): Promise<void> | void => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    // Who ends hands its place on, so `running` stays.
    return new Promise((resolve) => waiting.push(resolve));
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return {
    take: async (work) => {
      if (running >= atOnce && waiting.length >= waitingMax) throw new TooMany(`${running} run and ${waiting.length} wait`);
      await begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
};
