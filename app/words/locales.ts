import type { Words } from './zh-CN.ts';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookies that hold a person's choice of language and of colours; absent: Chinese, and the system's colours. */
export const LOCALE_COOKIE = 'lang';
export const THEME_COOKIE = 'theme';

export const localeOf = (text: string | undefined): Locale => (text === 'en' ? 'en' : 'zh-CN');

/** Only the words of the language that is shown leave the server. */
export const loadWords = async (locale: Locale): Promise<Words> =>
  locale === 'en' ? (await import('./en.ts')).en : (await import('./zh-CN.ts')).zhCN;
