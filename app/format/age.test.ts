import { expect, test } from 'vitest';
import { HOUR_MS, instantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { ageOf, freshnessOf } from './age.ts';

const NOW = instantMs(1_800_000_000_000);
const ago = (ms: number) => instantMs(NOW - ms);

test.each([
  [0, 'second', 0],
  [-5 * SECOND_MS, 'second', 0],
  [59_999, 'second', 59],
  [MINUTE_MS, 'minute', 1],
  [HOUR_MS - 1, 'minute', 59],
  [HOUR_MS, 'hour', 1],
  [47 * HOUR_MS, 'hour', 47],
  [48 * HOUR_MS, 'day', 2],
])('an age of %d ms is told in its largest unit', (ms, unit, n) => expect(ageOf(ago(ms), NOW)).toEqual({ unit, n }));

test.each([
  [120 * SECOND_MS, 'fresh'],
  [120 * SECOND_MS + 1, 'stale'],
  [120 * SECOND_MS + 10 * MINUTE_MS, 'stale'],
  [120 * SECOND_MS + 10 * MINUTE_MS + 1, 'offline'],
])('a meter that reports each minute is, after %d ms, %s', (ms, fresh) => expect(freshnessOf(ago(ms), 60, NOW)).toBe(fresh));

test('a meter never heard of is offline', () => expect(freshnessOf(null, 60, NOW)).toBe('offline'));
