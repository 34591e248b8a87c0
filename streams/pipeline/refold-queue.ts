import type { RefoldRow } from '#db/store/refold-store.ts';

/** A replay is let come to rest before it is folded: each fold of a half-filled gap would be thrown away by the next. */
const QUIET_MS = 1_500;
/** A device that never rests is folded all the same, at doubling intervals, so that a month's replay is folded a few times, not a thousand. */
const PATIENCE_MS = 15_000;
const PATIENCE_MS_MAX = 600_000;

export interface DueRefold {
  readonly row: RefoldRow;
  /** Nothing more is coming for now: the gap behind the last late reading may be folded too. */
  readonly quiet: boolean;
  /** Since when its late readings wait; 0 where a former owner left them. */
  readonly since: number;
}

interface Waiting {
  row: RefoldRow;
  readonly since: number;
  last: number;
}

/** Devices with late readings, in memory; the refold table is what survives. */
export class RefoldQueue {
  readonly #waiting = new Map<number, Waiting>();
  readonly #patience = new Map<number, number>();

  get size(): number {
    return this.#waiting.size;
  }

  /** More late readings of a device were stored; the row is the table's, widened as the table is. */
  add(row: RefoldRow, now: number): void {
    const known = this.#waiting.get(row.deviceId);
    if (!known) {
      this.#waiting.set(row.deviceId, { row, since: now, last: now });
      return;
    }
    known.row = widen(known.row, row);
    known.last = now;
  }

  /** A row of the table that is not known here yet: an import's, or a former owner's. */
  found(row: RefoldRow, now: number): void {
    if (!this.#waiting.has(row.deviceId)) this.#waiting.set(row.deviceId, { row, since: now, last: 0 });
  }

  /** The device that may be folded now and has waited longest; null where all may still wait. */
  due(now: number): DueRefold | null {
    let best: Waiting | null = null;
    for (const waiting of this.#waiting.values()) {
      const quiet = now - waiting.last >= QUIET_MS;
      if (!quiet && now - waiting.since < (this.#patience.get(waiting.row.deviceId) ?? PATIENCE_MS)) continue;
      if (!best || waiting.since < best.since) best = waiting;
    }
    return best ? { row: best.row, quiet: now - best.last >= QUIET_MS, since: best.last === 0 ? 0 : best.since } : null;
  }

  /** A fold is done; `next` is where its rest begins, null when nothing is left. */
  done(row: RefoldRow, next: number | null, now: number): void {
    const known = this.#waiting.get(row.deviceId);
    if (!known) return;
    const quiet = now - known.last >= QUIET_MS;
    if (quiet) this.#patience.delete(row.deviceId);
    else this.#patience.set(row.deviceId, Math.min(PATIENCE_MS_MAX, 2 * (this.#patience.get(row.deviceId) ?? PATIENCE_MS)));
    if (next === null) this.#waiting.delete(row.deviceId);
    else known.row = { ...known.row, lo: next };
  }

  clear(): void {
    this.#waiting.clear();
  }
}

const widen = (a: RefoldRow, b: RefoldRow): RefoldRow => ({
  deviceId: a.deviceId,
  lo: Math.min(a.lo, b.lo),
  hi: Math.max(a.hi, b.hi),
  registers: a.registers | b.registers,
});
