'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { freshnessOf } from '../format/age.ts';
import { dayOf, timeText } from '../format/time.ts';
import { useConnection, useFromNow, useStanding } from '../live/use-now.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ConnectionState.module.css';

/** Whether the page is live, and how old what it shows is: either trouble is a warning. Of a page that stands in the past, where it stands. */
export function ConnectionState({ dataAt }: { readonly dataAt: InstantMs | null }) {
  const t = useWords();
  const connection = useConnection();
  const old = useFromNow((now) => dataAt !== null && freshnessOf(dataAt, PARK_INTERVAL_S, now) !== 'fresh') ?? false;
  const past = useStanding();
  const line = connection.type === 'online' || connection.type === 'connecting' ? connection.type : 'broken';
  if (past) {
    return (
      <p className={styles.state} data-line="past">
        <span role="status">{t('past.replay')}</span>
        <time className={styles.past}>{`${String(dayOf(past.at, past.zone)).slice(5)} ${timeText(past.at, past.zone)}`}</time>
      </p>
    );
  }
  return (
    <p className={styles.state} data-line={line}>
      {line === 'broken' ? <SeverityMark severity="warning" /> : null}
      {/* Its age changes every second: only a change of the line is worth a word of a screen reader. */}
      <span role="status">{t(`line.${line}`)}</span>
      {dataAt === null ? null : (
        <span className={styles.age} data-old={old}>
          {old ? <SeverityMark severity="warning" /> : null}
          <AgeText at={dataAt} />
        </span>
      )}
    </p>
  );
}
