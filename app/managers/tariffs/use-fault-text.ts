import type { FileFault } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { faultsAt } from './edit-version.ts';

/** Codes that have a word of their own. */
const CODES = ['SHAPE', 'TOO_LARGE', 'DUPLICATE', 'UNKNOWN_REFERENCE', 'RANGE', 'MEDIUM', 'TARIFF', 'FIXED'] as const;

export type FaultAt = (path: string) => string | null;

/** What is wrong with a field, with the check's own words; null: nothing. */
export const useFaultText = (faults: readonly FileFault[]): { readonly at: FaultAt; readonly of: (fault: FileFault) => string } => {
  const t = useWords();
  const of = ({ code, message }: FileFault): string => `${t(`tariffs.fault.${CODES.find((one) => one === code) ?? 'other'}`)}: ${message}`;
  const at = (path: string): string | null => {
    const own = faultsAt(faults, path);
    return own.length === 0 ? null : own.map(of).join(' ');
  };
  return { at, of };
};
