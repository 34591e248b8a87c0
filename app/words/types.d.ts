import type { Locale } from './locales.ts';
import type { Words } from './zh-CN.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Words;
  }
}
