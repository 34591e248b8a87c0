import { type LineQuantity, lineQuantityFromText } from './grid-bill.ts';
import { wholeWh } from './purchase-sums.ts';

/** A month of a meter that is not connected, as a person read it: registers in kWh at the meter, before its ratio. */
export interface ReadingCells {
  readonly previous: string;
  readonly current: string;
  readonly ratio: string;
  /** kWh beyond the registers: another meter of the same month, a turn over zero, a loss the grid adds; empty: none. */
  readonly added: string;
  /** Towards the grid; both empty: it has no such register. */
  readonly exportPrevious: string;
  readonly exportCurrent: string;
}

export interface MasterReading {
  /** Whole Wh, primary side. */
  readonly wh: bigint;
  readonly exportedWh: bigint;
}

export interface ReadingFault {
  readonly cell: keyof ReadingCells;
  readonly code: 'NO_NUMBER' | 'BACKWARDS' | 'NO_RATIO';
}

export type ReadReading =
  | { readonly type: 'reading'; readonly reading: MasterReading }
  | { readonly type: 'faults'; readonly faults: readonly ReadingFault[] };

/** (current - previous) x ratio + added, rounded once to whole Wh. A register that went back is a fault: it turned over, or is another meter. */
export const readingFromCells = (cells: ReadingCells): ReadReading => {
  const faults: ReadingFault[] = [];
  const number = (cell: keyof ReadingCells, whenEmpty: bigint | null = null): LineQuantity => {
    const text = cells[cell].trim();
    const found = text === '' && whenEmpty !== null ? whenEmpty : lineQuantityFromText(text);
    if (found === null) faults.push({ cell, code: 'NO_NUMBER' });
    return found ?? 0n;
  };
  const [previous, current, ratio, added] = [number('previous'), number('current'), number('ratio'), number('added', 0n)];
  const [exportPrevious, exportCurrent] = [number('exportPrevious', 0n), number('exportCurrent', 0n)];
  if (faults.length === 0) {
    if (ratio <= 0n) faults.push({ cell: 'ratio', code: 'NO_RATIO' });
    if (current < previous) faults.push({ cell: 'current', code: 'BACKWARDS' });
    if (exportCurrent < exportPrevious) faults.push({ cell: 'exportCurrent', code: 'BACKWARDS' });
  }
  if (faults.length > 0) return { type: 'faults', faults };
  const primary = (from: LineQuantity, to: LineQuantity): LineQuantity => ((to - from) * ratio) / MICRO;
  return {
    type: 'reading',
    reading: { wh: wholeWh(primary(previous, current) + added), exportedWh: wholeWh(primary(exportPrevious, exportCurrent)) },
  };
};

/** Both factors are millionths. */
const MICRO = 1_000_000n;
