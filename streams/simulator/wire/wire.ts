import type { Outgoing } from '#streams/codecs/codec.ts';
import type { Shown } from '../meter.ts';

/** What a gateway is to its wire family. */
export interface WireGateway {
  readonly serial: string;
  /** Of its own clock's zone, for families that send local time. */
  readonly offsetMs: number;
}

export interface WireBatch {
  /** What the gateway's meters showed; their `at` is the gateway's clock, right or wrong. */
  readonly readings: readonly Shown[];
  readonly historical: boolean;
  /** Counts the gateway's messages. */
  readonly seq: number;
  readonly sentAt: number;
}

/** How a family of gateways speaks. The other side of the codecs, written apart from them, from the same documents. */
export interface Wire {
  readonly name: string;
  /** Instants are whole multiples of this on the wire, ms. */
  readonly resolutionMs: number;
  /** A message may hold readings of different instants. */
  readonly mixesInstants: boolean;
  readonly readingsAMessageMax: number;
  /** Of what was stored, told in one go: some messages. */
  readonly readingsAChapter: number;
  /** What is said after each connecting, and where the platform answers; null: nothing, telemetry flows at once. */
  readonly handshake: ((gateway: WireGateway, now: number) => Handshake) | null;
  encode(gateway: WireGateway, batch: WireBatch): Outgoing;
}

export interface Handshake {
  readonly messages: readonly Outgoing[];
  readonly replyTopics: readonly string[];
  /** The log-in was answered. */
  isWelcome(topic: string, payload: string): boolean;
}

const MILLI_PER_KILO = 1_000_000;
const UNITS_PER_KILO = 1_000;

/** A register in kWh, kvarh or m³, exact: thousandths have at most 15 digits. */
export const kiloText = (milli: number): string => String(milli / MILLI_PER_KILO);

/** W in kW, litres per hour in m³/h. */
export const kiloOf = (units: number): number => units / UNITS_PER_KILO;
