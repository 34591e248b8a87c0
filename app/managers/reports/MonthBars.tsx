'use client';

import { useCallback } from 'react';
import { type Box, Chart } from '../../charts/Chart.tsx';
import { dayBarsOptions } from '../../charts/day-bars.ts';
import { toneOf } from '../../charts/month-tones.ts';
import { pageChartSize } from '../../charts/page-chart-size.ts';
import { grouped } from '../../format/quantity.ts';
import { useTheme } from '../../shell/use-theme.ts';
import styles from './Reports.module.css';

interface Props {
  readonly label: string;
  /** Of the bars, in order. */
  readonly names: readonly string[];
  /** Stacked from below; values in the unit of the chart. */
  readonly parts: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly unit: string;
}

/** Bars of a report, with the words for their parts. */
export function MonthBars({ label, names, parts, unit }: Props) {
  const theme = useTheme();
  const options = useCallback(
    (box: Box) => {
      const tip = (at: number) => [
        `<b>${names[at] ?? ''}</b>`,
        ...parts.map(({ name, values }) => `${name} ${grouped(values[at] ?? 0)} ${unit}`),
      ];
      return dayBarsOptions(
        {
          days: names,
          parts: parts.map(({ name, values }, i) => ({ id: name, colour: toneOf(theme, i), values })),
          marks: null,
          lines: [],
          running: null,
          size: pageChartSize(box),
        },
        theme,
        { tip },
        null,
      );
    },
    [names, parts, unit, theme],
  );
  return (
    <>
      <p className={styles.key}>
        <span>{unit}</span>
        {parts.map(({ name }, i) => (
          <span key={name}>
            <i style={{ background: toneOf(theme, i) }} aria-hidden="true" />
            {name}
          </span>
        ))}
      </p>
      <div className={styles.chart}>
        <Chart options={options} label={label} engine="months" />
      </div>
    </>
  );
}
