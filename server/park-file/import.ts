import type { Pool } from 'pg';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import { type ImportContext, type ImportedPark, writePark } from '#db/park/write-park.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { checkParkFile, checkParkText } from './check.ts';

export type ImportResult =
  | ImportedPark
  /** Nothing was written. `more` counts the faults beyond those told. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[]; readonly more: number };

/**
 * Checks a park file, an object or its JSON text, and writes it in one transaction; all of it or nothing. A zone that no park had before
 * then gets its sums by day and month; a failure in between is mended by the next import.
 */
export const importPark = async (pool: Pool, file: unknown, context: ImportContext): Promise<ImportResult> => {
  const checked = typeof file === 'string' ? checkParkText(file) : checkParkFile(file);
  if (checked.type === 'refused') return checked;
  const written = await writePark(pool, checked.file, context);
  if (written.type === 'refused') return { ...written, more: 0 };
  await ensureZoneAggregates(pool, checked.file.park.zone);
  return written;
};
