import type { Clock } from '#domain/time/clock.ts';
import { instantMs } from '#domain/time/instant.ts';

/** The clock of the replay's process. */
export const machineClock: Clock = { now: () => instantMs(Date.now()) };
