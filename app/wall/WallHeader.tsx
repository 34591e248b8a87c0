'use client';

import { useLocale } from 'use-intl';
import type { ParkBoard } from '#domain/board/board.ts';
import { ageOf, type Freshness } from '../format/age.ts';
import { grouped } from '../format/quantity.ts';
import { clockText, dateText } from '../format/time.ts';
import { useConnection, useNow } from '../live/use-now.ts';
import { AgeText, ageText } from '../parts/AgeText.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { PastSign } from '../past/PastSign.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import type { WallPageName } from './pages.ts';
import styles from './WallHeader.module.css';
import { WallNav } from './WallNav.tsx';

interface Props {
  readonly park: string;
  readonly board: ParkBoard | null;
  readonly fresh: Freshness;
  readonly page: WallPageName;
}

export function WallHeader({ park, board, fresh, page }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const connection = useConnection();
  return (
    <header className={styles.head}>
      <h1>{board ? nameOf(board.name) : park}</h1>
      <WallNav page={page} />
      <div className={styles.state}>
        <PastSign />
        <Line />
        {board ? (
          <>
            <DataAge at={board.dataAt} old={fresh !== 'fresh' && connection.type === 'online'} />
            <span>{t('wall.online', { online: grouped(board.online), meters: grouped(board.meters) })}</span>
            <DateAndClock zone={board.zone} />
          </>
        ) : null}
      </div>
    </header>
  );
}

/** A broken line speaks for itself; old data on a good line are said to be old. */
function DataAge({ at, old }: { readonly at: ParkBoard['dataAt']; readonly old: boolean }) {
  const t = useWords();
  return (
    <span className={old ? styles.broken : undefined}>
      {old ? <SeverityMark severity="warning" /> : null}
      {t('wall.data')} <AgeText at={at} />
    </span>
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
