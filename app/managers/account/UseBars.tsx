'use client';

import { useCallback } from 'react';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { type DayBarsData, dayBarsOptions } from '../../charts/day-bars.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import type { Theme } from '../../design/themes.ts';
import { yuanGrouped } from '../../format/money.ts';
import { PERIODS } from '../../format/periods.ts';
import { yuanOf } from '../../my/use-sums.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { dayAfter } from '../calendar.ts';
import { usedText } from '../meter/power-text.ts';
import { type DayUse, unpriced } from './days-of-use.ts';
import styles from './UseBars.module.css';

interface Props {
  readonly days: readonly DayUse[];
  /** The end of the month: days to come keep their place. */
  readonly last: ParkDay;
  readonly today: ParkDay;
}

const KILO = 1_000;

/** kWh by day, stacked by period from cheap to dear. */
export function UseBars({ days, last, today }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const theme = useTheme();
  const options = useCallback(
    (box: Box) => {
      const tip = (i: number): readonly string[] => {
        const day = days[i];
        if (!day) return [];
        const { electricity } = day;
        return [
          `${day.day} · ${usedText(electricity.quantity, 'electricity')} · ¥${yuanGrouped(yuanOf(day.charge))}`,
          ...electricity.periods.map(({ period, quantity }) => `${t(`period.${period}`)} ${usedText(quantity, 'electricity')}`),
          ...[...electricity.tiers, ...day.water.tiers].map(({ name, charge }) => `${nameOf(name)} +¥${yuanGrouped(yuanOf(charge))}`),
          ...(day.water.quantity > 0 ? [`${t('live.water')} ${usedText(day.water.quantity, 'water')}`] : []),
        ];
      };
      return dayBarsOptions({ ...barsOf({ days, last, today }, theme), size: pageChartSize(box) }, theme, { tip }, null);
    },
    [days, last, today, theme, t, nameOf],
  );
  return (
    <div>
      <p className={styles.unit}>kWh</p>
      <div className={styles.chart}>
        <Chart options={options} label={t('account.use')} engine="months" />
      </div>
    </div>
  );
}

const barsOf = ({ days, last, today }: Props, theme: Theme): Omit<DayBarsData, 'size'> => {
  const labels = days.map(({ day }) => String(day).slice(5));
  const end = days.at(-1);
  for (let day = end ? dayAfter(end.day) : last; end && day <= last; day = dayAfter(day)) labels.push(String(day).slice(5));
  const parts = PERIODS.map((period) => ({
    id: period,
    colour: theme.period[period],
    values: days.map(({ electricity }) => (electricity.periods.find((use) => use.period === period)?.quantity ?? 0) / KILO),
  }));
  const running = days.findIndex(({ day }) => day === today);
  const rest = { id: 'unpriced', colour: theme.loadOff, values: days.map(({ electricity }) => unpriced(electricity) / KILO) };
  return {
    days: labels,
    parts: [...parts, rest].filter(({ values }) => values.some((value) => value > 0)),
    marks: null,
    lines: [],
    running: running < 0 ? null : running,
  };
};
