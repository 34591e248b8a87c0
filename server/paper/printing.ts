import { createFontStore, type FontStore } from './font-store.ts';
import { createPrintRuns, type PrintRuns } from './print-runs.ts';

/** What printing keeps in a process: letters that were read, and how far archives are. */
export interface Printing {
  readonly fonts: FontStore;
  readonly runs: PrintRuns;
}

export const createPrinting = (): Printing => ({ fonts: createFontStore(), runs: createPrintRuns() });
