import { describe, expect, test } from 'vitest';
import { DARK } from '../design/themes.ts';
import { type DayBarsData, dayBarsOptions } from './day-bars.ts';

const DATA: DayBarsData = {
  days: ['11-01', '11-02', '11-03'],
  parts: [
    { id: 'valley', colour: DARK.period.valley, values: [10, 12, null] },
    { id: 'peak', colour: DARK.period.peak, values: [30, 20, null] },
  ],
  marks: null,
  lines: [],
  running: 1,
  size: { width: 400, text: 12, every: 8, tooltip: true },
};

const options = (change: Partial<DayBarsData> = {}) =>
  JSON.parse(JSON.stringify(dayBarsOptions({ ...DATA, ...change }, DARK, { tip: (day) => [`day ${day}`] }, null)));

describe('bars by day', () => {
  test('are drawn as they were', () => expect(options()).toMatchSnapshot());

  test('reach as high as their parts together, their marks, or the highest line', () => {
    expect(options().yAxis.max).toBe(50);
    expect(options({ marks: [70, null, null] }).yAxis.max).toBe(80);
    expect(options({ lines: [{ value: 120, label: 'contract', colour: DARK.crit }] }).yAxis.max).toBe(125);
  });

  test('draw a line once, whatever number of parts', () => {
    const lines = options({ lines: [{ value: 20, label: 'contract', colour: DARK.crit }] }).series.filter(
      (one: object) => 'markLine' in one,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0].markLine.data[0].label.formatter).toBe('contract');
  });

  test('of no days are an empty axis', () =>
    expect(options({ days: [], parts: [], running: null }).yAxis).toMatchObject({ min: 0, max: 1 }));
});
