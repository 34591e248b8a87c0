'use client';

import { useState, useSyncExternalStore } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import { ageOf } from '../format/age.ts';
import { browserClock } from '../live/clock.ts';
import { createTicker } from '../live/ticker.ts';
import { ageText } from '../parts/AgeText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './SeenSheet.module.css';
import type { Sheet, SheetRow } from './sheet.ts';
import { type Found, hrefOf } from './sheet-at.ts';

/** What a page showed last: hatched, with its age, and the ways to the other pages that are kept. Nothing here can be changed. */
export function SeenSheet({ found: { sheet, isAsked, pages, parks } }: { readonly found: Found }) {
  const t = useWords();
  const [ticker] = useState(() => createTicker(browserClock()));
  const now = useSyncExternalStore(ticker.subscribe, ticker.get, ticker.get);
  return (
    <section className={styles.seen} aria-label={sheet.name}>
      {pages.length + parks.length > 1 ? (
        <nav className={styles.pages} aria-label={t('offline.kept')}>
          {pages.map((each) => (
            <a key={each.page} href={hrefOf(each)} aria-current={each === sheet ? 'page' : undefined}>
              {each.page === 'my' ? each.name : t(`nav.${each.page}`)}
            </a>
          ))}
          {parks.map((each) => (
            <a key={`${each.park} ${each.page}`} href={hrefOf(each)}>
              {each.name}
            </a>
          ))}
        </nav>
      ) : null}
      {isAsked ? null : <p className={styles.text}>{t('offline.notKept')}</p>}
      <h2>{sheet.name}</h2>
      <p className={styles.age}>
        <b>{t('offline.mark')}</b> {t('offline.seen', { age: ageText(t, ageOf(sheet.at, now)) })} · {t('offline.changed')}
      </p>
      {sheet.figure === '' ? <Rows sheet={sheet} now={now} /> : <p className={styles.figure}>{sheet.figure}</p>}
      {sheet.lines.map((line) => (
        <p key={line} className={styles.text}>
          {line}
        </p>
      ))}
    </section>
  );
}

function Rows({ sheet, now }: { readonly sheet: Sheet; readonly now: InstantMs }) {
  const t = useWords();
  const { rows, all } = sheet;
  return (
    <>
      {rows.length === 0 ? <p className={styles.text}>{sheet.page === 'alarms' ? t('alarm.none') : t('offline.none')}</p> : null}
      <ul className={styles.rows}>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a kept list never changes
          <li key={i} data-part={row.isPart}>
            <span className={styles.title}>
              {row.severity === null ? null : <SeverityMark severity={row.severity} />}
              {row.title}
            </span>
            <span className={styles.value}>{row.value}</span>
            <small>{noteOf(row, row.since === null ? '' : t('offline.since', { age: ageText(t, ageOf(row.since, now)) }))}</small>
          </li>
        ))}
      </ul>
      {all > rows.length ? <p className={styles.text}>{t('offline.more', { n: rows.length, all })}</p> : null}
    </>
  );
}

const noteOf = ({ note }: SheetRow, since: string): string => [note, since].filter((part) => part !== '').join(' · ');
