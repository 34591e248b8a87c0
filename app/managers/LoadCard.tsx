'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { curveUnit } from '../charts/curve-data.ts';
import { pageChartSize } from '../charts/page-chart-size.ts';
import { useRedrawTime } from '../live/use-redraw-time.ts';
import { Bone } from '../parts/Bone.tsx';
import { LoadCurve } from '../parts/LoadCurve.tsx';
import { LoadKey } from '../parts/LoadKey.tsx';
import { PriceNow } from '../parts/PriceNow.tsx';
import type { Curve } from '../rpc/shapes.ts';
import { useTheme } from '../shell/use-theme.ts';
import { useWords } from '../words/use-words.ts';
import styles from './LoadCard.module.css';

interface Props {
  readonly board: ParkBoard;
  readonly today: Curve | null;
  readonly yesterday: Curve | null;
  readonly fresh: boolean;
}

export function LoadCard({ board, today, yesterday, fresh }: Props) {
  const t = useWords();
  const theme = useTheme();
  const now = useRedrawTime();
  return (
    <section className={styles.load}>
      <h2>
        <span>
          {t('load.today')} <small>{curveUnit(today, yesterday)}</small>
        </span>
        <LoadKey />
      </h2>
      <div className={styles.chart}>
        {today && now !== null ? (
          <LoadCurve
            today={today}
            yesterday={yesterday}
            zone={board.zone}
            live={fresh ? board.powerW : null}
            contractW={board.demand[0]?.contractW ?? null}
            now={now}
            theme={theme}
            size={pageChartSize}
          />
        ) : (
          <Bone height="100%" />
        )}
      </div>
      {board.price ? <PriceNow price={board.price} zone={board.zone} /> : null}
    </section>
  );
}
