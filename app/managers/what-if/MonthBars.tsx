'use client';

import { useCallback } from 'react';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { type BarPart, dayBarsOptions, type LevelLine } from '../../charts/day-bars.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import type { TariffCompared } from '../../rpc/explain-api.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './MonthBars.module.css';

type Month = Extract<TariffCompared, { type: 'compared' }>['months'][number];

/** Heights of a picture alone: figures that count stand in the table as text. */
const heightOf = (yuan: string): number => Number(fenOf(yuan)) / 100;

/** What was charged as bars, what it would have been as a line over each. */
export function MonthBars({ months }: { readonly months: readonly Month[] }) {
  const t = useWords();
  const tip = useCallback(
    (i: number): readonly string[] => {
      const month = months[i];
      if (!month) return [];
      return [
        month.month,
        `${t('whatIf.now')} ¥${yuanGrouped(month.nowYuan)}`,
        `${t('whatIf.against')} ¥${yuanGrouped(month.againstYuan)}`,
        `${t('whatIf.saving')} ¥${yuanGrouped(month.savingYuan)}`,
      ];
    },
    [months, t],
  );
  return (
    <Bars
      labels={months.map(({ month }) => month)}
      values={months.map(({ nowYuan }) => heightOf(nowYuan))}
      marks={months.map(({ againstYuan }) => heightOf(againstYuan))}
      lines={NO_LINES}
      tip={tip}
      label={t('whatIf.chart')}
    />
  );
}

const NO_LINES: readonly LevelLine[] = [];

interface BarsProps {
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly marks: readonly number[] | null;
  readonly lines: readonly LevelLine[];
  readonly tip: (i: number) => readonly string[];
  readonly label: string;
}

/** One bar a month. */
export function Bars({ labels, values, marks, lines, tip, label }: BarsProps) {
  const theme = useTheme();
  const options = useCallback(
    (box: Box) => {
      const part: BarPart = { id: 'now', colour: theme.text[2], values };
      return dayBarsOptions({ days: labels, parts: [part], marks, lines, running: null, size: pageChartSize(box) }, theme, { tip }, null);
    },
    [labels, values, marks, lines, tip, theme],
  );
  return (
    <div className={styles.chart}>
      <Chart options={options} label={label} engine="months" />
    </div>
  );
}
