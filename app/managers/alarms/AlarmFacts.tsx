'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import { momentText } from '../../format/time.ts';
import { useNow } from '../../live/use-now.ts';
import type { AlarmDetail } from '../../rpc/escalation-api.ts';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './AlarmPage.module.css';

interface Props {
  readonly park: string;
  readonly detail: AlarmDetail;
  readonly zone: string;
  /** Of the meter or tenant it is about. */
  readonly name: string;
}

/** How an alarm stands now: of what, since when, with whom, and what comes next. */
export function AlarmFacts({ park, detail: { alarm, escalatesAt }, zone, name }: Props) {
  const t = useWords();
  const now = useNow();
  const moment = (at: InstantMs) => (now === null ? '' : momentText(at, now, zone));
  const href = hrefOf(park, alarm);
  const isAbove = alarm.escalatedAt !== null && alarm.closedAt === null;
  return (
    <dl className={styles.facts}>
      <Fact name={t('escalation.subject')}>{href === null ? name : <Link href={href}>{name}</Link>}</Fact>
      <Fact name={t('escalation.opened')}>{moment(alarm.openedAt)}</Fact>
      <Fact name={t('escalation.closed')}>{alarm.closedAt === null ? t('escalation.notClosed') : moment(alarm.closedAt)}</Fact>
      <Fact name={t('escalation.acknowledged')}>
        {alarm.acknowledgedAt === null
          ? t('escalation.nobody')
          : [alarm.acknowledgedBy, moment(alarm.acknowledgedAt)].filter(Boolean).join(' · ')}
      </Fact>
      {now !== null && alarm.mutedUntil !== null && alarm.mutedUntil > now ? (
        <Fact name={t('escalation.mutedUntil')}>{moment(alarm.mutedUntil)}</Fact>
      ) : null}
      <Fact name={t('escalation.level')}>{isAbove ? t('escalation.above') : t('escalation.atPark')}</Fact>
      {alarm.escalationNote === null ? null : <Fact name={t('escalation.reason')}>{alarm.escalationNote}</Fact>}
      {escalatesAt === null ? null : <p className={styles.due}>{t('escalation.due', { time: moment(escalatesAt) })}</p>}
    </dl>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The page of what it is about; null where there is none. */
const hrefOf = (park: string, { key, subject }: AlarmRow): string | null => {
  const [, kind] = key.split('|');
  if (kind !== 'account' && kind !== 'point') return null;
  return `/parks/${encodeURIComponent(park)}/${kind === 'account' ? 'accounts' : 'meters'}/${encodeURIComponent(subject)}`;
};
