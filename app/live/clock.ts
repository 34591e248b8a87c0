import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, instantMs, SECOND_MS } from '#domain/time/instant.ts';

export interface ServerClock extends Clock {
  /** Takes the server's time from a frame that has just arrived. */
  heard(at: InstantMs): void;
}

/** A difference larger than this is no delay of the network: the machine slept, or the server's clock was set. */
const STEP_MS = 2 * SECOND_MS;

/**
 * The server's time, kept by the browser's steady counter: a phone whose clock is wrong still shows right ages.
 * A frame says "it was `at` when I left", so of all offsets heard the largest is the nearest to the truth.
 * `steady` counts milliseconds from any start; `start` is the best guess of its zero before the first frame.
 */
export const createServerClock = (steady: () => number, start: number): ServerClock => {
  let offset = start;
  let heardOnce = false;
  return {
    now: () => instantMs(Math.round(steady() + offset)),
    heard: (at) => {
      const candidate = at - steady();
      if (!heardOnce || candidate > offset || offset - candidate > STEP_MS) offset = candidate;
      heardOnce = true;
    },
  };
};

export const browserClock = (): ServerClock => createServerClock(() => performance.now(), performance.timeOrigin);
