import { expect, test } from 'vitest';
import { rule } from './testing/tariffs.ts';
import { tilingOf } from './tiling.ts';

test('time no rule names is a gap, told once with the first day it shows on', () => {
  const rules = [rule('valley', '22:00-06:00'), rule('peak', '08:00-12:00', { months: [7] }), rule('flat', '06:00-22:00', { months: [7] })];
  expect(tilingOf(rules).gaps).toEqual([{ date: '01-01', kind: 'workday', from: '06:00', to: '22:00' }]);
});

test('a table that names every quarter of an hour of every day has no gap', () => {
  expect(tilingOf([rule('flat', '00:00-24:00')]).gaps).toEqual([]);
  expect(tilingOf([rule('flat', '06:00-22:00'), rule('valley', '22:00-06:00')]).gaps).toEqual([]);
});

test('a gap of one season, one kind of day or one quarter of an hour is found', () => {
  const whole = rule('flat', '00:00-24:00');
  const gapsOf = (...rules: Parameters<typeof tilingOf>[0]) => tilingOf(rules).gaps;
  expect(gapsOf({ ...whole, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })).toMatchObject([{ date: '12-01', from: '00:00', to: '24:00' }]);
  expect(gapsOf({ ...whole, dayKind: 'workday' })).toMatchObject([{ date: '01-01', kind: 'restDay' }]);
  expect(gapsOf({ ...whole, dates: { from: '03-01', to: '02-28' } })).toMatchObject([{ date: '02-29' }]);
  expect(gapsOf(rule('flat', '00:00-12:00,12:15-24:00'))).toMatchObject([{ from: '12:00', to: '12:15' }]);
});

test('no rule at all is one gap of a whole day', () => {
  expect(tilingOf([])).toEqual({ overlaps: [], gaps: [{ date: '01-01', kind: 'workday', from: '00:00', to: '24:00' }] });
});
