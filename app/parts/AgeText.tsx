'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { type Age, ageOf } from '../format/age.ts';
import { momentText } from '../format/time.ts';
import { useFirst } from '../live/LiveProvider.tsx';
import { useFromNow } from '../live/use-now.ts';
import { type Translate, useWords } from '../words/use-words.ts';

/** "3 秒前": renders when the words change, not every second. Before the page is live it says when: true however long the scripts take. */
export function AgeText({ at }: { readonly at: InstantMs | null }) {
  const t = useWords();
  const { zone } = useFirst();
  const text = useFromNow((now) => (at === null ? t('age.never') : zone === null ? ageText(t, ageOf(at, now)) : momentText(at, now, zone)));
  return <>{text ?? ''}</>;
}

export const ageText = (t: Translate, age: Age): string => t(`age.${age.unit}`, { n: age.n });
