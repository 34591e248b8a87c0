import { useCallback } from 'react';
import { useLocale } from 'use-intl';
import { useWords } from '../../words/use-words.ts';

/** Codes of domain/park/file-fault.ts that a form can meet. */
const CODES = ['SHAPE', 'UNKNOWN_REFERENCE', 'OVERLAP', 'RANGE', 'MISSING', 'MEDIUM', 'TAKEN', 'DUPLICATE', 'HAS_DATA'] as const;

/** A fault in words of the screen, and the server's own, which name values. */
export const useFaultText = (): ((fault: { readonly code: string; readonly message: string }) => string) => {
  const t = useWords();
  const locale = useLocale();
  return useCallback(
    ({ code, message }) => {
      const known = CODES.find((one) => one === code);
      return locale === 'en' || !known ? message : `${t(`register.fault.${known}`)}（${message}）`;
    },
    [t, locale],
  );
};
