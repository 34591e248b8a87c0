import { SECOND_MS } from '#domain/time/instant.ts';
import type { Log } from '../log.ts';

/** Things to stop, in the order opposite to their start. */
export interface Shutdown {
  /** Registers how to stop what has just been started. */
  onStop(name: string, stop: () => Promise<void>): void;
  run(): Promise<void>;
}

/** Commit what is in hand, acknowledge, hang up: seconds. A supervisor commonly kills after thirty. */
const STOP_MS_MAX = 25 * SECOND_MS;

export function createShutdown(log: Log): Shutdown {
  const stops: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  const drain = async (): Promise<void> => {
    for (const { name, stop } of stops.toReversed()) {
      try {
        await stop();
      } catch (cause) {
        log.error({ err: cause, part: name }, 'did not stop cleanly');
      }
    }
  };
  let running: Promise<void> | null = null;
  return {
    onStop: (name, stop) => {
      stops.push({ name, stop });
    },
    run: () => {
      running ??= Promise.race([drain(), tooLate(log)]);
      return running;
    },
  };
}

const tooLate = (log: Log): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      log.error({}, 'stopping took too long; what was not committed will be delivered again');
      resolve();
    }, STOP_MS_MAX);
    timer.unref();
  });
