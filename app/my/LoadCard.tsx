'use client';

import type { AccountBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { curveUnit } from '../charts/curve-data.ts';
import { inScale, powerScale } from '../format/quantity.ts';
import { useFromNow } from '../live/use-now.ts';
import { useRedrawTime } from '../live/use-redraw-time.ts';
import { Bone } from '../parts/Bone.tsx';
import { useWords } from '../words/use-words.ts';
import { DayCurve } from './DayCurve.tsx';
import styles from './LoadCard.module.css';
import type { DayPair } from './use-meter-curves.ts';

interface Props {
  readonly board: AccountBoard;
  readonly curves: DayPair;
  readonly zone: string;
}

const FRESH_MS = 10 * MINUTE_MS;

export function LoadCard({ board, curves, zone }: Props) {
  const t = useWords();
  const now = useRedrawTime();
  const { at } = board;
  const fresh = useFromNow((time) => at !== null && time - at < FRESH_MS) ?? false;
  const power = powerScale(board.power);
  return (
    <section>
      <h2>
        <span>
          {t('load.today')} <small>{curveUnit(curves.today, curves.yesterday)}</small>
        </span>
        <small>{fresh ? t('my.powerNow', { power: `${inScale(board.power, power)} ${power.unit}` }) : t('my.thinLine')}</small>
      </h2>
      <div className={styles.chart}>
        {curves.today && now !== null ? (
          <DayCurve today={curves.today} yesterday={curves.yesterday} zone={zone} live={fresh ? board.power : null} now={now} />
        ) : (
          <Bone height="100%" />
        )}
      </div>
    </section>
  );
}
