import type { Clock } from '#domain/time/clock.ts';
import { instantMs } from '#domain/time/instant.ts';

/** The machine's clock: the one place that asks it. */
export const systemClock: Clock = { now: () => instantMs(Date.now()) };
