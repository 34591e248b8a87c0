'use client';

import { useLocale } from 'use-intl';
import type { ParkBoard } from '#domain/board/board.ts';
import type { Box } from '../charts/Chart.tsx';
import { curveUnit } from '../charts/curve-data.ts';
import type { ChartSize } from '../charts/load-curve.ts';
import type { Theme } from '../design/themes.ts';
import { weekdayText } from '../format/time.ts';
import { useRedrawTime } from '../live/use-redraw-time.ts';
import { Bone } from '../parts/Bone.tsx';
import { LoadCurve } from '../parts/LoadCurve.tsx';
import { LoadKey } from '../parts/LoadKey.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PriceNow } from '../parts/PriceNow.tsx';
import type { Curve } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import styles from './WallLoad.module.css';

interface Props {
  readonly board: ParkBoard | null;
  readonly today: Curve | null;
  readonly yesterday: Curve | null;
  readonly lastWeek: Curve | null;
  readonly theme: Theme;
  /** Power now is no part of the curve when it is old. */
  readonly fresh: boolean;
}

/** The weekday's name, "周四". */
const weekdayOf = (curve: Curve, locale: string, zone: string): string => {
  const first = curve.slots[0];
  return first ? weekdayText(first.start, zone, locale) : '';
};

const wallSize = ({ width, rem }: Box): ChartSize => ({ width, text: rem, every: 8, tooltip: false });

export function WallLoad({ board, today, yesterday, lastWeek, theme, fresh }: Props) {
  const t = useWords();
  const locale = useLocale();
  const now = useRedrawTime();
  const contractW = board?.demand[0]?.contractW ?? null;
  return (
    <section className={styles.load}>
      <h2>
        <span>
          {t('load.today')} {curveUnit(today, yesterday)}
          <small>{t('load.mean15')}</small>
        </span>
        <LoadKey lastWeek={lastWeek ? weekdayOf(lastWeek, locale, board?.zone ?? 'UTC') : null} forecast={fresh && lastWeek !== null} />
        <span className={styles.price}>{board?.price ? <PriceNow price={board.price} zone={board.zone} /> : null}</span>
      </h2>
      <div className={styles.chart}>
        {board?.dataAt === null ? (
          <Notice title={t('load.none')} text={t('load.noneNext')} />
        ) : board && today && now !== null ? (
          <LoadCurve
            today={today}
            yesterday={yesterday}
            lastWeek={lastWeek}
            zone={board.zone}
            live={fresh ? board.powerW : null}
            contractW={contractW}
            now={now}
            theme={theme}
            size={wallSize}
          />
        ) : (
          <Bone height="100%" />
        )}
      </div>
    </section>
  );
}
