'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { ageOf } from '../format/age.ts';
import { yuanGrouped } from '../format/money.ts';
import { energyScale, inScale, powerScale, type Scale } from '../format/quantity.ts';
import { browserClock } from '../live/clock.ts';
import { createTicker } from '../live/ticker.ts';
import { ageText } from '../parts/AgeText.tsx';
import { Button } from '../parts/Button.tsx';
import { type LastSeen, lastSeen } from '../rpc/last-seen.ts';
import { Logo } from '../shell/Logo.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './Offline.module.css';

const RETRY_MS = 5 * SECOND_MS;

/** No network: said plainly, with what was seen last and its age. The page that was asked for comes by itself when the network does. */
export function Offline() {
  const t = useWords();
  const [seen, setSeen] = useState<LastSeen | null>(null);
  useEffect(() => setSeen(lastSeen()), []);
  useReturn();
  return (
    <main className={styles.offline}>
      <p className={styles.brand}>
        <Logo /> {t('brand.name')}
      </p>
      <h1>{t('offline.title')}</h1>
      <p className={styles.text}>{t('offline.text')}</p>
      {seen === null ? null : <Seen seen={seen} />}
      <Button primary onPress={() => location.reload()}>
        {t('failedAgain')}
      </Button>
    </main>
  );
}

function Seen({ seen }: { readonly seen: LastSeen }) {
  const t = useWords();
  const [ticker] = useState(() => createTicker(browserClock()));
  const now = useSyncExternalStore(ticker.subscribe, ticker.get, ticker.get);
  const age = ageText(t, ageOf(seen.at, now));
  return (
    <section className={styles.seen}>
      <p>{t('offline.seen', { age })}</p>
      {seen.balance === null ? null : (
        <>
          <p className={styles.figure}>¥{yuanGrouped(seen.balance.yuan)}</p>
          <p>
            {seen.balance.name} · {t('offline.changed')}
          </p>
        </>
      )}
      {seen.park === null ? null : (
        <>
          <p className={styles.figure}>{withUnit(seen.park.powerW, powerScale(seen.park.powerW))}</p>
          <p>{t('offline.power', { name: seen.park.name })}</p>
          <p>
            {t('offline.today', { energy: withUnit(seen.park.todayWh, energyScale(seen.park.todayWh)) })} · {t('offline.changed')}
          </p>
        </>
      )}
    </section>
  );
}

const withUnit = (value: number, scale: Scale): string => `${inScale(value, scale)}\u00a0${scale.unit}`;

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
