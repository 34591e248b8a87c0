import type { Pool } from 'pg';
import { ensureShards, takeLease } from '#db/store/lease.ts';
import { silentLog } from '#db/testing.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { LateWork } from '#streams/runner/late-work.ts';
import { ShardWriter } from '#streams/runner/shard-writer.ts';

/** The stream's own writer at a clock that is set: messages in, everything that is late done. */
export interface YearStream {
  take(messages: readonly Outgoing[], receivedAt: InstantMs): Promise<void>;
  /** Until nothing is left to be folded or priced anew. */
  finish(): Promise<void>;
}

/** Messages of one transaction, as the runner gathers them under load. */
const MESSAGES_A_BATCH = 250;
/** A year of the harness is shorter than this. */
const LEASE_MS = 86_400_000;
/** Later than anything waits to be quiet. */
const LONG_AFTER = Number.MAX_SAFE_INTEGER;

export async function openStream(pool: Pool, clock: { readonly now: () => InstantMs }): Promise<YearStream> {
  await ensureShards(pool, 1);
  const lease = await takeLease(pool, 0, 'year', LEASE_MS);
  if (!lease) throw new Error('year: somebody holds the shard');
  const gauges = { add: () => {}, set: () => {}, observe: () => {} };
  const writer = new ShardWriter({ pool, clock, log: silentLog, gauges, lease });
  await writer.warm();
  const late = new LateWork(writer, silentLog);
  return {
    take: async (messages, receivedAt) => {
      for (let i = 0; i < messages.length; i += MESSAGES_A_BATCH) {
        const piece = messages.slice(i, i + MESSAGES_A_BATCH);
        await writer.write(piece.map(({ topic, payload }) => ({ topic, payload: Buffer.from(payload), receivedAt })));
      }
    },
    finish: async () => {
      await late.look(0);
      while (await late.piece(LONG_AFTER)) await late.look(0);
    },
  };
}
