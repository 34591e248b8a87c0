import { HOUR_MS, type InstantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';

const DAY_MS = 24 * HOUR_MS;

/** How old a figure is, in the largest unit that fits; a clock that runs ahead is "0 s". */
export interface Age {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly n: number;
}

export const ageOf = (at: InstantMs, now: InstantMs): Age => {
  const ms = Math.max(0, now - at);
  if (ms < MINUTE_MS) return { unit: 'second', n: Math.floor(ms / SECOND_MS) };
  if (ms < HOUR_MS) return { unit: 'minute', n: Math.floor(ms / MINUTE_MS) };
  if (ms < 2 * DAY_MS) return { unit: 'hour', n: Math.floor(ms / HOUR_MS) };
  return { unit: 'day', n: Math.floor(ms / DAY_MS) };
};

/** fresh: quiet · stale: muted, with its age · offline: hatched. */
export type Freshness = 'fresh' | 'stale' | 'offline';

/** A figure is stale beyond two of its intervals, and offline (as the board counts it) beyond ten minutes more, or before its first reading. */
export const freshnessOf = (at: InstantMs | null, intervalS: number, now: InstantMs): Freshness => {
  if (at === null) return 'offline';
  const overdueMs = now - at - STALE_INTERVALS * intervalS * SECOND_MS;
  return overdueMs > OFFLINE_MS ? 'offline' : overdueMs > 0 ? 'stale' : 'fresh';
};

const STALE_INTERVALS = 2;
const OFFLINE_MS = 10 * MINUTE_MS;
