import { useCallback } from 'react';
import type { LowBalance } from '#domain/board/board.ts';
import { grouped } from '../format/quantity.ts';
import { useWords } from '../words/use-words.ts';

/** "2.8 天", whole days from ten; a dash before there is a pace. */
export const useDaysLeft = (): ((days: number | null) => string) => {
  const t = useWords();
  return useCallback((days) => (days === null ? '–' : t('daysLeft', { days: grouped(Math.max(0, days), days < 10 ? 1 : 0) })), [t]);
};

/** How a low balance stands: cut off, used up, or the days that are left. */
export const useStanding = (): ((row: Pick<LowBalance, 'cut' | 'level' | 'daysLeft'>) => string) => {
  const t = useWords();
  const daysLeft = useDaysLeft();
  return (row) => (row.cut.type === 'off' ? t('cut.off') : row.level === 'exhausted' ? t('level.exhausted') : daysLeft(row.daysLeft));
};
