'use client';

import Link from 'next/link';
import type { PointBoard } from '#domain/board/board.ts';
import { useBoardField } from '../../live/use-board.ts';
import { useWords } from '../../words/use-words.ts';
import { PointFacts } from '../meter/PointFacts.tsx';
import { PointLoad } from '../meter/PointLoad.tsx';
import styles from './MeterNow.module.css';

interface Props {
  readonly park: string;
  readonly point: PointBoard;
}

/** The end of the way: one meter, its figures and its day. */
export function MeterNow({ park, point }: Props) {
  const t = useWords();
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone);
  const day = useBoardField({ type: 'park', park }, (board) => board.day);
  const root = `/parks/${encodeURIComponent(park)}`;
  return (
    <div className={styles.meter}>
      <PointFacts park={park} point={point} />
      {zone !== null && day !== null ? <PointLoad park={park} point={point} zone={zone} day={day} today={day} /> : null}
      <p className={styles.next}>
        <Link href={`${root}/meters/${encodeURIComponent(point.code)}`}>{t('live.openMeter')} ›</Link>
        {point.account === null ? null : (
          <Link href={`${root}/accounts/${encodeURIComponent(point.account)}`}>{t('live.openAccount')} ›</Link>
        )}
      </p>
    </div>
  );
}
