import type { Pool } from 'pg';
import { type NamedVersion, selectNamedVersions } from '#db/explain/charge.ts';
import {
  counts,
  type SlotKey,
  type SlotSource,
  type SourceReading,
  selectSlotReadings,
  selectSlotSource,
} from '#db/explain/slot-source.ts';
import { type MeterRule, type SlotPiece, slotPieces } from '#domain/explain/slot-pieces.ts';

/** A slot opened: what it is the sum of, and the readings that say so. */
export interface SlotExplained {
  readonly source: SlotSource;
  readonly rule: MeterRule;
  readonly version: NamedVersion | null;
  readonly pieces: readonly SlotPiece<SourceReading>[];
  /** All readings that were looked at, in order of time, doubtful ones too. */
  readonly readings: readonly SourceReading[];
  /** The sum of the pieces: the slot's own quantity, unless something waits to be folded in. */
  readonly quantity: number;
}

/** Doubtful readings shown with a slot. */
export const DOUBTS_MAX = 50;

/** Null where the account was not charged for such a slot. */
export const explainSlot = async (db: Pool, key: SlotKey): Promise<SlotExplained | null> => {
  const source = await selectSlotSource(db, key);
  if (source === null) return null;
  const readings = await selectSlotReadings(db, source);
  const { ratio, modulus } = source.installation;
  const pieces = slotPieces(source.start, { ratio, modulus }, readings.filter(counts));
  const versions = await selectNamedVersions(db, source.versionId === null ? [] : [source.versionId]);
  return {
    source,
    rule: { ratio, modulus },
    version: versions.get(source.versionId ?? 0) ?? null,
    pieces,
    readings,
    quantity: pieces.reduce((sum, piece) => sum + piece.quantity, 0),
  };
};

/** Readings that the pieces stand on, once each, in order of time. */
export const edgesOf = ({ pieces }: SlotExplained): readonly SourceReading[] => {
  const used = new Set(pieces.flatMap(({ from, to }) => [from.before, from.after, to.before, to.after]));
  used.delete(null);
  return [...used].flatMap((reading) => (reading === null ? [] : [reading])).sort((a, b) => a.at - b.at);
};

export const doubtsOf = ({ readings }: SlotExplained): readonly SourceReading[] =>
  readings.filter(({ verdict, decided }) => verdict !== null || decided).slice(0, DOUBTS_MAX);
