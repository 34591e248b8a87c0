'use client';

import Link from 'next/link';
import type { ParkBoard } from '#domain/board/board.ts';
import { momentText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { alarmCount, gravestFirst } from '../parts/by-gravity.ts';
import { EscalatedMark } from '../parts/EscalatedMark.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useAlarmText } from '../parts/use-alarm-text.ts';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { useWords } from '../words/use-words.ts';
import styles from './ListCard.module.css';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
}

const ROWS_MAX = 5;

/** Open alarms, the gravest first. */
export function AlarmCard({ park, board }: Props) {
  const t = useWords();
  const now = useNow();
  const textOf = useAlarmText();
  const nameOf = useSubjectNames(park, board);
  const root = `/parks/${encodeURIComponent(park)}/alarms`;
  return (
    <section className={styles.list}>
      <h2>
        {t('alarm.title')} {board.alarms.length > 0 ? alarmCount(board.alarms) : ''}
        <Link href={root}>{t('allOf')} ›</Link>
      </h2>
      {board.alarms.length === 0 ? <p className={styles.none}>{t('alarm.none')}</p> : null}
      {gravestFirst(board.alarms)
        .slice(0, ROWS_MAX)
        .map((alarm) => {
          const text = textOf(alarm, nameOf(alarm.subject));
          return (
            <p key={alarm.id} className={styles.alarm}>
              <SeverityMark severity={alarm.severity} />
              <span className={styles.what}>
                <Link href={`${root}/${encodeURIComponent(alarm.id)}`} className={styles.name} prefetch={false}>
                  {text.title}
                </Link>
                {alarm.escalatedAt === null ? null : <EscalatedMark />}
              </span>
              <time>{now === null ? '' : momentText(alarm.openedAt, now, board.zone)}</time>
              <small>{text.detail}</small>
            </p>
          );
        })}
    </section>
  );
}
