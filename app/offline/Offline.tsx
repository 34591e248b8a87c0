'use client';

import { useEffect, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { browserClock } from '../live/clock.ts';
import { Button } from '../parts/Button.tsx';
import { Logo } from '../shell/Logo.tsx';
import { useWords } from '../words/use-words.ts';
import { lastSeen } from './last-seen.ts';
import styles from './Offline.module.css';
import { SeenSheet } from './SeenSheet.tsx';
import type { Sheet } from './sheet.ts';
import { sheetAt } from './sheet-at.ts';

const RETRY_MS = 5 * SECOND_MS;

interface Kept {
  readonly path: string;
  readonly sheets: readonly Sheet[];
}

/** No network: said plainly, with what was seen last and its age. The page that was asked for comes by itself when the network does. */
export function Offline() {
  const t = useWords();
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => setKept({ path: location.pathname, sheets: lastSeen(browserClock().now()) }), []);
  useReturn();
  const found = kept && sheetAt(kept.path, kept.sheets);
  return (
    <main className={styles.offline}>
      <p className={styles.brand}>
        <Logo /> {t('brand.name')}
      </p>
      <h1>{t('offline.title')}</h1>
      <p className={styles.text}>{t('offline.text')}</p>
      <Button primary onPress={() => location.reload()}>
        {t('failedAgain')}
      </Button>
      {found ? <SeenSheet found={found} /> : null}
    </main>
  );
}

/** Asks for the page in the bar again: when the browser says that there is a network, and now and then, for it is not always right. */
const useReturn = (): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      clearTimeout(timer);
      if (await served()) location.reload();
      else timer = setTimeout(look, RETRY_MS);
    };
    timer = setTimeout(look, RETRY_MS);
    window.addEventListener('online', look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', look);
    };
  }, []);
};

const served = async (): Promise<boolean> => {
  try {
    return (await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    // Still nobody there.
    return false;
  }
};
