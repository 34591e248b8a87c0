import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { createTicker } from './ticker.ts';

beforeEach(() => vi.useFakeTimers({ now: 10_400 }));
afterEach(() => vi.useRealTimers());

const clock = { now: () => instantMs(Date.now()) };

test('the time steps at the server’s full seconds, for all who look', () => {
  const ticker = createTicker(clock);
  const seen: number[] = [];
  ticker.subscribe(() => seen.push(ticker.get()));
  vi.advanceTimersByTime(2_000);
  expect(seen).toEqual([11_000, 12_000]);
});

test('nobody looks, nothing ticks', () => {
  const ticker = createTicker(clock);
  const leave = ticker.subscribe(() => {});
  leave();
  expect(vi.getTimerCount()).toBe(0);
});

test('whoever looks after a pause sees the time of now', () => {
  const ticker = createTicker(clock);
  vi.advanceTimersByTime(60_000);
  ticker.subscribe(() => {});
  expect(ticker.get()).toBe(70_400);
});
