import type { InstantMs } from './instant.ts';

/** The only way to ask the time; the process hands it in. Nothing in domain/ holds one: there `now` is an argument. */
export interface Clock {
  now(): InstantMs;
}
