import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import { createStore, type Store } from './store.ts';

/** The time as components see it: one step a second, for all at once, only while somebody looks. */
export type Ticker = Store<InstantMs>;

export const createTicker = (clock: Clock): Ticker => {
  const now = createStore(clock.now());
  let lookers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const step = () => {
    now.set(clock.now());
    // Just after the server's full second, so that a clock on the wall jumps when others do.
    timer = setTimeout(step, SECOND_MS - (clock.now() % SECOND_MS));
  };
  return {
    get: now.get,
    subscribe: (listener) => {
      const release = now.subscribe(listener);
      lookers += 1;
      if (lookers === 1) step();
      return () => {
        release();
        lookers -= 1;
        if (lookers === 0) clearTimeout(timer);
      };
    },
  };
};
