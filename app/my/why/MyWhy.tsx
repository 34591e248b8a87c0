'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { Notice } from '../../parts/Notice.tsx';
import { useSession } from '../../rpc/SessionProvider.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { LanguageSwitch } from '../../shell/LanguageSwitch.tsx';
import { MAIN_ID, SkipLink } from '../../shell/SkipLink.tsx';
import { useNames, useWords } from '../../words/use-words.ts';
import { Forecast } from './Forecast.tsx';
import styles from './MyWhy.module.css';
import { Opened } from './Opened.tsx';

/** A tenant's own amount, opened. Whose it is stands in the address, and is judged by the server. */
export function MyWhy() {
  const t = useWords();
  const nameOf = useNames();
  const session = useSession();
  const asked = useSearchParams().get('account') ?? '';
  const [park = '', code = ''] = asked.split(':');
  const held = session.type === 'signedIn' ? session.me.accounts.find((one) => one.park === park && one.code === code) : undefined;
  return (
    <>
      <header className={styles.head}>
        <SkipLink />
        <Link href="/my" className={styles.up} aria-label={t('brand.name')}>
          <Icon name="chevron" />
        </Link>
        <h1>
          {t('why.title')} <small>{held ? nameOf(held.name) : null}</small>
        </h1>
        <LanguageSwitch />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={styles.main}>
        {park === '' || code === '' ? (
          <Notice title={t('why.none')} text={t('why.noneNext')} />
        ) : (
          <>
            <Opened park={park} code={code} kept={{ account: asked }} />
            <Forecast account={asked} />
          </>
        )}
      </main>
    </>
  );
}
