import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import './design/base.css';
import './design/media.css';
import { inter } from './design/fonts.ts';
import { DARK, LIGHT, themeCss } from './design/themes.ts';
import { ServiceWorker } from './shell/ServiceWorker.tsx';
import { LOCALE_COOKIE, loadWords, localeOf, THEME_COOKIE } from './words/locales.ts';
import { WordsProvider } from './words/WordsProvider.tsx';

/** A phone that installs the pages takes the name of the language it sees. */
export const generateMetadata = async (): Promise<Metadata> => {
  const locale = localeOf((await cookies()).get(LOCALE_COOKIE)?.value);
  const { brand } = await loadWords(locale);
  return {
    title: brand.name,
    description: brand.tagline,
    manifest: `/manifest.${locale}.webmanifest`,
    icons: { icon: '/icon.svg', apple: '/apple-touch-icon.png' },
    appleWebApp: { capable: true, title: brand.name, statusBarStyle: 'default' },
  };
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
          <ServiceWorker />
        </WordsProvider>
      </body>
    </html>
  );
}
