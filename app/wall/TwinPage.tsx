'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { THEMES, type ThemeName } from '../design/themes.ts';
import { dataOf, useCurves } from '../rpc/use-curves.ts';
import { Site } from '../site/Site.tsx';
import styles from './TwinPage.module.css';
import { useLastWeek } from './use-last-week.ts';
import { WallAlarms } from './WallAlarms.tsx';
import { WallBalances } from './WallBalances.tsx';
import { WallDemand } from './WallDemand.tsx';
import { WallKpis } from './WallKpis.tsx';
import { WallLoad } from './WallLoad.tsx';
import { WallWater } from './WallWater.tsx';

export interface WallPageProps {
  readonly park: string;
  readonly board: ParkBoard | null;
  readonly theme: ThemeName;
  /** Power now is no part of a figure when it is old. */
  readonly fresh: boolean;
}

/** The wall's first page: the park itself, its figures, the demand window, what needs attention, and the day's load. */
export function TwinPage({ park, board, theme, fresh }: WallPageProps) {
  const curves = useCurves({ park, day: board?.day ?? null });
  const yesterday = dataOf(curves.yesterday);
  const lastWeek = useLastWeek(park, board?.day ?? null);
  return (
    <div className={styles.page}>
      <WallKpis board={board} yesterday={yesterday} />
      <div className={styles.twin}>
        <Site park={park} size="wall" />
        <WallWater board={board} />
      </div>
      <div className={styles.right}>
        <WallDemand board={board} fresh={fresh} />
        <WallBalances board={board} />
        <WallAlarms park={park} board={board} />
      </div>
      <WallLoad board={board} today={dataOf(curves.today)} yesterday={yesterday} lastWeek={lastWeek} theme={THEMES[theme]} fresh={fresh} />
    </div>
  );
}
