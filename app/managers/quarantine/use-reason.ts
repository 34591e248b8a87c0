import { useCallback } from 'react';
import { useWords } from '../../words/use-words.ts';

/** The codes of streams/codecs/codec.ts; one we have no words for is shown as it is. */
const REASONS = [
  'MALFORMED',
  'TOO_LARGE',
  'TOO_DEEP',
  'BAD_VALUE',
  'BAD_TIME',
  'UNKNOWN_TOPIC',
  'UNKNOWN_DEVICE',
  'BEFORE_INSTALLATION',
  'FUTURE',
  'OUT_OF_RANGE',
] as const;

/** Why a message was put aside, in words. */
export const useReason = (): ((code: string) => string) => {
  const t = useWords();
  return useCallback(
    (code) => {
      const known = REASONS.find((reason) => reason === code);
      return known ? t(`quarantine.reasons.${known}`) : code;
    },
    [t],
  );
};
