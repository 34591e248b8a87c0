'use client';

import { useEffect } from 'react';
import { useWords } from '../words/use-words.ts';

/**
 * The font's table of pieces is 100 kB: it comes after the page stands, and until then the system's Chinese font shows.
 * What a page says when the line is down must be readable then: its characters are fetched while there is a line.
 */
export function ChineseFont() {
  const t = useWords();
  useEffect(() => {
    void import('./chinese-font.ts');
  }, []);
  const trouble = [
    t('line.broken'),
    t('line.offline', { age: t('age.minute', { n: 0 }) + t('age.hour', { n: 0 }) + t('age.day', { n: 0 }) }),
    t('line.refused'),
    t('failed.unreachable'),
    t('failedNext.unreachable'),
    t('failedAgain'),
  ].join('');
  return (
    <span className="unseen" aria-hidden="true">
      {trouble}
      <b>{trouble}</b>
    </span>
  );
}
