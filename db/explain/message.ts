import type { InstantMs } from '#domain/time/instant.ts';
import { epochMs, instantIn, type Queryable, rowOf, wholeIn } from '../queries/row.ts';
import { type RawMessage, unpackFrames } from '../store/raw-frames.ts';

export interface StoredMessage extends RawMessage {
  readonly batch: { readonly id: number; readonly committedAt: InstantMs; readonly messages: number };
  /** Its place in the batch, from 0. */
  readonly place: number;
}

const RAW = `select id, ${epochMs('received_at')} as received_at, messages, frames from raw where id = $1 limit 1`;

/** A message out of the row of its commit; null once raw messages of that time are no longer kept. */
export const selectMessage = async (db: Queryable, rawId: number, place: number): Promise<StoredMessage | null> => {
  const row = await rowOf(db, RAW, [rawId], (found) => ({
    id: wholeIn(found, 'id'),
    committedAt: instantIn(found, 'received_at'),
    messages: wholeIn(found, 'messages'),
    frames: found.frames,
  }));
  if (row === null) return null;
  const { frames, ...batch } = row;
  if (!(frames instanceof Uint8Array)) throw new TypeError('row: frames are no bytes');
  const message = unpackFrames(frames)[place];
  if (message === undefined) throw new RangeError(`raw ${rawId}: ${batch.messages} messages, asked for place ${place}`);
  return { ...message, batch, place };
};
