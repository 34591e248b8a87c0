'use client';

import { useWords } from '../words/use-words.ts';

/** Where the link leads: a page's `main` carries it. */
export const MAIN_ID = 'main';

/** The first thing a keyboard meets: past head and navigation, to what the page is about. Seen only while it has the focus. */
export function SkipLink() {
  const t = useWords();
  return (
    <a className="skip" href={`#${MAIN_ID}`}>
      {t('page.skip')}
    </a>
  );
}
