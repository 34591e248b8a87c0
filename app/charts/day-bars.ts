import type { EChartsCoreOption } from 'echarts/core';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Theme } from '../design/themes.ts';
import { grouped } from '../format/quantity.ts';
import { digitsOf, niceAxis, textWidth } from './axis.ts';
import type { ChartSize } from './load-curve.ts';

/** Bars by day of a month or so: stacked parts, or one part with marks over it, and level lines across. */
export interface DayBarsData {
  /** Labels of the days, in order; a label is drawn where there is room. */
  readonly days: readonly string[];
  /** Stacked from below. */
  readonly parts: readonly BarPart[];
  /** A short line over each bar: another measure of the same day. */
  readonly marks: readonly (number | null)[] | null;
  readonly lines: readonly LevelLine[];
  /** The day that still runs: drawn paler. Null: none. */
  readonly running: number | null;
  readonly size: ChartSize;
}

export interface BarPart {
  readonly id: string;
  readonly colour: string;
  /** In the unit the screen names; null: not known. */
  readonly values: readonly (number | null)[];
}

export interface LevelLine {
  readonly value: number;
  readonly label: string;
  readonly colour: string;
}

export interface DayBarsWords {
  /** The tip of a day, as lines of text. */
  readonly tip: (day: number) => readonly string[];
}

/** `now` has no part in it: which day runs is said by `running`. */
export const dayBarsOptions = (data: DayBarsData, theme: Theme, words: DayBarsWords, _now: InstantMs | null): EChartsCoreOption => {
  const { text } = data.size;
  const axis = niceAxis(topOf(data) * 1.04);
  const left = Math.round(textWidth(grouped(axis.max, digitsOf(axis.step)), text) + text * 0.75);
  const plot = data.size.width - left - text;
  const every = Math.max(1, Math.ceil((textWidth(data.days[0] ?? '', text) + text) / (plot / Math.max(1, data.days.length))));
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', fontSize: text },
    grid: { outerBoundsMode: 'none', left, right: Math.round(text), top: Math.round(text * 1.4), bottom: Math.round(text * 2) },
    xAxis: {
      type: 'category',
      data: [...data.days],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.text[2], fontSize: text, interval: (index: number) => index % every === 0, showMaxLabel: null },
      axisPointer: { show: true, type: 'shadow', label: { show: false }, shadowStyle: { color: theme.text[0], opacity: 0.06 } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: axis.max,
      interval: axis.step,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.text[2], fontSize: text, showMinLabel: false, formatter: (v: number) => grouped(v, digitsOf(axis.step)) },
      splitLine: { lineStyle: { color: theme.text[0], opacity: 0.09, width: text / 16 } },
    },
    series: [...barSeries(data, theme), ...markSeries(data, theme)],
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.surface[1],
      borderColor: theme.lineStrong,
      padding: [6, 10],
      textStyle: { color: theme.text[0], fontSize: text },
      formatter: (items: readonly { readonly dataIndex: number }[]) => words.tip(items[0]?.dataIndex ?? -1).join('<br>'),
    },
  };
};

const topOf = ({ days, parts, marks, lines }: DayBarsData): number => {
  const sums = days.map((_, day) => parts.reduce((sum, part) => sum + Math.max(0, part.values[day] ?? 0), 0));
  return Math.max(0, ...sums, ...(marks ?? []).map((mark) => mark ?? 0), ...lines.map(({ value }) => value));
};

const RUNNING_OPACITY = 0.6;

const barSeries = (data: DayBarsData, theme: Theme) =>
  data.parts.map((part, i) => ({
    type: 'bar',
    id: part.id,
    stack: 'day',
    barCategoryGap: '28%',
    barMaxWidth: data.size.text * 3,
    emphasis: { disabled: true },
    itemStyle: { color: part.colour },
    data: part.values.map((value, day) =>
      day === data.running && value !== null ? { value, itemStyle: { opacity: RUNNING_OPACITY } } : value,
    ),
    ...(i === 0 && data.lines.length > 0 ? { markLine: linesOf(data, theme) } : {}),
  }));

const linesOf = (data: DayBarsData, theme: Theme) => ({
  silent: true,
  symbol: 'none',
  data: data.lines.map(({ value, label, colour }, i) => ({
    yAxis: value,
    lineStyle: { color: colour, width: data.size.text / 12, type: [data.size.text * 0.5, data.size.text * 0.3] },
    label: {
      formatter: label,
      // The lowest line is named below itself: contract and 105 % stand close.
      position: i === 0 && data.lines.length > 1 ? 'insideEndBottom' : 'insideEndTop',
      distance: [2, 3],
      color: theme.text[1],
      // The card's own: a bar as high as the line would run through the name.
      backgroundColor: theme.surface[1],
      padding: [1, 3],
      fontSize: data.size.text,
    },
  })),
});

const markSeries = (data: DayBarsData, theme: Theme) =>
  data.marks === null
    ? []
    : [
        {
          type: 'line',
          id: 'marks',
          data: [...data.marks],
          lineStyle: { width: 0 },
          symbol: 'rect',
          symbolSize: [data.size.text * 1.1, 2.5],
          itemStyle: { color: theme.text[0] },
          z: 4,
        },
      ];
