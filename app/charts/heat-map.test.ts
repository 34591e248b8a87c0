import { describe, expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { LIGHT } from '../design/themes.ts';
import { type HeatMapData, heatMapOptions } from './heat-map.ts';

const FROM = instantMs(Date.UTC(2026, 9, 31, 16));
const NOW = instantMs(FROM + 7.5 * SLOT_MS);

const DATA: HeatMapData = {
  from: FROM,
  days: [
    { label: '11-01', first: 0, slots: 4, weekend: true },
    { label: '11-02', first: 4, slots: 4, weekend: false },
  ],
  means: [100, 200, null, 400, 500, null, 300, null],
  quality: ['measured', 'estimated', null, 'estimated', 'estimated', null, 'interpolated', null],
  top: 500,
  size: { width: 400, text: 12, every: 8, tooltip: true },
};

const options = (change: Partial<HeatMapData> = {}) =>
  JSON.parse(JSON.stringify(heatMapOptions({ ...DATA, ...change }, LIGHT, { tip: (i) => [`slot ${i}`] }, NOW)));
const data = (id: string) => options().series.find((one: { id: string }) => one.id === id).data;

describe('the heat map of a month', () => {
  test('is drawn as it was', () => expect(options()).toMatchSnapshot());

  test('has a cell for each known slot, on the row of its day', () =>
    expect(data('load')).toEqual([
      [0, 0, 100, 0],
      [1, 0, 200, 1],
      [3, 0, 400, 3],
      [0, 1, 500, 4],
      [2, 1, 300, 6],
    ]));

  test('hatches estimates day by day, frames what is missing, and leaves the future empty', () =>
    expect(data('doubt')).toEqual([
      [1, 2, 0, 0],
      [2, 3, 0, 1],
      [3, 4, 0, 0],
      [0, 1, 1, 0],
      [1, 2, 1, 1],
    ]));

  test('hatches two estimates of a day apart where a measurement lies between', () => {
    const apart = options({
      quality: ['estimated', 'measured', null, 'estimated', 'measured', null, 'measured', null],
      means: [1, 1, 1, 1, 1, 1, 1, 1],
    });
    expect(apart.series.find((one: { id: string }) => one.id === 'doubt').data).toEqual([
      [0, 1, 0, 0],
      [3, 4, 0, 0],
    ]);
  });

  test('draws a hatching within its cells, and a frame around what is missing', () => {
    const { renderItem } =
      (heatMapOptions(DATA, LIGHT, { tip: () => [] }, NOW).series as { renderItem?: (of: unknown, api: unknown) => unknown }[])[1] ?? {};
    const api = (kind: number) => ({
      value: (dimension: number) => [0, 2, 0, kind][dimension],
      coord: () => [5, 6],
      size: () => [10, 12],
    });
    const hatched = renderItem?.(null, api(0)) as { children: { shape: Record<'x1' | 'x2' | 'y1' | 'y2', number> }[] };
    expect(hatched.children.length).toBeGreaterThan(4);
    for (const { shape } of hatched.children)
      expect([shape.x1 >= 0, shape.x1 <= 20, shape.x2 >= 0, shape.y1 >= 0, shape.y2 <= 12]).toEqual([true, true, true, true, true]);
    expect(renderItem?.(null, api(1))).toMatchObject({ type: 'rect', style: { stroke: LIGHT.crit } });
  });
});
