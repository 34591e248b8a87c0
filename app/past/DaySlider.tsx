'use client';

import { useLocale } from 'use-intl';
import type { InstantMs } from '#domain/time/instant.ts';
import { dayOf, shortDate } from '../format/time.ts';
import { useWords } from '../words/use-words.ts';
import { daysBetween, daysLater, midnightOf } from './local-time.ts';
import styles from './TimeBar.module.css';

interface Props {
  readonly at: InstantMs;
  readonly first: InstantMs;
  readonly now: InstantMs;
  readonly zone: string;
  readonly go: (at: number) => void;
}

/** The days that are stored, at the same time of day. */
export function DaySlider({ at, first, now, zone, go }: Props) {
  const t = useWords();
  const locale = useLocale();
  const firstDay = dayOf(first, zone);
  const today = dayOf(now, zone);
  const day = dayOf(at, zone);
  const days = daysBetween(firstDay, today);
  const move = (to: number): void => {
    const wanted = daysLater(firstDay, Math.max(0, Math.min(days, to)));
    go(midnightOf(wanted, zone) + (at - midnightOf(day, zone)));
  };
  const index = daysBetween(firstDay, day);
  return (
    <div className={styles.days}>
      <button type="button" aria-label={t('past.dayBefore')} disabled={index <= 0} onClick={() => move(index - 1)}>
        <Chevron turned={false} />
      </button>
      <span className={styles.date}>{shortDate(first, zone, locale)}</span>
      <input
        type="range"
        min={0}
        max={days}
        value={index}
        aria-label={t('past.day')}
        aria-valuetext={day}
        onChange={(event) => move(Number(event.target.value))}
      />
      <span className={styles.date}>{t('past.today')}</span>
      <button type="button" aria-label={t('past.dayAfter')} disabled={index >= days} onClick={() => move(index + 1)}>
        <Chevron turned />
      </button>
    </div>
  );
}

const Chevron = ({ turned }: { readonly turned: boolean }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={turned ? 'M9 6l6 6-6 6' : 'M15 6l-6 6 6 6'} />
  </svg>
);
