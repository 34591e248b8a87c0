import type { InstantMs } from '../time/instant.ts';

/** A meter comes where none hangs, one follows another, the same goes on with other transformers, or none follows. */
export type MeterChangeKind = 'install' | 'replace' | 'ratio' | 'end';

/** A meter's time at a point; without `to` it hangs there. */
interface Hanging {
  readonly serial: string;
  readonly from: InstantMs;
  readonly to: InstantMs | null;
}

/** One change of what hangs at a point: what it ended and what it began, at one instant; one of the two at least. */
export interface MeterChange<Row> {
  readonly kind: MeterChangeKind;
  readonly at: InstantMs;
  readonly ended: Row | null;
  readonly begun: Row | null;
}

/** The newest change of a point, of its meters' times newest first; null where no meter ever hung. Whatever was changed before, it is built upon. */
export const newestChange = <Row extends Hanging>(rows: readonly Row[]): MeterChange<Row> | null => {
  const [newest, ...others] = rows;
  if (!newest) return null;
  if (newest.to !== null) return { kind: 'end', at: newest.to, ended: newest, begun: null };
  const ended = others.find(({ to }) => to === newest.from) ?? null;
  const kind = ended === null ? 'install' : ended.serial === newest.serial ? 'ratio' : 'replace';
  return { kind, at: newest.from, ended, begun: newest };
};
