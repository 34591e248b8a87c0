'use client';

import type { AccountBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { momentText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { AlarmLevels } from '../parts/AlarmLevels.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useAlarmText } from '../parts/use-alarm-text.ts';
import { askAlarms } from '../rpc/api.ts';
import type { AlarmRow, PointLine } from '../rpc/shapes.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './AlarmsCard.module.css';

interface Props {
  readonly board: AccountBoard;
  readonly park: string;
  readonly zone: string;
  readonly points: readonly PointLine[] | null;
}

const EVERY_MS = MINUTE_MS;
const ROWS_MAX = 5;

/** What was and is wrong with this account and its meters, and at what balances somebody is warned. */
export function AlarmsCard({ board, park, zone, points }: Props) {
  const t = useWords();
  const nameOf = useNames();
  // A crossed level is asked for at once.
  const query = useQuery(`alarms ${park} ${board.level} ${board.cut.type}`, (signal) => askAlarms(park, signal), { everyMs: EVERY_MS });
  const names = new Map([[board.code, nameOf(board.name)], ...(points ?? []).map(({ code, name }) => [code, nameOf(name)] as const)]);
  const own = query.type === 'ready' ? query.data.filter(({ subject }) => names.has(subject)) : [];
  const rows = own.toSorted(openFirst).slice(0, ROWS_MAX);
  return (
    <section className={styles.alarms}>
      <h2>{t('my.alarms')}</h2>
      {query.type === 'failed' ? <p className={styles.none}>{t(`failed.${query.failure}`)}</p> : null}
      {query.type === 'ready' && rows.length === 0 ? <p className={styles.none}>{t('my.noAlarms')}</p> : null}
      {rows.length === 0 ? null : (
        <ul>
          {rows.map((alarm) => (
            <Alarm key={alarm.id} alarm={alarm} zone={zone} subject={names.get(alarm.subject)} />
          ))}
        </ul>
      )}
      {board.limits === null ? null : (
        <div className={styles.limits}>
          <AlarmLevels park={park} account={board.code} limits={board.limits} mayEdit />
        </div>
      )}
    </section>
  );
}

const openFirst = (a: AlarmRow, b: AlarmRow): number =>
  Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.openedAt - a.openedAt;

interface AlarmProps {
  readonly alarm: AlarmRow;
  readonly zone: string;
  readonly subject: string | undefined;
}

function Alarm({ alarm, zone, subject }: AlarmProps) {
  const t = useWords();
  const now = useNow();
  const { title, detail } = useAlarmText()(alarm, subject);
  const time = (at: AlarmRow['openedAt']) => (now === null ? '' : momentText(at, now, zone));
  return (
    <li className={styles.alarm} data-closed={alarm.closedAt !== null}>
      <SeverityMark severity={alarm.severity} />
      <b>{title}</b>
      <time>{time(alarm.openedAt)}</time>
      <small>
        {detail}
        {alarm.closedAt === null ? null : ` · ${t('my.closed', { time: time(alarm.closedAt) })}`}
      </small>
    </li>
  );
}
