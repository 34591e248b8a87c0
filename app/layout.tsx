import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import './design/base.css';
import { inter } from './design/fonts.ts';
import { DARK, LIGHT, themeCss } from './design/themes.ts';
import { LOCALE_COOKIE, loadWords, localeOf, THEME_COOKIE } from './words/locales.ts';
import { WordsProvider } from './words/WordsProvider.tsx';

export const metadata: Metadata = {
  title: 'ParkTwin',
  description: '园区水电实时孪生',
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: DARK.surface[0] },
    { media: '(prefers-color-scheme: light)', color: LIGHT.surface[0] },
  ],
};

/** Language and colours come with cookies, so the first paint is right. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies();
  const locale = localeOf(jar.get(LOCALE_COOKIE)?.value);
  const theme = jar.get(THEME_COOKIE)?.value;
  return (
    <html lang={locale} className={inter.variable} data-theme={theme === 'dark' || theme === 'light' ? theme : undefined}>
      <head>
        <style>{themeCss()}</style>
      </head>
      <body>
        <WordsProvider locale={locale} words={await loadWords(locale)}>
          {children}
        </WordsProvider>
      </body>
    </html>
  );
}
