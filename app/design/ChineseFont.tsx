'use client';

import { useEffect } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useWords } from '../words/use-words.ts';

/** The tables take two seconds at 400 kbit/s, in which figures would wait. */
const SLOW_WAIT_MS = 10 * SECOND_MS;

/** What the browser knows of its line, where it tells (phones with Chrome do); others count as fast. */
const isSlow = (): boolean => {
  const line: unknown = Reflect.get(navigator, 'connection');
  if (typeof line !== 'object' || line === null) return false;
  return Reflect.get(line, 'saveData') === true || /2g|3g/.test(String(Reflect.get(line, 'effectiveType')));
};

/**
 * The font's table of pieces is 100 kB: it comes after the page stands, and until then the system's Chinese font shows.
 * What a page says when the line is down must be readable then: its characters are fetched while there is a line.
 */
export function ChineseFont() {
  const t = useWords();
  useEffect(() => {
    if (!isSlow()) return void import('./chinese-font.ts');
    const timer = setTimeout(() => void import('./chinese-font.ts'), SLOW_WAIT_MS);
    return () => clearTimeout(timer);
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
