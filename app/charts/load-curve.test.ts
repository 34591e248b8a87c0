import { describe, expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { DARK } from '../design/themes.ts';
import { timeText } from '../format/time.ts';
import { type LoadCurveData, type LoadCurveWords, loadCurveOptions } from './load-curve.ts';

const MIDNIGHT = instantMs(Date.UTC(2026, 10, 21, 16));
const NOW = instantMs(MIDNIGHT + 5.5 * SLOT_MS);

const DATA: LoadCurveData = {
  from: MIDNIGHT,
  slots: 8,
  today: [100_000, 200_000, 300_000, 250_000, 240_000, null, null, null],
  estimated: [false, false, true, false, false, false, false, false],
  yesterday: [90_000, null, 290_000, 240_000, 230_000, 220_000, 210_000, 200_000],
  bands: [
    { period: 'flat', price: '0.5727', from: 0, to: 5 },
    { period: 'criticalPeak', price: '1.0180', from: 5, to: 8 },
  ],
  live: 260_000,
  contractW: 320_000,
  unit: 'kW',
  size: { width: 320, text: 12, every: 2, tooltip: false },
};

const WORDS: LoadCurveWords = {
  period: (period) => ({ deepValley: '深谷', valley: '谷', flat: '平', peak: '峰', criticalPeak: '尖' })[period],
  time: (at) => timeText(at, 'Asia/Shanghai'),
  contract: '合同',
  tip: () => [],
};

const options = (change: Partial<LoadCurveData> = {}) =>
  JSON.parse(JSON.stringify(loadCurveOptions({ ...DATA, ...change }, DARK, WORDS, NOW)));
const series = (id: string, change: Partial<LoadCurveData> = {}) => options(change).series.find((one: { id: string }) => one.id === id);

describe('the load curve', () => {
  test('is drawn as it was', () => expect(options()).toMatchSnapshot());

  test('ends at the live figure, at the place of now', () => expect(series('today').data.at(-1)).toEqual([5.5, 260]));

  test('breaks where an estimate is, and the estimate is dashed between its neighbours', () => {
    expect(series('today').data[2]).toEqual([2.5, null]);
    expect(
      series('estimated')
        .data.slice(0, 5)
        .map(([, kW]: [number, number | null]) => kW),
    ).toEqual([null, 200, 300, 250, null]);
    expect(series('estimated').lineStyle.type).toEqual([3, 3]);
  });

  test('leaves out a live figure that is old', () => {
    expect(series('now', { live: null }).data).toEqual([]);
    expect(series('today', { live: null }).data.at(-1)).toEqual([4.5, 240]);
  });

  test('names and prices a band where they fit', () => {
    const labels = series('strip').markArea.data.map(([from]: [{ label: { formatter: string } }]) => from.label.formatter);
    expect(labels).toEqual(['平 0.5727', '尖 1.0180']);
    const narrow = series('strip', { size: { ...DATA.size, width: 90 } });
    expect(narrow.markArea.data.map(([from]: [{ label: { formatter: string } }]) => from.label.formatter)).toEqual(['平', '尖']);
  });

  test('shows the contract where the load comes near it, and not far above', () => {
    expect(series('today').markLine.data.map(({ yAxis }: { yAxis?: number }) => yAxis)).toContain(320);
    expect(series('today', { contractW: 5_000_000 }).markLine.data.map(({ yAxis }: { yAxis?: number }) => yAxis)).not.toContain(5000);
  });

  test('of an empty day is an empty axis', () => {
    const nothing = Array.from({ length: 8 }, () => null);
    const empty = options({ today: nothing, yesterday: nothing, live: null, contractW: null });
    expect(empty.yAxis[0]).toMatchObject({ min: 0, max: 1 });
  });

  test('dots last week, and dashes the forecast from the live figure on', () => {
    const forecast = [null, null, null, null, null, 270_000, 280_000, 290_000];
    const beside = { lastWeek: DATA.yesterday, forecast };
    expect(series('forecast', beside).data).toEqual([
      [5.5, 260],
      [6.5, 280],
      [7.5, 290],
    ]);
    expect(series('lastWeek', beside).data).toHaveLength(8);
    expect(series('forecast')).toBeUndefined();
  });
});
