import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { clockText, dateText, dayBefore, dayOf, momentText, shortDate, timeText } from './time.ts';

/** 2026-11-22 00:05:08 in Shanghai, the evening before in UTC. */
const AT = instantMs(Date.UTC(2026, 10, 21, 16, 5, 8));
const ZONE = 'Asia/Shanghai';

describe('times are the park’s, wherever the screen hangs', () => {
  test('the clock', () => expect([clockText(AT, ZONE), timeText(AT, ZONE)]).toEqual(['00:05:08', '00:05']));
  test('the day', () => expect([dayOf(AT, ZONE), dayOf(AT, 'UTC')]).toEqual(['2026-11-22', '2026-11-21']));
  test('the date in Chinese', () => expect(dateText(AT, ZONE, 'zh-CN')).toBe('2026年11月22日 周日'));
  test('the date in English', () => expect(dateText(AT, ZONE, 'en')).toBe('Sun, 22 November 2026'));
  test('a short date', () => expect([shortDate(AT, ZONE, 'zh-CN'), shortDate(AT, ZONE, 'en')]).toEqual(['11月22日', '22 Nov']));
});

test('a moment of today is a time, an older one names its day', () => {
  const yesterday = instantMs(AT - 6 * 60_000);
  expect([momentText(AT, AT, ZONE), momentText(yesterday, AT, ZONE)]).toEqual(['00:05', '11-21 23:59']);
});

test.each([
  ['2026-11-22', '2026-11-21'],
  ['2026-03-01', '2026-02-28'],
  ['2028-03-01', '2028-02-29'],
  ['2027-01-01', '2026-12-31'],
])('the day before %s is %s', (day, before) => expect(dayBefore(parkDay(day))).toBe(before));
