'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import type { ParkDay } from '#domain/time/instant.ts';
import { heatInsets } from '../../charts/heat-map.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './HeatDays.module.css';
import { rowAt, rowByKey } from './heat-rows.ts';
import type { MonthDay } from './month-days.ts';

interface Props {
  readonly days: readonly MonthDay[];
  /** The day whose load curve stands above. */
  readonly chosen: ParkDay;
  /** Days after it have nothing to open. */
  readonly today: ParkDay;
  readonly open: (day: ParkDay) => void;
  /** The heat map. */
  readonly children: ReactNode;
}

/** The rows of a heat map as days to open: a press anywhere in one, or arrow keys and Enter. The picture keeps its tips, so the rows let the pointer through. */
export function HeatDays({ days, chosen, today, open, children }: Props) {
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState<number>(12);
  const last = days.findLastIndex(({ day }) => day <= today);
  const chosenRow = days.findIndex(({ day }) => day === chosen);
  const [focused, setFocused] = useState<number | null>(null);
  const stop = Math.min(focused ?? (chosenRow < 0 ? last : chosenRow), last);
  const { left, right, top, bottom } = heatInsets(text);

  const press = (event: MouseEvent<HTMLDivElement>) => {
    const box = place.current?.getBoundingClientRect();
    if (!box || event.target instanceof HTMLButtonElement) return;
    const height = box.height - top - bottom;
    const row = rowAt({ y: event.clientY - box.top - top, height, rows: days.length, last });
    const day = row === null ? undefined : days[row]?.day;
    if (day !== undefined) open(day);
  };
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = rowByKey(event.key, stop, last);
    if (next === null) return;
    event.preventDefault();
    setFocused(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  const measure = (element: HTMLDivElement | null) => {
    place.current = element;
    if (element) setText(pageChartSize({ width: element.clientWidth }).text);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons inside are what keys and readers use
    <div ref={measure} className={styles.place} onClick={press}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own */}
      <div
        ref={list}
        className={styles.rows}
        role="group"
        aria-label={t('meter.heatDays')}
        style={{ left: 0, right, top, bottom }}
        onKeyDown={move}
      >
        {days.map(({ day, label }, row) => (
          <button
            key={label}
            type="button"
            className={styles.row}
            style={{ paddingLeft: left }}
            tabIndex={row === stop ? 0 : -1}
            disabled={row > last}
            aria-pressed={day === chosen}
            aria-label={t('meter.openDay', { day: label })}
            onFocus={() => setFocused(row)}
            onClick={() => open(day)}
          />
        ))}
      </div>
    </div>
  );
}
