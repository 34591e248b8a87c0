'use client';

import { useMemo } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs } from '#domain/time/instant.ts';
import { momentText } from '../../format/time.ts';
import { useNow } from '../../live/use-now.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { EscalatedMark } from '../../parts/EscalatedMark.tsx';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { useAlarmText } from '../../parts/use-alarm-text.ts';
import { useSubjectNames } from '../../parts/use-subject-names.ts';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { AlarmMenu } from './AlarmMenu.tsx';
import styles from './Alarms.module.css';
import type { AlarmActs } from './use-alarm-acts.ts';

interface Of {
  readonly park: string;
  readonly board: ParkBoard | null;
  readonly acts: AlarmActs;
}

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

export const useAlarmColumns = ({ park, board, acts }: Of): readonly Column<AlarmRow>[] => {
  const t = useWords();
  const textOf = useAlarmText();
  const nameOf = useSubjectNames(park, board);
  const zone = board?.zone ?? 'UTC';
  return useMemo(
    () => [
      {
        key: 'what',
        head: t('alarm.what'),
        phone: 'title',
        cell: (alarm) => (
          <span className={styles.what} data-closed={alarm.closedAt !== null}>
            <SeverityMark severity={alarm.severity} />
            {textOf(alarm).title}
            {alarm.closedAt === null && alarm.escalatedAt !== null ? <EscalatedMark /> : null}
          </span>
        ),
        sort: (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.openedAt - a.openedAt,
      },
      { key: 'detail', head: t('alarm.subject'), phone: 'note', cell: (alarm) => textOf(alarm, nameOf(alarm.subject)).detail },
      {
        key: 'openedAt',
        head: t('alarm.openedAt'),
        figure: true,
        phone: 'end',
        cell: ({ openedAt }) => <Moment at={openedAt} zone={zone} />,
        sort: (a, b) => a.openedAt - b.openedAt,
      },
      { key: 'handled', head: t('alarms.handled'), cell: (alarm) => <Handled alarm={alarm} zone={zone} /> },
      {
        key: 'closedAt',
        head: t('alarm.closedAt'),
        figure: true,
        phone: 'act',
        cell: (alarm) =>
          alarm.closedAt === null ? (
            <AlarmMenu alarm={alarm} acts={acts} title={textOf(alarm).title} />
          ) : (
            <Moment at={alarm.closedAt} zone={zone} />
          ),
        sort: (a, b) => (a.closedAt ?? Number.MAX_VALUE) - (b.closedAt ?? Number.MAX_VALUE),
      },
    ],
    [t, textOf, nameOf, zone, acts],
  );
};

function Moment({ at, zone }: { readonly at: InstantMs; readonly zone: string }) {
  const now = useNow();
  return <span className={styles.moment}>{now === null ? '' : momentText(at, now, zone)}</span>;
}

/** Beyond what anybody mutes by the hour: until it is over. */
const LONG_MS = 40 * 24 * HOUR_MS;

/** Who looks after it, whether it still calls, and with whom it is. */
function Handled({ alarm, zone }: { readonly alarm: AlarmRow; readonly zone: string }) {
  const t = useWords();
  const now = useNow();
  if (now === null) return null;
  const { acknowledgedAt, acknowledgedBy, mutedUntil, escalatedAt, escalatedBy } = alarm;
  const words = [];
  if (acknowledgedAt !== null) words.push(t('alarms.by', { name: acknowledgedBy ?? '', time: momentText(acknowledgedAt, now, zone) }));
  if (mutedUntil !== null && mutedUntil > now && alarm.closedAt === null)
    words.push(mutedUntil - now > LONG_MS ? t('alarms.mutedOpen') : t('alarms.mutedUntil', { time: momentText(mutedUntil, now, zone) }));
  if (escalatedAt !== null) {
    const time = momentText(escalatedAt, now, zone);
    words.push(escalatedBy === null ? t('escalation.itself', { time }) : t('escalation.by', { name: escalatedBy, time }));
  }
  return <span className={styles.moment}>{words.length === 0 ? '–' : words.join(' · ')}</span>;
}
