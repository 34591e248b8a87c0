import type { ClientBase, Pool } from 'pg';
import type { Log } from '#db/log.ts';
import { listParks } from '#db/park/list-parks.ts';
import { loadParkModel } from '#db/park/load-model.ts';
import type { Batch, LateStored } from '#db/store/batch.ts';
import { commitBatch, countsAfter, LeaseLost } from '#db/store/commit-batch.ts';
import type { Lease } from '#db/store/lease.ts';
import { packFrames } from '#db/store/raw-frames.ts';
import type { Holds } from '#db/store/raw-holds.ts';
import { createRawIds, type RawIds } from '#db/store/raw-ids.ts';
import { loadSame } from '#db/store/refold-store.ts';
import { resolveWaiting, type WaitingMessage } from '#db/store/take-over.ts';
import { warmStart } from '#db/store/warm-start.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { balanceAlarms, demandAlarms, flagAlarms, noteAlarms } from '#domain/twin/alarms.ts';
import { bookSlot } from '#domain/twin/book-slot.ts';
import type { AlarmChange, Effects, FlagRow } from '#domain/twin/effects.ts';
import { rollDay } from '#domain/twin/roll-day.ts';
import { type Twin, touchAccount } from '#domain/twin/state.ts';
import type { Outgoing } from '../codecs/codec.ts';
import { decodeMessage } from '../codecs/registry.ts';
import { type AssembleContext, type Assembled, assemble, type Intake } from '../pipeline/assemble.ts';
import { RefoldQueue } from '../pipeline/refold-queue.ts';
import { installationAt, Registry } from '../pipeline/registry.ts';
import { LedgerReader } from './ledger-reader.ts';
import { lookAtEscalations } from './look-at-escalations.ts';
import type { Gauges } from './runner.ts';

export interface WriterOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly gauges: Gauges;
  readonly lease: Lease;
}

/** What goes with a batch: the messages it came from, what quarantine held of them, and alarms that were found already. */
interface Besides {
  readonly messages: readonly Intake[];
  readonly taken: readonly WaitingMessage[];
  readonly alarms?: readonly AlarmChange[];
}

/** Whoever looks for a meter's messages later decodes them again, by what is known then: those that were refused are told of, too. */
const holdsOf = ({ inOrder, late, asides }: Assembled): Holds => ({ readings: [inOrder, late], asides });

/** One writer a shard: everything that is written about its parks goes through here, one transaction after the other. */
export class ShardWriter {
  readonly registry = new Registry();
  readonly refolds = new RefoldQueue();
  readonly #options: WriterOptions;
  readonly #rawIds: RawIds;
  readonly #versions = new Map<number, number>();
  /** Parks that were loaded and in whose quarantine nobody has looked since for what their devices sent. */
  readonly #loaded = new Set<number>();
  /** Verdicts of refolds, whose alarms go with the next batch. */
  readonly #verdicts: { readonly twin: Twin; readonly flags: readonly FlagRow[] }[] = [];
  readonly #ledgers = new LedgerReader();

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#rawIds = createRawIds(options.pool);
  }

  get lease(): Lease {
    return this.#options.lease;
  }

  /** Builds the twins of the shard's parks anew from what is stored: at the start, and after any failed commit. */
  async warm(): Promise<void> {
    this.#versions.clear();
    this.refolds.clear();
    for (const twin of [...this.registry.twins()]) this.registry.remove(twin.model.id);
    // Before any balance is read: what is booked meanwhile is then read again.
    await this.withClient((client) => this.#ledgers.start(client));
    await this.loadChanged();
  }

  /** Parks that were loaded since the last call, by whatever: at the start, after a failed commit, because they changed. */
  takeLoaded(): readonly number[] {
    const ids = [...this.#loaded];
    this.#loaded.clear();
    return ids;
  }

  /** Loads parks that are new or have changed. */
  async loadChanged(): Promise<void> {
    const { pool, clock, lease } = this.#options;
    const parks = await listParks(pool);
    const mine = parks.filter((park) => park.shard === lease.shard && this.#versions.get(park.id) !== park.version);
    for (const id of this.#versions.keys()) if (!parks.some((park) => park.id === id && park.shard === lease.shard)) this.#forget(id);
    for (const park of mine) {
      const model = await loadParkModel(pool, park.id);
      const twin = await this.withClient((client) => warmStart(client, model, clock.now()));
      this.registry.put(twin);
      this.#versions.set(park.id, model.version);
      this.#loaded.add(park.id);
    }
    if (mine.length > 0 || parks.some((park) => park.shard !== lease.shard)) await this.#loadElsewhere();
  }

  /** Commits messages: decoded, checked, folded, written. When this resolves they may be acknowledged. Answers what to send back. */
  async write(messages: readonly Intake[]): Promise<readonly Outgoing[]> {
    const now = this.#options.clock.now();
    for (const twin of this.registry.twins()) rollDay(twin, now);
    const assembled = assemble(this.#context(), messages);
    await this.#commit(assembled, { messages, taken: [] });
    return assembled.replies;
  }

  /** Stores what quarantine held of devices that are registered by now; a message waits on until all of it falls into an installation. */
  async takeOver(waiting: readonly WaitingMessage[]): Promise<void> {
    const context = this.#context();
    const ready = waiting.flatMap((message) => {
      const decoding = { receivedAt: message.receivedAt, zoneOf: (serial: string) => this.registry.zoneOf(serial) };
      const readings = decodeMessage(message.topic, message.raw, decoding).readings.filter((reading) => reading.serial === message.serial);
      const known = this.registry.find(message.serial);
      const covered = known && readings.length > 0 && readings.every((reading) => installationAt(known, reading.at));
      return covered ? [{ message, readings }] : [];
    });
    if (ready.length === 0) return;
    const readings = new Map(ready.map((item) => [item.message.raw, item.readings]));
    const decode = (_topic: string, payload: Uint8Array) => ({ readings: readings.get(payload) ?? [], faults: [], replies: [] });
    const messages = ready.map(({ message }) => ({ topic: message.topic, payload: message.raw, receivedAt: message.receivedAt }));
    const assembled = assemble({ ...context, decode }, messages);
    const taken = ready.map((item) => item.message);
    this.#moveCounts(assembled, taken);
    await this.#commit(assembled, { messages, taken });
  }

  async withClient<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#options.pool.connect();
    let broken = false;
    // A connection that dies while in use fails its statement, which is told there.
    const onError = (): void => {
      broken = true;
    };
    client.on('error', onError);
    try {
      return await work(client);
    } catch (fault) {
      broken ||= !(fault instanceof LeaseLost);
      throw fault;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Finds the accounts of the shard that were booked to since the last look. */
  lookAtLedgers(): Promise<void> {
    return this.withClient((client) => this.#ledgers.look(client, this.registry.twins()));
  }

  /** Sets the balances of some accounts that were found; the rest waits for the next turn. */
  async readLedgers(): Promise<void> {
    if (this.#ledgers.waiting) await this.withClient((client) => this.#ledgers.read(client, this.registry.twins()));
  }

  /** Escalates what is due, and sets what is escalated. */
  async lookAtEscalations(now: InstantMs): Promise<void> {
    const due = await this.withClient((client) => lookAtEscalations(client, [...this.registry.twins()], now));
    if (due > 0) this.#options.gauges.add('alarms_escalated_total', due);
  }

  noteVerdicts(twin: Twin, flags: readonly FlagRow[]): void {
    if (flags.length > 0) this.#verdicts.push({ twin, flags });
  }

  /** A turn without messages: the day, the forecast, what refolds found. Writes only where an alarm changes. */
  async tick(now: InstantMs): Promise<void> {
    for (const twin of this.registry.twins()) {
      rollDay(twin, now);
      // A no-cut window ends without a reading.
      for (const alarm of twin.alarms.values()) {
        const exhausted =
          alarm.kind === 'BALANCE_EXHAUSTED' || alarm.kind === 'SUPPLY_CUT' ? twin.accounts.get(alarm.subjectId) : undefined;
        if (exhausted) touchAccount(twin, exhausted);
      }
    }
    const assembled = assemble(this.#context(), []);
    const alarms = [...this.#alarms(assembled, now), ...[...this.registry.twins()].flatMap((twin) => demandAlarms(twin, now))];
    if (alarms.length > 0) await this.#commit(assembled, { messages: [], taken: [], alarms });
  }

  async #commit(assembled: Assembled, { messages, taken, alarms: found }: Besides): Promise<void> {
    const { clock, gauges, lease } = this.#options;
    await this.#takeBack(assembled.effects);
    const now = clock.now();
    const alarms = found ?? this.#alarms(assembled, now);
    const raw =
      messages.length === 0 || assembled.inOrder.length + assembled.late.length === 0
        ? null
        : {
            id: await this.#rawIds.next(),
            receivedAt: now,
            messages: messages.length,
            frames: packFrames(messages, holdsOf(assembled)),
          };
    const batch: Batch = {
      at: now,
      shard: lease.shard,
      epoch: lease.epoch,
      raw,
      inOrder: assembled.inOrder,
      late: assembled.late,
      slots: assembled.effects.slots,
      accruals: [...assembled.effects.accruals.values()],
      flags: assembled.effects.flags,
      refolds: assembled.effects.refolds,
      quarantine: assembled.quarantine,
      counts: [...assembled.counts.values()],
      alarms,
    };
    const late = await this.withClient((client) =>
      commitBatch(
        client,
        batch,
        taken.length === 0
          ? undefined
          : (within) =>
              resolveWaiting(
                within,
                taken.map((message) => message.id),
                now,
              ),
      ),
    );
    noteAlarms(this.registry.twins(), alarms);
    this.#verdicts.length = 0;
    this.#noteStored(batch, late, now);
    gauges.observe('commit_ms', clock.now() - now);
    gauges.observe('batch_readings', batch.inOrder.length + batch.late.length);
    this.#report(batch, late, assembled);
  }

  /**
   * A slot that live readings close may be stored already: by a reading that has turned doubtful since, and whose refold a restart came before.
   * The row will be replaced, so what was booked for it is taken back: accruals are the sums of their slots, whatever happened.
   */
  async #takeBack(effects: Effects): Promise<void> {
    if (effects.slots.length === 0) return;
    for (const row of await this.withClient((client) => loadSame(client, effects.slots))) {
      const twin = [...this.registry.twins()].find((candidate) => candidate.points.has(row.pointId));
      if (twin) bookSlot(twin, effects, row, -1);
    }
  }

  #alarms(assembled: Assembled, now: InstantMs): readonly AlarmChange[] {
    const changes: AlarmChange[] = [];
    for (const twin of this.registry.twins()) {
      changes.push(...flagAlarms(twin, assembled.effects.flags, now));
      changes.push(...balanceAlarms(twin, now));
    }
    for (const { twin, flags } of this.#verdicts) changes.push(...flagAlarms(twin, flags, now));
    return changes;
  }

  #noteStored(batch: Batch, late: readonly LateStored[], now: InstantMs): void {
    for (const row of late) this.refolds.add({ deviceId: row.deviceId, lo: row.lo, hi: row.hi, registers: row.registers }, now);
    for (const mark of batch.refolds) this.refolds.add(mark, now);
    for (const count of countsAfter(batch.counts, late)) {
      const twin = this.registry.twinOf(count.parkId);
      // What came before midnight is in yesterday's counts.
      if (!twin || count.day !== twin.day) continue;
      twin.counts.received += count.received;
      twin.counts.stored += count.stored;
      twin.counts.duplicate += count.duplicate;
      twin.counts.quarantined += count.quarantined;
    }
  }

  #report(batch: Batch, late: readonly LateStored[], assembled: Assembled): void {
    const { gauges } = this.#options;
    let [received, stored, duplicate] = [0, 0, 0];
    for (const count of countsAfter(batch.counts, late)) {
      received += count.received;
      stored += count.stored;
      duplicate += count.duplicate;
    }
    // Counters only rise: what a take-over moves from quarantine to stored is told by the counts in the database.
    if (received > 0) gauges.add('ingest_received_total', received);
    if (stored > 0) gauges.add('ingest_stored_total', stored);
    if (duplicate > 0) gauges.add('ingest_duplicate_total', duplicate);
    for (const [reason, items] of assembled.faults) gauges.add('ingest_quarantined_total', items, { reason });
    if (batch.inOrder.length > 0) gauges.observe('lag_ms', assembled.lagMs);
    gauges.set('refold_waiting', this.refolds.size);
  }

  #context(): AssembleContext {
    const { registry } = this;
    return {
      registry,
      decode: decodeMessage,
      first: this.#options.lease.shard === 0,
      dayOf: (parkId, at) => registry.twinOf(parkId)?.clock.dayOf(at) ?? parkDayOf(at, 'UTC'),
    };
  }

  /** Law 1 holds on either side of a take-over: what quarantine held moves to where it is stored now. */
  #moveCounts(assembled: Assembled, taken: readonly WaitingMessage[]): void {
    for (const message of taken) {
      const parkId = message.parkId ?? 0;
      const day = this.#context().dayOf(parkId, message.receivedAt);
      const count = assembled.counts.get(parkId) ?? { parkId, day, received: 0, stored: 0, duplicate: 0, quarantined: 0 };
      assembled.counts.set(parkId, { ...count, received: count.received - message.items, quarantined: count.quarantined - message.items });
    }
  }

  /** The park went to another shard. */
  #forget(parkId: number): void {
    this.#versions.delete(parkId);
    this.registry.remove(parkId);
  }

  async #loadElsewhere(): Promise<void> {
    const answer = await this.#options.pool.query(
      'select d.serial, k.zone from device d join park k on k.id = d.park_id where k.shard <> $1',
      [this.#options.lease.shard],
    );
    this.registry.setElsewhere(new Map(answer.rows.map((row) => [row.serial, row.zone])));
  }
}
