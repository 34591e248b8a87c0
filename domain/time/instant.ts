import type { Brand } from '../units/brand.ts';

/** Milliseconds since the Unix epoch, UTC. Ranges are [from, to) always. */
export type InstantMs = Brand<number, 'instantMs'>;

/** A park-local calendar day, "2026-11-22". */
export type ParkDay = Brand<string, 'parkDay'>;

export const instantMs = (n: number): InstantMs => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`instant: ${n} is not a whole millisecond`);
  return n as InstantMs;
};

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** The billing interval (15 min). Zones are offset by whole quarters of an hour, so slots sit on the epoch's grid. */
export const SLOT_MS = 15 * MINUTE_MS;

/** The start of the slot an instant lies in. */
export const slotStartOf = (at: InstantMs): InstantMs => (Math.floor(at / SLOT_MS) * SLOT_MS) as InstantMs;
