'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { THEMES, type ThemeName } from '../design/themes.ts';
import type { Curve } from '../rpc/shapes.ts';
import { Site } from '../site/Site.tsx';
import styles from './TwinPage.module.css';
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

/** Days of the load curve; null while one is not known. */
export interface WallCurves {
  readonly today: Curve | null;
  readonly yesterday: Curve | null;
  readonly lastWeek: Curve | null;
}

/** The wall's first page: the park itself, its figures, the demand window, what needs attention, and the day's load. */
export function TwinPage({
  park,
  board,
  theme,
  fresh,
  curves: { today, yesterday, lastWeek },
}: WallPageProps & { readonly curves: WallCurves }) {
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
      <WallLoad board={board} today={today} yesterday={yesterday} lastWeek={lastWeek} theme={THEMES[theme]} fresh={fresh} />
    </div>
  );
}
