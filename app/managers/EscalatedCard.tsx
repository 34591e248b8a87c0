'use client';

import Link from 'next/link';
import { useState } from 'react';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { useEscalations } from '../live/use-escalations.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { EscalatedMark } from '../parts/EscalatedMark.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useAlarmText } from '../parts/use-alarm-text.ts';
import { askEscalated, type EscalatedAlarm } from '../rpc/escalation-api.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './EscalatedCard.module.css';

/** Told by the server at once; asked this often in case a word was lost. */
const EVERY_MS = 2 * MINUTE_MS;
const ROWS_MAX = 4;

/** What the parks of a group or region ask those above them to take up, over everything else; nothing where there is none, or nobody stands above. */
export function EscalatedCard() {
  const t = useWords();
  const query = useQuery('escalated', askEscalated, { everyMs: EVERY_MS });
  useEscalations(query.type === 'ready' ? query.again : null);
  const [whole, showWhole] = useState(false);
  if (query.type !== 'ready' || query.data.alarms.length === 0) return null;
  const { alarms, more } = query.data;
  const hidden = alarms.length - ROWS_MAX;
  return (
    <section className={styles.card} aria-label={t('escalation.title')}>
      <h2>
        <EscalatedMark n={alarms.length + more} /> {t('escalation.title')} <small>{t('escalation.note')}</small>
      </h2>
      <ul>
        {alarms.slice(0, whole ? alarms.length : ROWS_MAX).map((alarm) => (
          <Row key={`${alarm.park} ${alarm.id}`} alarm={alarm} />
        ))}
      </ul>
      {hidden > 0 ? (
        <button type="button" className={styles.more} aria-expanded={whole} onClick={() => showWhole(!whole)}>
          {whole ? t('escalation.fewer') : t('escalation.more', { n: hidden + more })}
        </button>
      ) : null}
      {whole && more > 0 ? <p className={styles.beyond}>{t('escalation.beyond', { n: more })}</p> : null}
    </section>
  );
}

function Row({ alarm }: { readonly alarm: EscalatedAlarm }) {
  const t = useWords();
  const nameOf = useNames();
  const { title, detail } = useAlarmText()(alarm);
  return (
    <li>
      <Link href={`/parks/${encodeURIComponent(alarm.park)}/alarms/${encodeURIComponent(alarm.id)}`} prefetch={false}>
        <SeverityMark severity={alarm.severity} />
        <span className={styles.what}>
          <b>{nameOf(alarm.parkName)}</b> {title} <small className={styles.detail}>{detail}</small>
        </span>
        <span className={styles.age}>
          <AgeText at={alarm.escalatedAt} />
        </span>
        <span className={styles.note}>
          {[alarm.escalatedBy ?? t('escalation.itselfName'), alarm.escalationNote].filter((text) => text !== null).join(' · ')}
        </span>
      </Link>
    </li>
  );
}
