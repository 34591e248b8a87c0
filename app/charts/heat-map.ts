import type { EChartsCoreOption } from 'echarts/core';
import type { Quality } from '#domain/metering/quality.ts';
import { type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Theme } from '../design/themes.ts';
import { textWidth } from './axis.ts';
import type { ChartSize } from './load-curve.ts';

/** A month of quarters of an hour, dense from local midnight of the first. */
export interface HeatMapData {
  /** Each day's first slot, and the end of the last: a day of a clock change has 92 or 100. */
  readonly days: readonly HeatDay[];
  /** Means over slots, W (litres/h); null where nothing is known. */
  readonly means: readonly (number | null)[];
  readonly quality: readonly (Quality | null)[];
  readonly from: InstantMs;
  /** The hot end of the scale, in the unit of `means`. */
  readonly top: number;
  readonly size: ChartSize;
}

export interface HeatDay {
  /** "11-22" */
  readonly label: string;
  /** Index of its first slot in `means`. */
  readonly first: number;
  readonly slots: number;
  /** Saturday, Sunday: told by weight of the label. */
  readonly weekend: boolean;
}

export interface HeatMapWords {
  /** The tip of a slot, as lines of text; by its index in `means`. */
  readonly tip: (index: number) => readonly string[];
}

const SLOTS_A_DAY = 96;
const HATCH_PX = 4;

/** Where the cells stand within the chart, px from its edges. */
export interface HeatInsets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const heatInsets = (text: number): HeatInsets => ({
  left: Math.round(textWidth('00-00', text) + text),
  right: Math.round(text * 0.5),
  top: 2,
  bottom: Math.round(text * 1.9),
});

/** Day by quarter of an hour: colour is load, hatching an estimate, an empty frame what is missing. */
export const heatMapOptions = (data: HeatMapData, theme: Theme, words: HeatMapWords, now: InstantMs): EChartsCoreOption => {
  const { text } = data.size;
  const rows = data.days.length;
  const columns = Math.max(SLOTS_A_DAY, ...data.days.map(({ slots }) => slots));
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', fontSize: text },
    grid: { outerBoundsMode: 'none', ...heatInsets(text) },
    xAxis: { ...bare, type: 'category', data: Array.from({ length: columns }, (_, slot) => slot), axisLabel: hourLabels(data, theme) },
    yAxis: {
      ...bare,
      type: 'category',
      inverse: true,
      data: data.days.map(({ label }) => label),
      axisLabel: {
        color: theme.text[2],
        fontSize: text - 1,
        margin: Math.round(text * 0.5),
        interval: (index: number) => index % (rows > 20 && data.size.width < NARROW_PX ? 2 : 1) === 0,
        formatter: (label: string, index: number) => `{${data.days[index]?.weekend ? 'weekend' : 'day'}|${label}}`,
        rich: { day: { color: theme.text[2], fontSize: text - 1 }, weekend: { color: theme.text[0], fontSize: text - 1, fontWeight: 600 } },
      },
    },
    visualMap: {
      type: 'continuous',
      show: false,
      min: 0,
      max: data.top,
      dimension: 2,
      seriesIndex: 0,
      inRange: { color: [...theme.load] },
    },
    series: [
      { type: 'heatmap', id: 'load', data: cellsOf(data), progressive: 0, emphasis: { disabled: true }, itemStyle: { borderWidth: 0 } },
      { type: 'custom', id: 'doubt', silent: true, data: doubtsOf(data, now), renderItem: drawDoubt(theme), z: 3 },
    ],
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.surface[1],
      borderColor: theme.lineStrong,
      padding: [6, 10],
      textStyle: { color: theme.text[0], fontSize: text },
      formatter: ({ value }: { readonly value: readonly number[] }) => words.tip(value[3] ?? -1).join('<br>'),
    },
  };
};

const NARROW_PX = 560;
const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, splitArea: { show: false } };

const hourLabels = (data: HeatMapData, theme: Theme) => ({
  color: theme.text[2],
  fontSize: data.size.text,
  interval: (index: number) => index % data.size.every === 0,
  align: 'left',
  formatter: (slot: string) => `${String(Math.floor(Number(slot) / 4)).padStart(2, '0')}:00`,
});

/** [column, row, mean, index]: what is not known has no cell. */
const cellsOf = (data: HeatMapData): number[][] =>
  data.days.flatMap(({ first, slots }, row) =>
    Array.from({ length: slots }, (_, column) => column).flatMap((column) => {
      const mean = data.means[first + column];
      return mean === null || mean === undefined ? [] : [[column, row, Math.max(0, mean), first + column]];
    }),
  );

const ESTIMATED = 0;
const MISSING = 1;

/** [from column, to column, row, kind]: runs of slots of a day that were estimated, or are over and empty. */
const doubtsOf = (data: HeatMapData, now: InstantMs): number[][] =>
  data.days.flatMap(({ first, slots }, row) => {
    const runs: number[][] = [];
    for (let column = 0; column < slots; column++) {
      const kind = doubtAt(data, first + column, now);
      if (kind === null) continue;
      const last = runs.at(-1);
      if (last && last[1] === column && last[3] === kind) last[1] = column + 1;
      else runs.push([column, column + 1, row, kind]);
    }
    return runs;
  });

const doubtAt = (data: HeatMapData, index: number, now: InstantMs): number | null => {
  const mean = data.means[index];
  if (mean === null || mean === undefined) return data.from + (index + 1) * SLOT_MS <= now ? MISSING : null;
  return data.quality[index] === 'estimated' ? ESTIMATED : null;
};

/** What a custom series is given to draw with; ECharts' own types of it are not exported by parts. */
interface DrawApi {
  value(dimension: number): number;
  coord(point: readonly number[]): readonly [number, number];
  size(of: readonly number[]): readonly [number, number];
}

const drawDoubt = (theme: Theme) => (_: unknown, api: DrawApi) => {
  const [x, middle] = api.coord([api.value(0), api.value(2)]);
  const [width, height] = api.size([1, 1]);
  const box = { x: x - width / 2, y: middle - height / 2, width: width * (api.value(1) - api.value(0)), height };
  if (api.value(3) === MISSING)
    return {
      type: 'rect',
      shape: { x: box.x + 0.5, y: box.y + 1.5, width: Math.max(0.5, box.width - 1), height: box.height - 3 },
      style: { fill: 'none', stroke: theme.crit, lineWidth: 1 },
    };
  return { type: 'group', children: hatches(box, theme.surface[1]) };
};

const hatches = (box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, stroke: string) => {
  const lines = [];
  for (let at = HATCH_PX / 2; at < box.width + box.height; at += HATCH_PX) {
    const x1 = Math.min(at, box.width);
    const y1 = at - x1;
    const y2 = Math.min(at, box.height);
    const x2 = at - y2;
    lines.push({
      type: 'line',
      shape: { x1: box.x + x1, y1: box.y + y1, x2: box.x + x2, y2: box.y + y2 },
      style: { stroke, lineWidth: 1.4 },
    });
  }
  return lines;
};
