'use client';

import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { dayOf, timeText } from '../format/time.ts';
import { useWords } from '../words/use-words.ts';
import { daysLater, midnightOf } from './local-time.ts';
import { type Step, stepOfKey } from './steps.ts';
import styles from './TimeBar.module.css';

interface Props {
  readonly at: InstantMs;
  readonly first: InstantMs;
  readonly now: InstantMs;
  readonly zone: string;
  readonly go: (at: number) => void;
  readonly step: (step: Step) => void;
}

const LABEL_MS = 3 * HOUR_MS;

/** The day the page stands in, minute by minute; what is not stored or yet to come is hatched. */
export function MinuteSlider({ at, first, now, zone, go, step }: Props) {
  const t = useWords();
  const day = dayOf(at, zone);
  const from = midnightOf(day, zone);
  const to = midnightOf(daysLater(day, 1), zone);
  const share = (instant: number) => Math.min(1, Math.max(0, (instant - from) / (to - from)));
  const labels = Array.from({ length: Math.ceil((to - from) / LABEL_MS) }, (_, i) => instantMs(from + i * LABEL_MS));
  return (
    <div className={styles.minutes} style={{ '--known-from': share(first), '--known-to': share(now) } as React.CSSProperties}>
      <div className={styles.track} aria-hidden="true" />
      <input
        type="range"
        min={0}
        max={(to - from) / MINUTE_MS - 1}
        value={Math.floor((at - from) / MINUTE_MS)}
        aria-label={t('past.minute')}
        aria-valuetext={`${day} ${timeText(at, zone)}`}
        title={t('past.keys')}
        onChange={(event) => go(from + Number(event.target.value) * MINUTE_MS)}
        onKeyDown={(event) => {
          const by = stepOfKey(event);
          if (!by) return;
          event.preventDefault();
          step(by);
        }}
      />
      <ol className={styles.hours} aria-hidden="true">
        {labels.map((hour) => (
          <li key={hour} style={{ left: `${share(hour) * 100}%` }}>
            {timeText(hour, zone)}
          </li>
        ))}
        <li style={{ left: '100%' }}>24:00</li>
      </ol>
    </div>
  );
}
