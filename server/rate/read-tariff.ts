import type { FileFault } from '#domain/park/file-fault.ts';
import type { PriceBook } from '#domain/tariff/price-book.ts';
import { addIssues } from '../park-file/check.ts';
import { createFaultList } from '../park-file/faults.ts';
import { bookFromFile } from './book-from-file.ts';
import { checkTariffFile } from './check-tariff.ts';
import { rateTariffSchema, TARIFF_BYTES_MAX } from './tariff-schema.ts';

export type ReadTariff =
  | { readonly type: 'read'; readonly book: PriceBook }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[]; readonly more: number };

/** A tariff file as a price book, or everything that is wrong with it. docs/rate.md explains the format. */
export const readTariff = (text: string): ReadTariff => {
  const faults = createFaultList();
  const refuse = (): ReadTariff => ({ type: 'refused', faults: faults.found, more: faults.more });
  if (Buffer.byteLength(text) > TARIFF_BYTES_MAX) {
    faults.add('', 'TOO_LARGE', `a tariff file has at most ${TARIFF_BYTES_MAX} bytes`);
    return refuse();
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    faults.add('', 'SHAPE', `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
    return refuse();
  }
  const parsed = rateTariffSchema.safeParse(json);
  if (!parsed.success) {
    addIssues(faults, '', parsed.error);
    return refuse();
  }
  checkTariffFile(faults, parsed.data);
  return faults.found.length > 0 ? refuse() : { type: 'read', book: bookFromFile(parsed.data) };
};
