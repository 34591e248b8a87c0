import { useCallback } from 'react';
import { useWords } from '../../words/use-words.ts';

/** The verdicts of domain/metering/chain.ts; one we have no words for is shown as it is. */
const VERDICTS = ['conflict', 'outlier', 'suspect', 'reset', 'jump', 'rollover', 'break'] as const;

export const useVerdict = (): ((code: string) => string) => {
  const t = useWords();
  return useCallback(
    (code) => {
      const known = VERDICTS.find((verdict) => verdict === code);
      return known ? t(`meter.verdict.${known}`) : code;
    },
    [t],
  );
};
