import { expect, test } from 'vitest';
import { instantFromIso, isoFromInstant, microFromKg, ratioFromText, unitsFromKilo } from './file-values.ts';

test.each([
  ['2026-10-13T00:00:00+08:00', 1_791_820_800_000],
  ['2026-10-12T16:00Z', 1_791_820_800_000],
  ['2026-10-12T16:00:00.250Z', 1_791_820_800_250],
  ['2026-10-13T00:00:00', null],
  ['2026-10-13', null],
  ['2026-04-31T00:00:00Z', null],
  ['2026-10-13T25:00:00Z', null],
  ['2026-10-13T00:00:00.123456Z', null],
  ['2026-10-13 00:00:00Z', null],
  ['2026-10-13T00:00:00+08:00[Asia/Shanghai]', null],
])('%s is the instant %s', (text, at) => {
  expect(instantFromIso(text)).toBe(at);
});

test('an instant is written in UTC and reads as itself', () => {
  const at = instantFromIso('2026-10-13T00:00:00+08:00');
  expect(at === null ? null : isoFromInstant(at)).toBe('2026-10-12T16:00:00Z');
});

test.each([
  ['8000', 8_000_000],
  ['1', 1_000],
  ['0.5', 500],
  ['0.001', 1],
  ['0', null],
  ['-1', null],
  ['1.0001', null],
  ['1e3', null],
  ['1000000', null],
])('a ratio of %s is %s thousandths', (text, milli) => {
  expect(ratioFromText(text)).toBe(milli);
});

test('carbon is kept in millionths, kilowatts in whole watts', () => {
  expect([microFromKg('0.6191'), microFromKg('0.61910001'), microFromKg('.6')]).toEqual([619_100, null, null]);
  expect([unitsFromKilo(60.5), unitsFromKilo(1.04), unitsFromKilo(0.0004)]).toEqual([60_500, 1_040, 0]);
});
