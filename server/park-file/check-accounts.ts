import type { FileAccount } from '#domain/park/park-file.ts';
import { fenFromYuan } from '#domain/units/money.ts';
import type { Entry, FaultList } from './faults.ts';

export interface AccountEntries {
  readonly accounts: readonly Entry<FileAccount>[];
  readonly codes: { readonly spaces: ReadonlySet<string> };
}

const NOT_NEGATIVE = ['alarm2', 'overdraft', 'recloseMin', 'hoardMax'] as const;

/** alarm1 >= alarm2 >= 0, overdraft >= 0, recloseMin >= 0 (DOMAIN 4.4). */
export const checkAccounts = (faults: FaultList, { accounts, codes }: AccountEntries): void => {
  for (const { path, value } of accounts) {
    if (value.space !== undefined && !codes.spaces.has(value.space)) {
      faults.add(`${path}.space`, 'UNKNOWN_REFERENCE', `${value.space} is not in the file`);
    }
    for (const field of NOT_NEGATIVE) {
      if (fenOf(value[field]) < 0n) faults.add(`${path}.${field}`, 'RANGE', 'must not be negative');
    }
    if (fenOf(value.alarm1) < fenOf(value.alarm2))
      faults.add(`${path}.alarm1`, 'RANGE', 'the first alarm comes before the second: alarm1 >= alarm2');
    for (const [index, window] of (value.noCut ?? []).entries()) {
      if (window.from === window.to) faults.add(`${path}.noCut[${index}]`, 'RANGE', 'an empty window; a whole day is 00:00 to 24:00');
    }
  }
};

const fenOf = (yuan: string | undefined): bigint => (yuan === undefined ? 0n : (fenFromYuan(yuan) ?? 0n));
