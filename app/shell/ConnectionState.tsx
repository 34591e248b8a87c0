'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { freshnessOf } from '../format/age.ts';
import { useConnection, useFromNow } from '../live/use-now.ts';
import { useRememberSeen } from '../live/use-remember-seen.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ConnectionState.module.css';

/** Whether the page is live, and how old what it shows is: either trouble is a warning. */
export function ConnectionState({ dataAt }: { readonly dataAt: InstantMs | null }) {
  const t = useWords();
  useRememberSeen(dataAt, null);
  const connection = useConnection();
  const old = useFromNow((now) => dataAt !== null && freshnessOf(dataAt, PARK_INTERVAL_S, now) !== 'fresh') ?? false;
  const line = connection.type === 'online' || connection.type === 'connecting' ? connection.type : 'broken';
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
