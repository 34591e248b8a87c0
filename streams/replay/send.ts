import type { Clock } from '#domain/time/clock.ts';
import type { TimedMessage } from './telemetry.ts';
import type { Uplink } from './uplink.ts';

export interface Sent {
  readonly messages: number;
  readonly readings: number;
}

/** Handed to the link and not yet acknowledged; the link itself bounds what is on the wire. */
const IN_FLIGHT_MAX = 500;

/** Sends every message at its time, or as soon as there is room; resolves when all are acknowledged. */
export const sendAll = async (messages: Iterable<TimedMessage>, uplink: Uplink, clock: Clock): Promise<Sent> => {
  const start = clock.now();
  const inFlight = new Set<Promise<void>>();
  let failure: unknown = null;
  let sent = 0;
  let readings = 0;
  for (const message of messages) {
    const waitMs = start + message.dueInMs - clock.now();
    if (waitMs > 0) await sleep(waitMs);
    if (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight);
    if (failure !== null) throw failure;
    const publishing: Promise<void> = uplink
      .publish(message)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => inFlight.delete(publishing));
    inFlight.add(publishing);
    sent += 1;
    readings += message.readings;
  }
  await Promise.all(inFlight);
  if (failure !== null) throw failure;
  return { messages: sent, readings };
};

/** A timer holds 24.8 days at most; a paced replay may wait longer. */
const TIMER_MS_MAX = 2 ** 31 - 1;

const sleep = async (ms: number): Promise<void> => {
  for (let rest = ms; rest > 0; rest -= TIMER_MS_MAX) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(rest, TIMER_MS_MAX)));
  }
};
