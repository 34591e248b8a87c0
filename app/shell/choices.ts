'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import type { ThemeName } from '../design/themes.ts';
import { LOCALE_COOKIE, type Locale, THEME_COOKIE } from '../words/locales.ts';
import { looksChanged } from './ServiceWorker.tsx';

const YEAR_S = 31_536_000;

/** A person's language and colours live in cookies, so that the next page comes right at once. */
const keep = (name: string, value: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every phone yet
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
};

/** The server answers with the words of the new language; nothing on the page is lost. */
export const useChooseLocale = (): ((locale: Locale) => void) => {
  const router = useRouter();
  return useCallback(
    (locale) => {
      keep(LOCALE_COOKIE, locale);
      looksChanged();
      router.refresh();
    },
    [router],
  );
};

/** Null: the system's. */
export const chooseTheme = (theme: ThemeName | null): void => {
  keep(THEME_COOKIE, theme ?? '');
  looksChanged();
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event(THEME_EVENT));
};

export const THEME_EVENT = 'parktwin:theme';
