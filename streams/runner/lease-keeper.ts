import type { Pool } from 'pg';
import { exhaustMap, from, interval, type Subscription, startWith } from 'rxjs';
import type { Log } from '#db/log.ts';
import { ensureShards, giveUpLease, type Lease, parksOfNoShard, takeLease } from '#db/store/lease.ts';

/** How long a shard stays a silent owner's. */
export const LEASE_MS = 8_000;
const LOOK_MS = 1_000;
/** The first free shard is taken at once; a further one only when it has stayed free for a lease's length, so that processes started together share. */
const GREED_LOOKS = LEASE_MS / LOOK_MS;

export interface LeaseKeeper {
  /** A shard ended here by itself; it may be taken again. */
  release(shard: number): void;
  /** Takes no more shards. */
  pause(): void;
  giveUp(): Promise<void>;
}

/** Looks for shards without an owner and takes them. `onTaken` runs one shard at a time. */
export const keepLeases = (
  options: { readonly pool: Pool; readonly shards: number; readonly holder: string; readonly log: Log },
  onTaken: (lease: Lease) => Promise<void>,
): LeaseKeeper => {
  const held = new Map<number, Lease>();
  let patience = 0;
  const look = async (): Promise<void> => {
    await ensureShards(options.pool, options.shards);
    if (held.size === 0) {
      const lost = await parksOfNoShard(options.pool, options.shards);
      if (lost.length > 0)
        options.log.warn({ parks: lost, shards: options.shards }, 'parks in shards that do not exist: nobody listens for them');
    }
    for (let shard = 0; shard < options.shards; shard++) {
      if (held.has(shard)) continue;
      if (held.size > 0 && ++patience < GREED_LOOKS) return;
      const lease = await takeLease(options.pool, shard, options.holder, LEASE_MS);
      if (!lease) continue;
      patience = 0;
      held.set(shard, lease);
      options.log.info({ shard, epoch: lease.epoch }, 'shard taken');
      await onTaken(lease);
    }
  };
  const looks$ = interval(LOOK_MS).pipe(
    startWith(0),
    exhaustMap(() => from(look().catch((fault: unknown) => options.log.warn({ err: fault }, 'looking for shards failed; tried again')))),
  );
  const subscription: Subscription = looks$.subscribe();
  return {
    release: (shard) => void held.delete(shard),
    pause: () => subscription.unsubscribe(),
    giveUp: async () => {
      for (const lease of held.values())
        await giveUpLease(options.pool, lease).catch((fault: unknown) =>
          options.log.warn({ err: fault }, 'lease not given up; it runs out'),
        );
    },
  };
};
