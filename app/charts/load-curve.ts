import type { EChartsCoreOption } from 'echarts/core';
import type { Period } from '#domain/tariff/tariff.ts';
import { type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Theme } from '../design/themes.ts';
import { grouped } from '../format/quantity.ts';
import { digitsOf, type NiceAxis, niceAxis, textWidth } from './axis.ts';

/** A stretch of one period, in slots from midnight, [from, to). */
export interface Band {
  readonly period: Period;
  /** Yuan per kWh (m³) with four digits; null where unknown. */
  readonly price: string | null;
  readonly from: number;
  readonly to: number;
}

export interface LoadCurveData {
  /** The park day's midnight, and its slots (92, 96 or 100). */
  readonly from: InstantMs;
  readonly slots: number;
  /** Means over slots, W (litres/h); null where nothing is known. Today's end before the running slot. */
  readonly today: readonly (number | null)[];
  readonly estimated: readonly boolean[];
  readonly yesterday: readonly (number | null)[];
  /** The same weekday of last week. */
  readonly lastWeek?: readonly (number | null)[];
  /** What the rest of the day may be; null where nothing is foretold. */
  readonly forecast?: readonly (number | null)[];
  readonly bands: readonly Band[];
  /** Power now, where it is fresh: the curve's last point. */
  readonly live: number | null;
  readonly contractW: number | null;
  readonly unit: PowerUnit;
  readonly size: ChartSize;
}

/** The screen says it beside the title. */
export type PowerUnit = 'kW' | 'MW';

export interface ChartSize {
  readonly width: number;
  /** Text size in px; lines and margins follow it. */
  readonly text: number;
  /** Slots between two labels of the axis. */
  readonly every: number;
  readonly tooltip: boolean;
}

export interface LoadCurveWords {
  readonly period: (period: Period) => string;
  readonly time: (at: InstantMs) => string;
  readonly contract: string;
  /** The tip of a slot, as lines of text. */
  readonly tip: (slot: number) => readonly string[];
}

/** Today's load over yesterday's on the bands of the tariff's periods, with a line at now. */
export const loadCurveOptions = (data: LoadCurveData, theme: Theme, words: LoadCurveWords, now: InstantMs): EChartsCoreOption => {
  const { text } = data.size;
  const top = topOf(data);
  const per = data.unit === 'MW' ? 1_000_000 : 1_000;
  const axis = niceAxis(top / per);
  const left = Math.round(textWidth(grouped(axis.max, digitsOf(axis.step)), text) + text * 0.75);
  const grids = gridsOf(data.size, left);
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', fontSize: text },
    grid: grids.boxes,
    xAxis: [hoursAxis(data, theme, words), { ...plainAxis(data.slots), gridIndex: 1 }],
    yAxis: [valueAxis(axis, theme, text), { ...plainAxis(1), gridIndex: 1 }],
    series: [...bandSeries(data, theme, words, grids.plotWidth), ...curveSeries(data, theme, words, { now, per })],
    ...(data.size.tooltip ? { tooltip: tooltipOf(theme, words, text) } : {}),
  };
};

/** The contract line is drawn when the load comes near it; far above, it would flatten the curve. */
const contractShown = (data: LoadCurveData, highest: number): boolean => data.contractW !== null && data.contractW <= highest * 2;

const highestOf = (data: LoadCurveData): number => {
  let highest = data.live ?? 0;
  for (const mean of data.today) if (mean !== null && mean > highest) highest = mean;
  for (const means of [data.yesterday, data.lastWeek ?? [], data.forecast ?? []])
    for (const mean of means) if (mean !== null && mean > highest) highest = mean;
  return highest;
};

const topOf = (data: LoadCurveData): number => {
  const highest = highestOf(data);
  const contract = contractShown(data, highest) ? (data.contractW ?? 0) * 1.04 : 0;
  return Math.max(highest * 1.04, contract);
};

const gridsOf = (size: ChartSize, left: number) => {
  const strip = Math.round(size.text * 1.4);
  const labels = Math.round(size.text * 1.85);
  const right = Math.round(size.text * 0.5);
  const upper = { outerBoundsMode: 'none', left, right, top: Math.round(size.text * 1.7), bottom: labels + strip + 3 };
  return { boxes: [upper, { outerBoundsMode: 'none', left, right, bottom: labels, height: strip }], plotWidth: size.width - left - right };
};

const plainAxis = (max: number) => ({ type: 'value', min: 0, max, show: false });

const hoursAxis = (data: LoadCurveData, theme: Theme, words: LoadCurveWords) => ({
  type: 'value',
  min: 0,
  max: data.slots,
  interval: data.size.every,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: false },
  axisPointer: { show: data.size.tooltip, snap: false, label: { show: false }, lineStyle: { color: theme.text[2], width: 1 } },
  axisLabel: {
    margin: Math.round(data.size.text * 2.15),
    color: theme.text[2],
    fontSize: data.size.text,
    alignMinLabel: 'left',
    alignMaxLabel: 'right',
    formatter: (slot: number) => (slot === data.slots ? '24:00' : words.time(slotAt(data.from, slot))),
  },
});

const slotAt = (from: InstantMs, slot: number): InstantMs => instantMs(Math.round(from + slot * SLOT_MS));

const valueAxis = (axis: NiceAxis, theme: Theme, text: number) => ({
  type: 'value',
  min: 0,
  max: axis.max,
  interval: axis.step,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: {
    color: theme.text[2],
    fontSize: text,
    margin: Math.round(text * 0.6),
    showMinLabel: false,
    formatter: (value: number) => grouped(value, digitsOf(axis.step)),
  },
  splitLine: { lineStyle: { color: theme.text[0], opacity: 0.09, width: text / 16 } },
});

/** The tinted ground of the plot, and the strip of names and prices below it. */
const bandSeries = (data: LoadCurveData, theme: Theme, words: LoadCurveWords, plotWidth: number) => {
  const tint = data.bands.map((band) => [
    { xAxis: band.from, itemStyle: { color: theme.period[band.period], opacity: 0.13 } },
    { xAxis: band.to },
  ]);
  const strip = data.bands.map((band) => {
    const room = ((band.to - band.from) / data.slots) * plotWidth - data.size.text * 0.5;
    const label = bandLabel(band, words, data.size.text, room);
    return [
      {
        coord: [band.from, 0],
        itemStyle: { color: theme.period[band.period], opacity: 1, borderColor: 'transparent' },
        label: {
          show: label !== '',
          formatter: label,
          position: 'inside',
          color: theme.onPeriod[band.period],
          fontSize: data.size.text,
          fontWeight: 500,
        },
      },
      { coord: [band.to - 1.5 * (data.slots / plotWidth), 1] },
    ];
  });
  const bare = { type: 'line', silent: true, data: [], symbol: 'none' };
  return [
    { ...bare, id: 'tint', markArea: { silent: true, data: tint } },
    { ...bare, id: 'strip', xAxisIndex: 1, yAxisIndex: 1, markArea: { silent: true, data: strip } },
  ];
};

/** Name and price where both fit, the name where it fits, else the colour alone. */
const bandLabel = (band: Band, words: LoadCurveWords, text: number, room: number): string => {
  const name = words.period(band.period);
  const full = band.price === null ? name : `${name} ${band.price}`;
  return [full, name].find((label) => textWidth(label, text) <= room) ?? '';
};

interface Scaled {
  readonly now: InstantMs;
  readonly per: number;
}

const curveSeries = (data: LoadCurveData, theme: Theme, words: LoadCurveWords, { now, per }: Scaled) => {
  const nowSlot = (now - data.from) / SLOT_MS;
  const width = data.size.text / 5;
  const live = data.live === null || nowSlot < 0 || nowSlot > data.slots ? [] : [[nowSlot, data.live / per]];
  const known = points(data.today.slice(0, lastKnown(data.today) + 1), per, (i) => data.estimated[i] !== true);
  const estimated = points(data.today, per, (i) => isByEstimate(data.estimated, i));
  const line = { type: 'line', symbol: 'none', silent: !data.size.tooltip };
  return [
    ...besideSeries(data, theme, { line, live, per, width }),
    { ...line, id: 'yesterday', data: points(data.yesterday, per, () => true), lineStyle: { color: theme.text[2], width: width * 0.56 } },
    {
      ...line,
      id: 'estimated',
      data: estimated,
      lineStyle: { color: theme.ink, width: width * 0.8, type: [data.size.text / 4, data.size.text / 4] },
    },
    {
      ...line,
      id: 'today',
      data: [...known, ...live],
      lineStyle: { color: theme.ink, width, join: 'round' },
      markLine: { silent: true, symbol: 'none', data: marksOf(data, theme, words, { now, per }) },
    },
    {
      ...line,
      id: 'now',
      data: live,
      symbol: 'circle',
      symbolSize: data.size.text * 0.72,
      itemStyle: { color: theme.text[0], borderColor: theme.surface[0], borderWidth: width * 0.6 },
    },
  ];
};

interface Beside {
  readonly line: object;
  /** The live point, where the forecast begins. */
  readonly live: readonly (readonly number[])[];
  readonly per: number;
  readonly width: number;
}

/** Last week dotted, the forecast dashed: neither is a measured day beside which today stands. */
const besideSeries = (data: LoadCurveData, theme: Theme, { line, live, per, width }: Beside) => {
  const { text } = data.size;
  const series = [];
  if (data.lastWeek)
    series.push({
      ...line,
      id: 'lastWeek',
      data: points(data.lastWeek, per, () => true),
      lineStyle: { color: theme.text[2], width: width * 0.56, type: [text * 0.1, text * 0.25], cap: 'round' },
    });
  if (data.forecast)
    series.push({
      ...line,
      id: 'forecast',
      data: [...live, ...points(data.forecast, per, () => true).filter(([slot]) => live.length === 0 || (slot ?? 0) > (live[0]?.[0] ?? 0))],
      lineStyle: { color: theme.ink, width: width * 0.75, type: [text * 0.44, text * 0.38] },
    });
  return series;
};

const lastKnown = (means: readonly (number | null)[]): number => means.findLastIndex((mean) => mean !== null);

/** Slot means stand at the middle of their slots. */
const points = (means: readonly (number | null)[], per: number, shown: (slot: number) => boolean): (number | null)[][] =>
  means.map((mean, i) => [i + 0.5, mean === null || !shown(i) ? null : mean / per]);

/** Neighbours too, so that the dashed piece meets the solid ones. */
const isByEstimate = (estimated: readonly boolean[], i: number): boolean =>
  estimated[i] === true || estimated[i - 1] === true || estimated[i + 1] === true;

const marksOf = (data: LoadCurveData, theme: Theme, words: LoadCurveWords, { now, per }: Scaled) => {
  const { text } = data.size;
  const marks = [];
  const nowSlot = (now - data.from) / SLOT_MS;
  if (nowSlot >= 0 && nowSlot <= data.slots) {
    marks.push({
      xAxis: nowSlot,
      lineStyle: { color: theme.text[0], width: text / 8, type: 'solid' },
      label: { formatter: words.time(now), position: 'end', distance: text * 0.3, color: theme.text[0], fontSize: text, fontWeight: 600 },
    });
  }
  if (data.contractW !== null && contractShown(data, highestOf(data))) {
    marks.push({
      yAxis: data.contractW / per,
      lineStyle: { color: `${theme.text[0]}99`, width: text / 16, type: [text * 0.6, text * 0.3] },
      label: {
        formatter: `${words.contract} ${grouped(data.contractW / per, per === 1_000 ? 0 : 1)}`,
        position: 'insideEndTop',
        distance: [2, text * 0.4],
        color: theme.text[1],
        fontSize: text,
      },
    });
  }
  return marks;
};

const tooltipOf = (theme: Theme, words: LoadCurveWords, text: number) => ({
  trigger: 'axis',
  confine: true,
  transitionDuration: 0,
  backgroundColor: theme.surface[1],
  borderColor: theme.lineStrong,
  padding: [6, 10],
  textStyle: { color: theme.text[0], fontSize: text },
  formatter: (items: readonly { readonly axisValue: number | string }[]) =>
    words.tip(Math.floor(Number(items[0]?.axisValue ?? 0))).join('<br>'),
});
