'use client';

import { useState } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { useBoardField } from '../../live/use-board.ts';
import { useRedrawTime } from '../../live/use-redraw-time.ts';
import { Choice } from '../../parts/Choice.tsx';
import { useNames, useWords } from '../../words/use-words.ts';
import { monthOf } from '../calendar.ts';
import { DemandWindow } from '../DemandCard.tsx';
import { WindowsCard } from '../meter/WindowsCard.tsx';
import styles from './DemandOfAccount.module.css';

interface Props {
  readonly park: string;
  readonly points: readonly PointBoard[] | null;
  readonly zone: string;
  readonly today: ParkDay;
  readonly fresh: boolean;
}

const CHOICES_MAX = 6;

/** The account's demand: the running window where its meter has one, and the month's largest windows of each of its meters. */
export function DemandOfAccount({ park, points, zone, today, fresh }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const now = useRedrawTime();
  const [chosen, choose] = useState('');
  const meters = (points ?? []).filter(({ medium }) => medium === 'electricity').toSorted((a, b) => b.month - a.month);
  const point = meters.find(({ code }) => code === chosen) ?? meters[0];
  const demand = useBoardField({ type: 'park', park }, (board) => board.demand.find((one) => one.point === point?.code) ?? null);
  if (!point || now === null) return null;
  return (
    <div className={styles.demand}>
      {meters.length > 1 ? (
        <Choice
          label={t('meters.point')}
          chosen={point.code}
          choose={choose}
          choices={meters.slice(0, CHOICES_MAX).map(({ code, name }) => ({ value: code, word: nameOf(name) }))}
        />
      ) : null}
      {demand ? (
        <div className={styles.window}>
          <DemandWindow demand={demand} zone={zone} fresh={fresh} />
        </div>
      ) : null}
      <WindowsCard park={park} point={point.code} month={monthOf(today)} medium="electricity" zone={zone} now={now} />
    </div>
  );
}
