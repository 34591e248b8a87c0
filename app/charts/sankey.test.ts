import { describe, expect, test } from 'vitest';
import { DARK, LIGHT } from '../design/themes.ts';
import { type SankeyData, sankeyOptions } from './sankey.ts';

const DATA: SankeyData = {
  nodes: [
    { id: 'grid', name: '电网', figure: '90.0 MWh', tone: 'source', isSink: false },
    { id: 'pv', name: '光伏', figure: '10.0 MWh · 10.0 %', tone: 'made', isSink: false },
    { id: 'f', name: '1号馈线', figure: '100 MWh', tone: 'feeder', isSink: false },
    { id: 't', name: '恒拓电子', figure: '95.0 MWh · 95.0 %', tone: 'tenant', isSink: true },
    { id: 'loss', name: '损耗', figure: '5.0 MWh · 5.0 %', tone: 'loss', isSink: true },
  ],
  links: [
    { from: 'grid', to: 'f', quantity: 90 },
    { from: 'pv', to: 'f', quantity: 10 },
    { from: 'f', to: 't', quantity: 95 },
    { from: 'f', to: 'loss', quantity: 5 },
  ],
  size: { width: 1_200, height: 800, text: 16 },
};

const series = (data: SankeyData = DATA, theme = DARK) => JSON.parse(JSON.stringify(sankeyOptions(data, theme))).series[0];

describe('the flow of energy as a picture', () => {
  test('is drawn as it was', () => expect(sankeyOptions(DATA, DARK)).toMatchSnapshot());

  test('has every node and every flow, with its quantity', () => {
    expect(series().data.map(({ name }: { name: string }) => name)).toEqual(['grid', 'pv', 'f', 't', 'loss']);
    expect(series().links.map(({ source, target, value }: Record<string, unknown>) => [source, target, value])).toEqual([
      ['grid', 'f', 90],
      ['pv', 'f', 10],
      ['f', 't', 95],
      ['f', 'loss', 5],
    ]);
  });

  test('leaves room for the longest name at the end, and not more than a third', () => {
    expect(series().right).toBeGreaterThan(200);
    expect(series({ ...DATA, size: { ...DATA.size, width: 500 } }).right).toBe(150);
  });

  test('writes name, figure and share', () => expect(series().data[3].label.formatter).toBe('恒拓电子  95.0 MWh · 95.0 %'));

  test('takes its colours from the theme', () => {
    expect(series(DATA, LIGHT).data[0].itemStyle.color).toBe(LIGHT.ink);
    expect(series().links[3].lineStyle.color).toBe(DARK.lineStrong);
  });
});
