'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { type Age, ageOf } from '../format/age.ts';
import { useFromNow } from '../live/use-now.ts';
import { type Translate, useWords } from '../words/use-words.ts';

/** "3 秒前": renders when the words change, not every second. */
export function AgeText({ at }: { readonly at: InstantMs | null }) {
  const t = useWords();
  const text = useFromNow((now) => (at === null ? t('age.never') : ageText(t, ageOf(at, now))));
  return <>{text ?? ''}</>;
}

export const ageText = (t: Translate, age: Age): string => t(`age.${age.unit}`, { n: age.n });
