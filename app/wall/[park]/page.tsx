import { cookies } from 'next/headers';
import { firstSight } from '../../live/first-sight.ts';
import { LiveProvider } from '../../live/LiveProvider.tsx';
import { LOCALE_COOKIE, loadWords, localeOf } from '../../words/locales.ts';
import { WordsProvider } from '../../words/WordsProvider.tsx';
import { pageOf, rotateSecondsOf } from '../pages.ts';
import { Wall } from '../Wall.tsx';
import '../wall.css';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
  readonly searchParams: Promise<{ readonly lang?: string; readonly theme?: string; readonly page?: string; readonly rotate?: string }>;
}

/** A wall has no keyboard: its language and colours come with the address (`?lang=en&theme=light`), and so do a page that stays and the pace of the rotation. */
export default async function WallPage({ params, searchParams }: Props) {
  const [{ park }, { lang, theme, page, rotate }, jar, sight] = await Promise.all([params, searchParams, cookies(), firstSight()]);
  const locale = localeOf(lang ?? jar.get(LOCALE_COOKIE)?.value);
  return (
    <WordsProvider locale={locale} words={await loadWords(locale)}>
      <LiveProvider wall first={sight}>
        <Wall
          park={decodeURIComponent(park)}
          theme={theme === 'light' ? 'light' : 'dark'}
          pinned={pageOf(page)}
          rotateS={rotateSecondsOf(rotate)}
        />
      </LiveProvider>
    </WordsProvider>
  );
}
