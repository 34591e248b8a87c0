import type { Pool } from 'pg';
import { type ImportContext, type ImportedPark, writePark } from '#db/park/write-park.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { checkParkFile, checkParkText } from './check.ts';

export type ImportResult =
  | ImportedPark
  /** Nothing was written. `more` counts the faults beyond those told. */
  | { readonly type: 'refused'; readonly faults: readonly FileFault[]; readonly more: number };

/** Checks a park file, an object or its JSON text, and writes it in one transaction; all of it or nothing. */
export const importPark = async (pool: Pool, file: unknown, context: ImportContext): Promise<ImportResult> => {
  const checked = typeof file === 'string' ? checkParkText(file) : checkParkFile(file);
  if (checked.type === 'refused') return checked;
  const written = await writePark(pool, checked.file, context);
  return written.type === 'refused' ? { ...written, more: 0 } : written;
};
