'use client';

import { useLocale } from 'use-intl';
import type { ParkBoard } from '#domain/board/board.ts';
import { ageOf, type Freshness } from '../format/age.ts';
import { grouped } from '../format/quantity.ts';
import { clockText, dateText } from '../format/time.ts';
import { useConnection, useNow } from '../live/use-now.ts';
import { AgeText, ageText } from '../parts/AgeText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './WallHeader.module.css';

interface Props {
  readonly park: string;
  readonly board: ParkBoard | null;
  readonly fresh: Freshness;
}

export function WallHeader({ park, board, fresh }: Props) {
  const t = useWords();
  const nameOf = useNames();
  return (
    <header className={styles.head}>
      <h1>{board ? nameOf(board.name) : park}</h1>
      <div className={styles.state}>
        <Line />
        {board ? (
          <>
            <span className={fresh === 'fresh' ? undefined : styles.broken}>
              {fresh === 'fresh' ? null : <SeverityMark severity="warning" />}
              {t('wall.data')} <AgeText at={board.dataAt} />
            </span>
            <span>{t('wall.online', { online: grouped(board.online), meters: grouped(board.meters) })}</span>
            <DateAndClock zone={board.zone} />
          </>
        ) : null}
      </div>
    </header>
  );
}

function Line() {
  const t = useWords();
  const connection = useConnection();
  const now = useNow();
  if (connection.type === 'online')
    return (
      <span className={styles.line} data-line="online">
        {t('line.online')}
      </span>
    );
  if (connection.type === 'connecting')
    return (
      <span className={styles.line} data-line="connecting">
        {t('line.connecting')}
      </span>
    );
  return (
    <span className={styles.broken}>
      <SeverityMark severity="warning" />
      {connection.type === 'refused'
        ? t('line.refused')
        : t('line.offline', { age: now === null ? '' : ageText(t, ageOf(connection.since, now)) })}
    </span>
  );
}

function DateAndClock({ zone }: { readonly zone: string }) {
  const now = useNow();
  const locale = useLocale();
  if (now === null) return null;
  return (
    <>
      <span>{dateText(now, zone, locale)}</span>
      <time className={styles.clock}>{clockText(now, zone)}</time>
    </>
  );
}
