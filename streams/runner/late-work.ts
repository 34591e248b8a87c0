import type { Log } from '#db/log.ts';
import { noteRework } from '#db/park/mark-work.ts';
import { refoldDevice } from '#db/store/refold-device.ts';
import { listRefolds } from '#db/store/refold-store.ts';
import { listRerates, type RerateRow, reratePoint } from '#db/store/rerate-point.ts';
import { listWaiting } from '#db/store/take-over.ts';
import { FOLDING_MS } from '#db/store/warm-past-chains.ts';
import type { DueRefold } from '../pipeline/refold-queue.ts';
import type { ShardWriter } from './shard-writer.ts';

/** Stored samples of one register folded in one piece: some 20 ms of folding and at most as many slots to write. */
const SAMPLES_A_PIECE = 20_000;
/** Where a piece makes no progress (only doubtful readings in it) the next takes more. */
const SAMPLES_MAX = 2_000_000;

/** What a shard does between batches, a bounded piece a turn, so that live readings wait for no more than that. */
export class LateWork {
  readonly #writer: ShardWriter;
  readonly #log: Log;
  #rerates: RerateRow[] = [];
  #samples = SAMPLES_A_PIECE;

  constructor(writer: ShardWriter, log: Log) {
    this.#writer = writer;
    this.#log = log;
  }

  /** One piece; false when nothing is due. */
  async piece(now: number): Promise<boolean> {
    const rerate = this.#rerates[0];
    if (rerate) return this.#rerate(rerate, now);
    const due = this.#writer.refolds.due(now);
    return due ? this.#refold(due, now) : false;
  }

  /** Finds parks that changed and work that other processes left: imports, a former owner of the shard. */
  async look(now: number): Promise<void> {
    await this.#writer.loadChanged();
    for (const parkId of this.#writer.takeLoaded()) await this.#takeOver(parkId);
    const parks = [...this.#writer.registry.twins()].map((twin) => twin.model.id);
    const [refolds, rerates] = await this.#writer.withClient(async (client) => [
      await listRefolds(client, parks),
      await listRerates(client, parks),
    ]);
    for (const row of refolds) this.#writer.refolds.found(row, now);
    this.#rerates = [...rerates];
  }

  async #refold({ row, quiet, since }: DueRefold, now: number): Promise<boolean> {
    const twin = [...this.#writer.registry.twins()].find((candidate) => candidate.devicesById.has(row.deviceId));
    if (!twin) {
      this.#writer.refolds.done(row, null, now);
      return true;
    }
    const { shard, epoch } = this.#writer.lease;
    const done = await this.#writer.withClient((client) =>
      refoldDevice(client, twin, row, { shard, epoch, quiet, samplesMax: this.#samples }),
    );
    this.#writer.noteVerdicts(twin, done.flags);
    if (now - since > FOLDING_MS) await this.#note({ refolds: [{ id: row.deviceId, lo: row.lo, hi: row.hi }], rerates: [] }, now);
    const stuck = quiet && done.next !== null && done.next <= row.lo;
    this.#samples = stuck ? Math.min(SAMPLES_MAX, this.#samples * 2) : SAMPLES_A_PIECE;
    this.#writer.refolds.done(row, done.next, now);
    return true;
  }

  async #rerate(row: RerateRow, now: number): Promise<boolean> {
    const twin = [...this.#writer.registry.twins()].find((candidate) => candidate.points.has(row.pointId));
    const done = !twin || (await this.#writer.withClient((client) => reratePoint(client, twin, row, this.#writer.lease)));
    if (twin) await this.#note({ refolds: [], rerates: [{ id: row.pointId, lo: row.lo, hi: row.hi }] }, now);
    // What is left is found again by the next look, with where it begins.
    if (done) this.#rerates.shift();
    else this.#rerates = [];
    return true;
  }

  /** Boards of the past say that theirs lacked it: what waited was there, and in no figure yet. */
  async #note(work: Parameters<typeof noteRework>[1], now: number): Promise<void> {
    await this.#writer.withClient((client) => noteRework(client, work, now));
  }

  async #takeOver(parkId: number): Promise<void> {
    let after = 0;
    for (;;) {
      const waiting = await this.#writer.withClient((client) => listWaiting(client, parkId, after));
      const last = waiting.at(-1);
      if (!last) return;
      await this.#writer.takeOver(waiting);
      this.#log.info({ parkId, messages: waiting.length }, 'quarantined messages of registered devices taken over');
      after = last.id;
    }
  }
}
