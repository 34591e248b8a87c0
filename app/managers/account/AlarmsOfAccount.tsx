'use client';

import Link from 'next/link';
import { SECOND_MS } from '#domain/time/instant.ts';
import { momentText } from '../../format/time.ts';
import { useNow } from '../../live/use-now.ts';
import { Bone } from '../../parts/Bone.tsx';
import { EscalatedMark } from '../../parts/EscalatedMark.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { useAlarmText } from '../../parts/use-alarm-text.ts';
import { askAlarms } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import list from '../Rows.module.css';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly points: readonly string[];
  readonly zone: string;
}

const EVERY_MS = 30 * SECOND_MS;
const ROWS_MAX = 10;

/** Alarms of the account and of its meters, open ones first. */
export function AlarmsOfAccount({ park, account, points, zone }: Props) {
  const t = useWords();
  const now = useNow();
  const textOf = useAlarmText();
  const query = useQuery(`alarms ${park}`, (signal) => askAlarms(park, signal), { everyMs: EVERY_MS });
  const subjects = new Set([account, ...points]);
  const own = (query.type === 'ready' ? query.data : [])
    .filter(({ subject }) => subjects.has(subject))
    .toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.openedAt - a.openedAt);
  return (
    <Card title={t('alarm.title')} note={own.length > 0 ? own.length : ''}>
      {query.type === 'loading' ? <Bone height="4em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && own.length === 0 ? <p className={list.none}>{t('account.noAlarms')}</p> : null}
      <ul className={list.rows}>
        {own.slice(0, ROWS_MAX).map((alarm) => (
          <li key={alarm.id}>
            <span>
              {alarm.closedAt === null ? <SeverityMark severity={alarm.severity} /> : null}{' '}
              <Link href={`/parks/${encodeURIComponent(park)}/alarms/${alarm.id}`}>{textOf(alarm).title}</Link>{' '}
              {alarm.closedAt === null && alarm.escalatedAt !== null ? <EscalatedMark /> : null}
              {alarm.subject === account ? null : <small>{alarm.subject}</small>}
            </span>
            <small>{alarm.closedAt === null ? t('alarm.isOpen') : t('alarm.closedAt')}</small>
            <small>{now === null ? '' : momentText(alarm.closedAt ?? alarm.openedAt, now, zone)}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
