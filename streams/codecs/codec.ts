import type { RegisterValues } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** Why a message, or a part of it, is not stored. The codes are what a quarantine row and the counters show. */
export type FaultCode =
  | 'MALFORMED' // not the format its topic promises
  | 'TOO_LARGE' // over 1 MiB
  | 'TOO_DEEP'
  | 'BAD_VALUE' // NaN, negative, wrong unit, not a decimal
  | 'BAD_TIME'
  | 'UNKNOWN_TOPIC'
  | 'UNKNOWN_DEVICE'
  | 'BEFORE_INSTALLATION'
  | 'FUTURE'
  | 'OUT_OF_RANGE';

export interface Fault {
  readonly code: FaultCode;
  readonly serial: string | null;
  /** One line for a person: which field, what it held. Bounded to 200 characters. */
  readonly detail: string;
}

/** One meter's registers at one instant of its own clock, as a codec read them. */
export interface DecodedReading {
  readonly serial: string;
  readonly at: InstantMs;
  readonly registers: RegisterValues;
  /** W at the meter's own side (before CT x PT), + drawn from the grid; null where not sent. Water: litres per hour. */
  readonly power: number | null;
  readonly relay: 'closed' | 'open' | null;
  readonly historical: boolean;
}

export interface Outgoing {
  readonly topic: string;
  readonly payload: string;
}

/** What one message holds. `readings` and `faults` are counted one by one (law 1); a handshake is counted as control. */
export interface Decoded {
  readonly readings: readonly DecodedReading[];
  readonly faults: readonly Fault[];
  /** Answers to log-in and time requests; sent at QoS 1 after the message itself is acknowledged. */
  readonly replies: readonly Outgoing[];
}

export interface DecodeContext {
  readonly receivedAt: InstantMs;
  /** The zone of the park a gateway or meter belongs to, for formats that send local time; null when unknown. */
  zoneOf(serial: string): string | null;
}

/** A wire family. Total: whatever the bytes, `decode` returns; it never throws. */
export interface Codec {
  readonly name: string;
  /** MQTT filters to subscribe to. */
  readonly filters: readonly string[];
  matches(topic: string): boolean;
  decode(topic: string, payload: Uint8Array, context: DecodeContext): Decoded;
}
