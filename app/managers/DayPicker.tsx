'use client';

import type { ParkDay } from '#domain/time/instant.ts';
import { dayBefore } from '../format/time.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import { dayAfter, monthAfter, monthBefore } from './calendar.ts';
import styles from './DayPicker.module.css';

interface DayProps {
  readonly day: ParkDay;
  readonly today: ParkDay;
  readonly choose: (day: ParkDay) => void;
}

/** A day back, a day on, or any day; none of the future. */
export function DayPicker({ day, today, choose }: DayProps) {
  const t = useWords();
  return (
    <Stepper
      back={() => choose(dayBefore(day))}
      on={day < today ? () => choose(dayAfter(day)) : null}
      words={[t('pick.dayBack'), t('pick.dayOn')]}
    >
      <label>
        <time dateTime={String(day)}>{day}</time>
        <input
          type="date"
          aria-label={t('pick.day')}
          value={day}
          max={today}
          onClick={({ currentTarget }) => currentTarget.showPicker()}
          onChange={(event) => (event.target.value === '' ? undefined : choose(event.target.value as unknown as ParkDay))}
        />
      </label>
    </Stepper>
  );
}

interface MonthProps {
  /** "2026-11" */
  readonly month: string;
  readonly latest: string;
  readonly choose: (month: string) => void;
}

export function MonthPicker({ month, latest, choose }: MonthProps) {
  const t = useWords();
  return (
    <Stepper
      back={() => choose(monthBefore(month))}
      on={month < latest ? () => choose(monthAfter(month)) : null}
      words={[t('pick.monthBack'), t('pick.monthOn')]}
    >
      <label>
        <time dateTime={month}>{month}</time>
        <input
          type="month"
          aria-label={t('pick.month')}
          value={month}
          max={latest}
          onClick={({ currentTarget }) => currentTarget.showPicker()}
          onChange={(event) => (/^\d{4}-\d{2}$/.test(event.target.value) ? choose(event.target.value) : undefined)}
        />
      </label>
    </Stepper>
  );
}

interface StepperProps {
  readonly back: () => void;
  readonly on: (() => void) | null;
  readonly words: readonly [back: string, on: string];
  readonly children: React.ReactNode;
}

const Stepper = ({ back, on, words, children }: StepperProps) => (
  <span className={styles.picker}>
    <button type="button" aria-label={words[0]} onClick={back} data-way="back">
      <Icon name="chevron" />
    </button>
    {children}
    <button type="button" aria-label={words[1]} onClick={on ?? undefined} disabled={on === null} data-way="on">
      <Icon name="chevron" />
    </button>
  </span>
);
