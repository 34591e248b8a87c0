'use client';

import Link from 'next/link';
import type { PointBoard } from '#domain/board/board.ts';
import { useBoardField } from '../../live/use-board.ts';
import { useWords } from '../../words/use-words.ts';
import { MeterAge, MeterMarks, MeterPower, MeterRegister, MeterToday, Relay } from '../MeterCells.tsx';
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
  const of = { park, code: point.code };
  const root = `/parks/${encodeURIComponent(park)}`;
  return (
    <div className={styles.meter}>
      <dl className={styles.facts}>
        <div data-hero>
          <dt>{t('meters.power')}</dt>
          <dd>
            <MeterPower {...of} />
          </dd>
        </div>
        <div>
          <dt>{t('meters.today')}</dt>
          <dd>
            <MeterToday {...of} span="today" />
          </dd>
        </div>
        <div>
          <dt>{t('meters.month')}</dt>
          <dd>
            <MeterToday {...of} span="month" />
          </dd>
        </div>
        <div>
          <dt>{t('meters.lastSeen')}</dt>
          <dd>
            <MeterAge {...of} />
          </dd>
        </div>
        <div>
          <dt>{t('meters.register')}</dt>
          <dd>
            <MeterRegister {...of} />
          </dd>
        </div>
        <div>
          <dt>{t('meters.relay')}</dt>
          <dd>
            <Relay point={point} />
          </dd>
        </div>
      </dl>
      <MeterMarks {...of} />
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
