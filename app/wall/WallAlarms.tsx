'use client';

import type { AlarmLine, ParkBoard } from '#domain/board/board.ts';
import { momentText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { alarmCount, gravestFirst } from '../parts/by-gravity.ts';
import { EscalatedMark } from '../parts/EscalatedMark.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useAlarmText } from '../parts/use-alarm-text.ts';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { useWords } from '../words/use-words.ts';
import styles from './WallList.module.css';

const ROWS_MAX = 4;

/** Open alarms: what is escalated first, then the gravest and newest. */
export function WallAlarms({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const nameOf = useSubjectNames(park, board);
  const alarms = board ? gravestFirst(board.alarms) : [];
  return (
    <section className={styles.list}>
      <h2>
        {t('alarm.title')}
        <small>{board ? t('alarm.open', { n: alarmCount(board.alarms) }) : ''}</small>
      </h2>
      {board && alarms.length === 0 ? <p className={styles.none}>{t('alarm.none')}</p> : null}
      {alarms.slice(0, ROWS_MAX).map((alarm) => (
        <Row key={alarm.id} alarm={alarm} name={nameOf(alarm.subject)} zone={board?.zone ?? 'UTC'} />
      ))}
    </section>
  );
}

interface RowProps {
  readonly alarm: AlarmLine;
  readonly name: string;
  readonly zone: string;
}

function Row({ alarm, name, zone }: RowProps) {
  const now = useNow();
  const text = useAlarmText()(alarm, name);
  return (
    <div className={styles.alarm}>
      <SeverityMark severity={alarm.severity} />
      <span className={styles.what}>
        <span className={styles.name}>{text.title}</span>
        {alarm.escalatedAt === null ? null : <EscalatedMark />}
      </span>
      <time>{now === null ? '' : momentText(alarm.openedAt, now, zone)}</time>
      <span className={styles.detail}>{text.detail}</span>
    </div>
  );
}
