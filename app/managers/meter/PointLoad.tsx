'use client';

import { useMemo } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { curveUnit } from '../../charts/curve-data.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import { freshnessOf } from '../../format/age.ts';
import { useFromNow } from '../../live/use-now.ts';
import { useRedrawTime } from '../../live/use-redraw-time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { LoadCurve } from '../../parts/LoadCurve.tsx';
import { Notice } from '../../parts/Notice.tsx';
import type { Curve } from '../../rpc/shapes.ts';
import { dataOf, useCurves } from '../../rpc/use-curves.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { DayPicker } from '../DayPicker.tsx';
import styles from './PointLoad.module.css';
import { QualityStrip } from './QualityStrip.tsx';
import { type DenseSlots, qualityCounts, qualityRuns } from './quality-runs.ts';

interface Props {
  readonly park: string;
  readonly point: PointBoard;
  readonly zone: string;
  readonly day: ParkDay;
  /** The park's day now: it has a live figure, days before have none. */
  readonly today: ParkDay;
  /** Absent: the day cannot be chosen here. */
  readonly onDay?: (day: ParkDay) => void;
}

/** A meter's day on the bands of its tariff, and how each quarter of an hour of it is known. */
export function PointLoad({ park, point, zone, day, today, onDay }: Props) {
  const t = useWords();
  const theme = useTheme();
  const now = useRedrawTime();
  const curves = useCurves({ park, point: point.code, day });
  const { at, intervalS } = point;
  const fresh = useFromNow((time) => freshnessOf(at, intervalS, time) === 'fresh') ?? false;
  const curve = dataOf(curves.today);
  const before = dataOf(curves.yesterday);
  const isToday = day === today;
  const names = useMemo(
    () => ({ title: t('meter.load'), day: isToday ? t('load.todayKey') : day.slice(5), before: t('meter.dayBefore') }),
    [t, isToday, day],
  );
  const known = curve?.slots.some(({ quantity }) => quantity !== null) ?? false;
  return (
    <Card
      title={t('meter.load')}
      note={point.medium === 'water' ? 'm³/h' : curveUnit(curve, before)}
      tools={onDay ? <DayPicker day={day} today={today} choose={onDay} /> : null}
    >
      {curves.today.type === 'failed' ? <Failed failure={curves.today.failure} again={curves.today.again} /> : null}
      <div className={styles.chart}>
        {curve && now !== null ? (
          <LoadCurve
            today={curve}
            yesterday={before}
            zone={zone}
            live={fresh && isToday ? point.power : null}
            contractW={null}
            now={now}
            theme={theme}
            size={pageChartSize}
            medium={point.medium}
            names={names}
          />
        ) : curves.today.type === 'failed' ? null : (
          <Bone height="100%" />
        )}
        {curve && !known ? (
          <div className={styles.none}>
            <Notice title={t('meter.noData')} />
          </div>
        ) : null}
      </div>
      {curve && now !== null ? <Quality curve={curve} now={now} /> : null}
    </Card>
  );
}

function Quality({ curve, now }: { readonly curve: Curve; readonly now: InstantMs }) {
  const first = curve.slots[0];
  if (!first) return null;
  const slots: DenseSlots = {
    from: first.start,
    quantity: curve.slots.map(({ quantity }) => quantity),
    quality: curve.slots.map(({ quality }) => quality),
  };
  return <QualityStrip runs={qualityRuns(slots, now)} counts={qualityCounts(slots, now)} />;
}
