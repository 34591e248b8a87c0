import type { InstantMs } from '#domain/time/instant.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import type { ReplayReading } from './reading.ts';

/** A message and when to send it, counted from the first. */
export interface TimedMessage extends Outgoing {
  readonly dueInMs: number;
  readonly readings: number;
}

export interface ReplayPace {
  /** How many times faster than the meters' own time; 0: as fast as the broker takes it. */
  readonly speed: number;
  readonly gateway: string;
}

/** 50 readings are some 5 KiB. */
const READINGS_A_MESSAGE = 50;

/**
 * Canonical messages of a file's readings. As fast as possible, they are what a gateway stored and sends later: historical, fifty
 * a message. Paced, they are live readings of meters whose clock runs in the past: one message an instant.
 */
export function* canonicalMessages(readings: readonly ReplayReading[], { speed, gateway }: ReplayPace): Generator<TimedMessage> {
  const sorted = speed === 0 ? readings : readings.toSorted((a, b) => a.at - b.at);
  const first = sorted[0]?.at ?? 0;
  let from = 0;
  for (let seq = 1; from < sorted.length; seq++) {
    let to = from + 1;
    while (to < sorted.length && to - from < READINGS_A_MESSAGE && (speed === 0 || sorted[to]?.at === sorted[from]?.at)) to++;
    const group = sorted.slice(from, to);
    const dueInMs = speed === 0 ? 0 : ((group[0]?.at ?? first) - first) / speed;
    yield { topic: `twin/v1/${gateway}/up`, payload: payloadOf(group, { seq, historical: speed === 0 }), dueInMs, readings: group.length };
    from = to;
  }
}

const payloadOf = (group: readonly ReplayReading[], { seq, historical }: { readonly seq: number; readonly historical: boolean }): string =>
  JSON.stringify({
    seq,
    readings: group.map(({ serial, at, registers }) => ({
      sn: serial,
      at: textOf(at),
      ...registers,
      ...(historical ? { historical } : {}),
    })),
  });

const textOf = (at: InstantMs): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
