import { randomUUID } from 'node:crypto';
import { exhaustMap, from, interval, map, merge, Subject, type Subscription, takeUntil } from 'rxjs';
import { LeaseLost } from '#db/store/commit-batch.ts';
import { type Lease, renewLease } from '#db/store/lease.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { codecs } from '../codecs/registry.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { InboundMessage, MqttLink } from '../mqtt/link.ts';
import { openMqttLink } from '../mqtt/open-link.ts';
import { gatherMap } from '../pipeline/gather-map.ts';
import { LateWork } from './late-work.ts';
import { LEASE_MS } from './lease-keeper.ts';
import { ShardWriter } from './shard-writer.ts';
import type { StreamOptions } from './start-streams.ts';

const TICK_MS = 50;
/** Messages of one transaction, and their bytes: some 10,000 readings, half a second of a slow database. Replays come with a hundred a message. */
const MESSAGES_MAX = 2_000;
const BYTES_A_COMMIT = 1_048_576;
/** Taken from the broker and not committed: what a crash makes it send again, what memory holds, and what a live reading waits behind. */
const BYTES_IN_FLIGHT_MAX = 4 * 1_048_576;
const FRAME_MS = 40;
/** Projecting a park of 15,000 meters takes some 20 ms: what frames cost bounds how often they come, to a third of the loop's time. */
const FRAME_COSTS = 2;
/** The least that is made, however large the park and the load (DESIGN 11). */
const FRAME_MS_MAX = 250;
/** While so much waits that what is shown is seconds old in any case, catching up comes first. */
const BEHIND_BYTES = BYTES_IN_FLIGHT_MAX / 2;
const BEHIND_FRAME_MS = 1_000;
const LOOK_MS = 2_000;
const RENEW_MS = LEASE_MS / 4;
const CLOCK_MS = 1_000;
/** Late work goes on between batches even when these never cease, but not more often than this. */
const LATE_MS = 100;

type Times = Record<'turn' | 'frame' | 'look' | 'late' | 'clock', number>;
type Item = { readonly type: 'message'; readonly message: InboundMessage } | { readonly type: 'tick' };

/** One shard while this process holds its lease. */
export class ShardRun {
  readonly writer: ShardWriter;
  readonly #options: StreamOptions;
  readonly #feed: FeedPublisher;
  readonly #late: LateWork;
  readonly #epoch = randomUUID();
  readonly #stop = new Subject<void>();
  readonly #last: Times = { turn: 0, frame: 0, look: 0, late: 0, clock: 0 };
  readonly #shown = new Map<string, number>();
  /** Mean of what the last frames cost, ms. */
  #frameCostMs = 0;
  #link: MqttLink | null = null;
  #subscription: Subscription | null = null;
  #ended: Promise<void> = Promise.resolve();
  #warm = false;
  /** Another process has the lease. */
  #lost = false;
  #stopping = false;

  constructor(options: StreamOptions, feed: FeedPublisher, lease: Lease) {
    this.#options = options;
    this.#feed = feed;
    this.writer = new ShardWriter({ ...options, lease });
    this.#late = new LateWork(this.writer, options.log);
  }

  get warm(): boolean {
    return this.#warm;
  }

  get connected(): boolean {
    return this.#link?.state().connected ?? false;
  }

  /** When the loop last turned. */
  get turnedAt(): number {
    return this.#last.turn;
  }

  /** Warm first, then listen: what the broker kept meanwhile comes after. `onEnd` is told why the run ended by itself. */
  async start(onEnd: (fault: unknown) => void): Promise<void> {
    const { clock, log, mqttUrl } = this.#options;
    this.#keepLease();
    await this.#retrying(() => this.writer.warm());
    if (this.#stopping) return;
    this.#warm = true;
    this.#last.turn = clock.now();
    const { shard } = this.writer.lease;
    this.#link = openMqttLink({
      url: mqttUrl,
      clientId: `parktwin-shard-${shard}`,
      filters: codecs.flatMap((codec) => codec.filters),
      bytesInFlightMax: BYTES_IN_FLIGHT_MAX,
      clock,
      onEvent: (event) => log.info({ shard, ...event }, 'broker session'),
    });
    const messages$ = this.#link.messages$.pipe(map((message): Item => ({ type: 'message', message })));
    const ticks$ = interval(TICK_MS).pipe(
      map((): Item => ({ type: 'tick' })),
      takeUntil(this.#stop),
    );
    this.#ended = new Promise((resolve) => {
      this.#subscription = merge(messages$, ticks$)
        .pipe(gatherMap((items: readonly Item[]) => this.#turn(items), MESSAGES_MAX))
        .subscribe({
          error: (fault: unknown) => {
            resolve();
            onEnd(fault);
          },
          complete: resolve,
        });
    });
  }

  /** Beside the loop, not in it: a large park takes longer to warm, or to load anew, than a lease lasts. Who has lost it learns that in the loop. */
  #keepLease(): void {
    const { pool, log } = this.#options;
    const renew = async (): Promise<void> => {
      try {
        if (!(await renewLease(pool, this.writer.lease, LEASE_MS))) this.#lost = true;
      } catch (fault) {
        log.warn({ err: fault, shard: this.writer.lease.shard }, 'lease not renewed; tried again');
      }
    };
    interval(RENEW_MS)
      .pipe(
        takeUntil(this.#stop),
        exhaustMap(() => from(renew())),
      )
      .subscribe();
  }

  /** Takes nothing more, commits and acknowledges what is in hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#link?.drain();
    this.#stop.next();
    await this.#link?.close();
    await this.#ended;
    for (const twin of this.writer.registry.twins()) this.#feed.forget(twin.model.code);
  }

  /** The lease is gone: nothing may be committed or acknowledged any more. */
  async abandon(): Promise<void> {
    this.#subscription?.unsubscribe();
    this.#stop.next();
    await this.#link?.close();
    for (const twin of this.writer.registry.twins()) this.#feed.forget(twin.model.code);
  }

  async #turn(items: readonly Item[]): Promise<void> {
    const messages = items.flatMap((item) => (item.type === 'message' ? [item.message] : []));
    for (const part of cutByBytes(messages)) await this.#step(part);
  }

  async #step(messages: readonly InboundMessage[]): Promise<void> {
    if (messages.length > 0) await this.#commit(messages);
    const now = this.#options.clock.now();
    await this.#retrying(() => this.#between(now, messages.length));
    this.#frames(this.#options.clock.now());
    this.#last.turn = this.#options.clock.now();
  }

  async #commit(messages: readonly InboundMessage[]): Promise<void> {
    const replies = await this.#retrying(() => this.writer.write(messages));
    for (const message of messages) message.ack();
    for (const reply of replies)
      this.#link
        ?.publish(reply.topic, reply.payload)
        .catch((fault: unknown) => this.#options.log.warn({ err: fault, topic: reply.topic }, 'reply not sent'));
  }

  async #between(now: InstantMs, busy: number): Promise<void> {
    if (this.#lost) throw new LeaseLost(`shard ${this.writer.lease.shard}: another process has taken it`);
    if (this.#due('clock', CLOCK_MS, now)) await this.writer.tick(now);
    const looks = this.#due('look', LOOK_MS, now);
    if (looks) await this.#late.look(now);
    if (this.#moved((park) => this.#feed.takeMoved(park)) || looks) await this.writer.lookAtLedgers();
    await this.writer.readLedgers();
    if (this.#moved((park) => this.#feed.takeAlarmMoved(park)) || looks) await this.writer.lookAtEscalations(now);
    if (busy > 0 && !this.#due('late', LATE_MS, now)) return;
    if (await this.#late.piece(now)) this.#last.late = now;
  }

  /** Of any park of the shard; each is asked, so that none is asked twice. */
  #moved(take: (park: string) => boolean): boolean {
    let moved = false;
    for (const twin of this.writer.registry.twins()) moved = take(twin.model.code) || moved;
    return moved;
  }

  #frames(now: InstantMs): void {
    const bytesInFlight = this.#link?.state().bytesInFlight ?? 0;
    const everyMs = bytesInFlight > BEHIND_BYTES ? BEHIND_FRAME_MS : Math.min(FRAME_MS_MAX, FRAME_MS + FRAME_COSTS * this.#frameCostMs);
    if (!this.#due('frame', everyMs, now)) return;
    this.#options.gauges.set('bytes_in_flight', bytesInFlight);
    for (const twin of this.writer.registry.twins()) {
      const quiet =
        twin.dirtyPoints.size === 0 && twin.dirtyAccounts.size === 0 && now - (this.#shown.get(twin.model.code) ?? 0) < CLOCK_MS;
      if (quiet) continue;
      this.#shown.set(twin.model.code, now);
      this.#feed.publish(twin, this.#epoch, this.writer.refolds.size, now);
    }
    this.#frameCostMs = (3 * this.#frameCostMs + (this.#options.clock.now() - now)) / 4;
  }

  #due(what: keyof Times, everyMs: number, now: number): boolean {
    if (now - this.#last[what] < everyMs) return false;
    this.#last[what] = now;
    return true;
  }

  /** A database that is away is waited for; afterwards the twins are built anew, since a failed commit may have left them ahead. */
  async #retrying<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        if (attempt > 0) await this.writer.warm();
        return await work();
      } catch (fault) {
        if (fault instanceof LeaseLost || (this.#stopping && attempt >= STOPPING_ATTEMPTS)) throw fault;
        this.#options.log.warn({ err: fault, attempt, shard: this.writer.lease.shard }, 'commit failed; tried again');
        await pause(Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** attempt));
      }
    }
  }
}

/** Whoever wants to leave does not wait for a database that is gone: what is not acknowledged the broker keeps. */
const STOPPING_ATTEMPTS = 5;

/** At least one part, if only an empty one; a message larger than a commit is one by itself. */
const cutByBytes = (messages: readonly InboundMessage[]): readonly (readonly InboundMessage[])[] => {
  const parts: InboundMessage[][] = [[]];
  let bytes = 0;
  for (const message of messages) {
    const part = parts.at(-1);
    if (part === undefined || (part.length > 0 && bytes + message.payload.length > BYTES_A_COMMIT)) {
      parts.push([message]);
      bytes = message.payload.length;
    } else {
      part.push(message);
      bytes += message.payload.length;
    }
  }
  return parts;
};

const RETRY_MS = 50;
const RETRY_MS_MAX = 2_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
