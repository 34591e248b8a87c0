import { instantFromIso } from '#domain/park/file-values.ts';
import type { Entry, FaultList } from './faults.ts';

/** A stretch of time [from, to) as the file writes it; without `to` it is open. */
export interface FileStretch {
  readonly from: string;
  readonly to?: string;
}

export const startOf = (stretch: FileStretch): number => instantFromIso(stretch.from) ?? 0;
export const endOf = (stretch: FileStretch): number =>
  stretch.to === undefined ? Number.POSITIVE_INFINITY : (instantFromIso(stretch.to) ?? Number.POSITIVE_INFINITY);

export const checkOrder = (faults: FaultList, { path, value }: Entry<FileStretch>): void => {
  if (endOf(value) <= startOf(value)) faults.add(`${path}.to`, 'RANGE', 'must lie after from');
};

/** Stretches of one subject follow each other; touching is allowed. The later of two that overlap is told. */
export const checkOverlaps = (faults: FaultList, entries: readonly Entry<FileStretch>[], subject: string): void => {
  const sorted = [...entries].sort((a, b) => startOf(a.value) - startOf(b.value));
  let last: Entry<FileStretch> | undefined;
  for (const entry of sorted) {
    if (last !== undefined && startOf(entry.value) < endOf(last.value)) {
      faults.add(`${entry.path}.from`, 'OVERLAP', `${subject} is already taken at this time, see ${last.path}`);
    }
    if (last === undefined || endOf(entry.value) > endOf(last.value)) last = entry;
  }
};

export const groupBy = <T>(entries: readonly Entry<T>[], keyOf: (value: T) => string): ReadonlyMap<string, readonly Entry<T>[]> =>
  Map.groupBy(entries, (entry) => keyOf(entry.value));
