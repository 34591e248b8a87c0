import { useCallback } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Words as BothNames } from '#domain/park/model.ts';

/** All words of the screens, by full path: `t('wall.powerNow')`. A test finds every path in the sources, and every word in use. */
export const useWords = () => useTranslations();

export type Translate = ReturnType<typeof useWords>;

/** Names that parks bring themselves, in the language of the screen. */
export const useNames = (): ((name: BothNames) => string) => {
  const locale = useLocale();
  return useCallback((name) => nameIn(name, locale), [locale]);
};

export const nameIn = (name: BothNames, locale: string): string => (locale === 'en' ? name.en || name.zh : name.zh || name.en);
