import { expect, test } from 'vitest';
import { reconnectDelayMs } from './backoff.ts';

test('delays double from a quarter of a second and never pass twenty-two and a half', () => {
  const delays = Array.from({ length: 40 }, (_, attempt) => reconnectDelayMs(attempt, 'parktwin-shard-0'));
  expect(delays[0]).toBeGreaterThanOrEqual(125);
  expect(delays[0]).toBeLessThanOrEqual(375);
  expect(Math.max(...delays)).toBeLessThanOrEqual(22_500);
  expect(Math.min(...delays.slice(7))).toBeGreaterThanOrEqual(7_500);
});

test('a hundred clients that lost one broker come back spread out', () => {
  const delays = Array.from({ length: 100 }, (_, n) => reconnectDelayMs(3, `parktwin-shard-${n}`));
  const tenths = new Set(delays.map((ms) => Math.floor((ms - 1_000) / 200)));
  expect(tenths.size).toBe(10);
});
