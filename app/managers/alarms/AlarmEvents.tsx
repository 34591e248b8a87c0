'use client';

import { momentText } from '../../format/time.ts';
import { useNow } from '../../live/use-now.ts';
import type { AlarmEvent } from '../../rpc/escalation-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './AlarmPage.module.css';

interface Props {
  readonly events: readonly AlarmEvent[];
  readonly zone: string;
}

/** All that happened to an alarm, the newest first: what, who, when, why. */
export function AlarmEvents({ events, zone }: Props) {
  const t = useWords();
  const now = useNow();
  if (now === null) return null;
  return (
    <ol className={styles.events}>
      {events.toReversed().map(({ at, what, by, note, until }) => (
        <li key={`${at} ${what}`} data-what={what}>
          <time>{momentText(at, now, zone)}</time>
          <div>
            <b>{t(`escalation.what.${what}`, { until: until === null ? '' : momentText(until, now, zone) })}</b>{' '}
            <span>{by ?? (what === 'escalated' && note === null ? t('escalation.itselfName') : '')}</span>
            {note === null ? null : <p>{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
