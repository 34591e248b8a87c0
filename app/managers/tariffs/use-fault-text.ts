import type { FileFault } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { faultsAt } from './edit-version.ts';
import { faultWord, overlapPlace } from './fault-word.ts';

export type FaultAt = (path: string) => string | null;

/** What is wrong with a field; null: nothing. */
export const useFaultText = (faults: readonly FileFault[]): { readonly at: FaultAt; readonly of: (fault: FileFault) => string } => {
  const t = useWords();
  const of = (fault: FileFault): string => {
    const word = faultWord(fault);
    if (word === 'overlap') return t('tariffs.fault.overlap', overlapPlace(fault));
    return word === 'other' ? t('tariffs.fault.other', { message: fault.message }) : t(`tariffs.fault.${word}`);
  };
  const at = (path: string): string | null => {
    const own = faultsAt(faults, path);
    return own.length === 0 ? null : [...new Set(own.map(of))].join(' ');
  };
  return { at, of };
};
