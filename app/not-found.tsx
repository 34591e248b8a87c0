import { cookies } from 'next/headers';
import Link from 'next/link';
import { Notice } from './parts/Notice.tsx';
import { LOCALE_COOKIE, loadWords, localeOf } from './words/locales.ts';

export default async function NotFound() {
  const words = await loadWords(localeOf((await cookies()).get(LOCALE_COOKIE)?.value));
  return (
    <main style={{ paddingTop: '22vh' }}>
      <Notice title={words.page.notFound} text={words.page.notFoundNext}>
        <Link href="/" style={{ fontWeight: 500, textDecoration: 'underline' }}>
          {words.page.home}
        </Link>
      </Notice>
    </main>
  );
}
