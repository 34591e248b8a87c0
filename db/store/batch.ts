import type { AccrualDelta, AlarmChange, FlagRow, RefoldMark, SlotRow } from '#domain/twin/effects.ts';

/** A reading as it is stored. Registers in thousandths, before CT x PT; null where the meter did not send one. */
export interface ReadingRow {
  readonly parkId: number;
  readonly deviceId: number;
  readonly at: number;
  readonly digest: number;
  readonly import: number | null;
  readonly export: number | null;
  readonly reactive: number | null;
  readonly power: number | null;
  readonly relay: number | null;
  readonly rawIndex: number;
  readonly receivedAt: number;
}

export interface QuarantineRow {
  readonly receivedAt: number;
  readonly parkId: number | null;
  readonly topic: string;
  readonly serial: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly raw: Uint8Array;
  readonly items: number;
}

export interface RawRow {
  readonly id: number;
  readonly receivedAt: number;
  readonly messages: number;
  readonly frames: Uint8Array;
}

export interface CountRow {
  readonly parkId: number;
  readonly day: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly quarantined: number;
}

/** Everything one transaction writes: readings, what they close, and what is wrong with the rest. */
export interface Batch {
  /** When it is committed. */
  readonly at: number;
  readonly shard: number;
  readonly epoch: number;
  readonly raw: RawRow | null;
  /** Newer than all stored ones of their device; never stored before. */
  readonly inOrder: readonly ReadingRow[];
  /** Any others: stored once, their devices marked for refolding. */
  readonly late: readonly ReadingRow[];
  readonly slots: readonly SlotRow[];
  readonly accruals: readonly AccrualDelta[];
  readonly flags: readonly FlagRow[];
  readonly refolds: readonly RefoldMark[];
  readonly quarantine: readonly QuarantineRow[];
  /** What is known before the late lane's insert has told stored from duplicate: late readings count as duplicates here. */
  readonly counts: readonly CountRow[];
  readonly alarms: readonly AlarmChange[];
}

/** What the late lane's insert stored, by device; the rest were duplicates. */
export interface LateStored {
  readonly parkId: number;
  readonly deviceId: number;
  readonly stored: number;
  readonly lo: number;
  readonly hi: number;
  /** Bits as in the refold table. */
  readonly registers: number;
}
