import type { Clock } from '#domain/time/clock.ts';
import { instantMs } from '#domain/time/instant.ts';

/** The clock of the simulator's process, which cannot borrow the server's. */
export const machineClock: Clock = { now: () => instantMs(Date.now()) };
