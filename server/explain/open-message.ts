import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { selectMessage } from '#db/explain/message.ts';
import type { SourceReading } from '#db/explain/slot-source.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { DecodedReading } from '#streams/codecs/codec.ts';
import { decodeMessage } from '#streams/codecs/registry.ts';

/** A raw message as far as the asker may see it. */
export interface OpenedMessage {
  readonly topic: string;
  readonly bytes: number;
  /** Of the payload, hex: the same for everybody who holds the message. */
  readonly sha256: string;
  readonly receivedAt: InstantMs;
  readonly batch: { readonly id: number; readonly committedAt: InstantMs; readonly messages: number };
  /** From 0. */
  readonly place: number;
  /** The payload: text where it is UTF-8, else hex; null where it holds meters that are not the asker's. */
  readonly payload: { readonly encoding: 'text' | 'hex'; readonly text: string; readonly cut: boolean } | null;
  /** What the codec reads in it of this meter. */
  readonly own: readonly DecodedReading[];
  /** Readings of other meters in it. */
  readonly others: number;
}

/** Shown of a payload; one message may be a mebibyte. */
const TEXT_BYTES_MAX = 65_536;
const OWN_MAX = 200;

export interface MessageAsked {
  readonly sent: NonNullable<SourceReading['sent']>;
  readonly serial: string;
  readonly zone: string;
  /** Whether the asker sees raw messages of the whole park. */
  readonly seesAll: boolean;
}

/** Null once raw messages of that time are no longer kept. */
export const openMessage = async (db: Pool, { sent, serial, zone, seesAll }: MessageAsked): Promise<OpenedMessage | null> => {
  const message = await selectMessage(db, sent.rawId, sent.rawIndex);
  if (message === null) return null;
  const { readings, faults } = decodeMessage(message.topic, message.payload, { receivedAt: sent.receivedAt, zoneOf: () => zone });
  const own = readings.filter((reading) => reading.serial === serial);
  const alone = own.length === readings.length && faults.every((fault) => fault.serial === serial);
  return {
    topic: message.topic,
    bytes: message.payload.length,
    sha256: createHash('sha256').update(message.payload).digest('hex'),
    receivedAt: sent.receivedAt,
    batch: message.batch,
    place: message.place,
    payload: seesAll || alone ? shown(message.payload) : null,
    own: own.slice(0, OWN_MAX),
    others: readings.length - own.length,
  };
};

const shown = (payload: Uint8Array): OpenedMessage['payload'] => {
  const part = payload.subarray(0, TEXT_BYTES_MAX);
  const cut = part.length < payload.length;
  try {
    // A character that the cut has gone through is no fault of the message.
    return { encoding: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: cut }), cut };
  } catch {
    return { encoding: 'hex', text: Buffer.from(part).toString('hex'), cut };
  }
};
