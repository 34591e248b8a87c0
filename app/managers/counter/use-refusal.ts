import { useCallback } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import type { Refused } from '../../rpc/counter-api.ts';
import { useWords } from '../../words/use-words.ts';

/** Codes of domain/ledger/counter.ts that a page can meet. */
const CODES = [
  'AMOUNT_NOT_POSITIVE',
  'AMOUNT_TOO_LARGE',
  'REFERENCE_MISSING',
  'REASON_MISSING',
  'NO_SHIFT',
  'SHIFT_OPEN',
  'DAY_OUT_OF_RANGE',
  'BOOKS_CLOSED',
  'ACCOUNT_KIND',
  'ACCOUNT_CLOSED',
  'KEY_TAKEN',
  'NOT_A_TOP_UP',
  'UNDONE',
  'REFUNDED',
  'NOT_UNDOABLE',
  'STILL_CHARGED',
  'UNSETTLED',
  'UNBILLED',
  'HOARD_MAX_EXCEEDED',
  'ABOVE_PAID',
  'ABOVE_AVAILABLE',
  'ABOVE_DEPOSIT',
  'TILL_TOO_LOW',
  'OWES',
  'BILLS_OPEN',
] as const;

/** Why a counter refuses, in words, with the most that could be done. */
export const useRefusal = (): ((refused: Refused) => string) => {
  const t = useWords();
  return useCallback(
    ({ code, leftYuan }) => {
      const known = CODES.find((one) => one === code);
      return known ? t(`counter.refused.${known}`, { yuan: leftYuan === null ? '' : yuanGrouped(leftYuan) }) : code;
    },
    [t],
  );
};
