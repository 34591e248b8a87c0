import { useCallback } from 'react';
import { grouped } from '../format/quantity.ts';
import { useWords } from '../words/use-words.ts';

/** "2.8 天", whole days from ten; a dash before there is a pace. */
export const useDaysLeft = (): ((days: number | null) => string) => {
  const t = useWords();
  return useCallback((days) => (days === null ? '–' : t('daysLeft', { days: grouped(Math.max(0, days), days < 10 ? 1 : 0) })), [t]);
};
