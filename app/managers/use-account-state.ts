import { useCallback } from 'react';
import { useDaysLeft } from '../parts/use-days-left.ts';
import type { AccountLine } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';

/** How an account stands, in a few words: the days that are left, cut off, or that it is not prepaid. */
export const useAccountState = (): ((account: Pick<AccountLine, 'kind' | 'cut' | 'daysLeft'>) => string) => {
  const t = useWords();
  const daysLeft = useDaysLeft();
  return useCallback(
    ({ kind, cut, daysLeft: days }) => {
      if (kind !== 'prepaid') return t(`kind.${kind}`);
      return cut.type === 'off' ? t('cut.off') : t('accounts.left', { days: daysLeft(days) });
    },
    [t, daysLeft],
  );
};
