import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { framesAt, type Holds, packHolds } from './raw-holds.ts';

/** A message as it came. */
export interface RawMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
}

const LENGTHS = 6;

/**
 * The messages of one commit as one compressed row: for each, two bytes topic length, four bytes payload length, topic, payload.
 * A reading names the row and the message's place in it, so every figure opens down to the bytes that brought it (law 7). Before them stands of which
 * meters each tells, so that who looks for one meter's need not open all.
 */
export const packFrames = (messages: readonly RawMessage[], holds: Holds): Uint8Array => {
  const topics = messages.map((message) => Buffer.from(message.topic));
  const size = messages.reduce((sum, message, i) => sum + LENGTHS + (topics[i]?.length ?? 0) + message.payload.length, 0);
  const plain = Buffer.allocUnsafe(size);
  let at = 0;
  messages.forEach((message, i) => {
    const topic = topics[i] ?? Buffer.alloc(0);
    at = plain.writeUInt16BE(topic.length, at);
    at = plain.writeUInt32BE(message.payload.length, at);
    at += topic.copy(plain, at);
    plain.set(message.payload, at);
    at += message.payload.length;
  });
  return Buffer.concat([packHolds(holds), zstdCompressSync(plain, { params: { 100: 1 } })]);
};

export const unpackFrames = (frames: Uint8Array): readonly RawMessage[] => {
  const plain = zstdDecompressSync(frames.subarray(framesAt(frames)));
  const messages: RawMessage[] = [];
  for (let at = 0; at < plain.length; ) {
    const topicLength = plain.readUInt16BE(at);
    const payloadLength = plain.readUInt32BE(at + 2);
    const topicAt = at + LENGTHS;
    const payloadAt = topicAt + topicLength;
    messages.push({ topic: plain.toString('utf8', topicAt, payloadAt), payload: plain.subarray(payloadAt, payloadAt + payloadLength) });
    at = payloadAt + payloadLength;
  }
  return messages;
};
