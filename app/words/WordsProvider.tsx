'use client';

import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from './locales.ts';
import type { Words } from './zh-CN.ts';

interface Props {
  readonly locale: Locale;
  readonly words: Words;
  readonly children: ReactNode;
}

export function WordsProvider({ locale, words, children }: Props) {
  return (
    // Dates are written by format/time.ts in the park's zone; the zone here only keeps the library from asking the machine for one.
    <IntlProvider locale={locale} messages={words} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
