'use client';

import { useCallback, useMemo } from 'react';
import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { type Box, Chart } from '../charts/Chart.tsx';
import { curveData, meansOf } from '../charts/curve-data.ts';
import { forecastOf } from '../charts/forecast.ts';
import { type ChartSize, type LoadCurveData, type LoadCurveWords, loadCurveOptions } from '../charts/load-curve.ts';
import type { Theme } from '../design/themes.ts';
import { priceShort } from '../format/money.ts';
import { inScale, powerScale, waterFlowScale } from '../format/quantity.ts';
import { timeText } from '../format/time.ts';
import type { Curve } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly today: Curve;
  readonly yesterday: Curve | null;
  readonly zone: string;
  /** W now, and when; null where the last reading is old. */
  readonly live: number | null;
  readonly contractW: number | null;
  readonly now: InstantMs;
  readonly theme: Theme;
  readonly size: (box: Box) => ChartSize;
  /** Absent: electricity. */
  readonly medium?: Medium;
  /** The same weekday of last week, and with it a forecast of the rest of the day; absent: neither is drawn. */
  readonly lastWeek?: Curve | null;
  /** What the two lines are called; absent: today and yesterday. */
  readonly names?: CurveNames;
}

export interface CurveNames {
  readonly title: string;
  readonly day: string;
  readonly before: string;
}

/** The load curve of today and yesterday: gathers words and figures, `charts` draws. */
export function LoadCurve({ today, yesterday, zone, live, contractW, now, theme, size, medium = 'electricity', names, lastWeek }: Props) {
  const t = useWords();
  const words = useCurveWords(today, yesterday, { zone, medium, names });
  const drawn = useMemo(() => curveData(today, yesterday, now), [today, yesterday, now]);
  const beside = useMemo(() => besideOf(today, lastWeek ?? null, now), [today, lastWeek, now]);
  // The curve is drawn again when the now-line steps, not with each frame of the board.
  const hasLive = live !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const shownLive = useMemo(() => live, [now, hasLive]);
  const options = useCallback(
    (box: Box) => {
      if (!drawn) return null;
      const data: LoadCurveData = { ...drawn, ...beside, live: shownLive, contractW, size: size(box) };
      return loadCurveOptions(data, theme, words, now);
    },
    [drawn, beside, shownLive, contractW, size, theme, words, now],
  );
  return <Chart options={options} label={names?.title ?? t('load.today')} />;
}

const besideOf = (today: Curve, lastWeek: Curve | null, now: InstantMs): Pick<LoadCurveData, 'lastWeek' | 'forecast'> => {
  if (!lastWeek) return {};
  const forecast = forecastOf(today, lastWeek, now);
  return { lastWeek: meansOf(lastWeek), ...(forecast ? { forecast } : {}) };
};

interface Spoken {
  readonly zone: string;
  readonly medium: Medium;
  readonly names: CurveNames | undefined;
}

const useCurveWords = (today: Curve, yesterday: Curve | null, { zone, medium, names }: Spoken): LoadCurveWords => {
  const t = useWords();
  return useMemo(() => {
    const time = (at: InstantMs) => timeText(at, zone);
    const power = (quantity: number | null | undefined) => {
      if (quantity === null || quantity === undefined) return '–';
      const watts = quantity * (HOUR_MS / SLOT_MS);
      const scale = (medium === 'water' ? waterFlowScale : powerScale)(watts);
      return `${inScale(watts, scale)} ${scale.unit}`;
    };
    const tip = (index: number): readonly string[] => {
      const slot = today.slots[index];
      if (!slot) return [];
      const lines = [
        `${time(slot.start)}–${time(instantMs(slot.start + SLOT_MS))}`,
        `${names?.day ?? t('load.todayKey')} ${power(slot.quantity)}`,
        `${names?.before ?? t('load.yesterdayKey')} ${power(yesterday?.slots[index]?.quantity)}`,
      ];
      if (slot.period !== null)
        lines.push(`${t(`period.${slot.period}`)} ${slot.price === null ? '' : `${priceShort(slot.price)} ${t('unit.yuanPerKWh')}`}`);
      if (slot.quality === 'estimated' || slot.quality === 'interpolated') lines.push(t(`quality.${slot.quality}`));
      return lines;
    };
    return { period: (period) => t(`periodShort.${period}`), time, contract: t('demand.contract'), tip };
  }, [t, today, yesterday, zone, medium, names]);
};
