import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BoardName, ParkBoard, ParkDocument } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import { createMetrics } from '../metrics.ts';
import { createDelivery } from './delivery.ts';
import type { ReadyFrame } from './ready-frame.ts';

const document = (powerW: number): ParkDocument => ({
  park: { code: 'main', powerW, alarms: [] } as unknown as ParkBoard,
  accounts: {},
  points: {},
});
const NAME: BoardName = { type: 'park', park: 'main' };

/** A watcher whose client calls back when told to. */
const bench = (wall = false) => {
  const clock = { now: () => instantMs(Date.now()) };
  const mirror = createBoardMirror(() => {});
  const delivery = createDelivery({ mirror, clock, gauges: createMetrics() });
  const frames: { at: number; powerW: unknown; type: string }[] = [];
  const callbacks: (() => void)[] = [];
  const send = (frame: ReadyFrame, answered: () => void) => {
    const { type, data } = JSON.parse(frame.json);
    frames.push({ at: Date.now() - START, powerW: data.powerW, type });
    callbacks.push(answered);
  };
  let version = 0;
  return {
    frames,
    watch: () => delivery.watch({ name: NAME, cursor: null, wall, send }),
    answer: () => callbacks.shift()?.(),
    change: (powerW: number) => {
      version += 1;
      const head = { park: 'main', epoch: 'e', version };
      mirror.accept(
        version === 1 ? { type: 'snapshot', ...head, data: document(powerW) } : { type: 'patch', ...head, data: { park: { powerW } } },
        clock.now(),
      );
    },
  };
};
const START = 1_000_000;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

describe('frames of a board', () => {
  test('the first change goes out at once, the next not before a sixth of a second, with the newest values', () => {
    const { frames, watch, answer, change } = bench();
    watch();
    change(1);
    answer();
    change(2);
    vi.advanceTimersByTime(100);
    change(3);
    vi.advanceTimersByTime(200);
    expect(frames).toEqual([
      { at: 0, powerW: 1, type: 'snapshot' },
      { at: 150, powerW: 3, type: 'patch' },
    ]);
  });

  test('a wall gets two a second', () => {
    const { frames, watch, answer, change } = bench(true);
    watch();
    change(1);
    answer();
    for (let i = 2; i < 30; i++) {
      change(i);
      vi.advanceTimersByTime(100);
      answer();
    }
    expect(frames.map((frame) => frame.at)).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
  });

  test('a client that does not call back gets nothing more, and then the newest, never a queue', () => {
    const { frames, watch, answer, change } = bench();
    watch();
    change(1);
    for (let i = 2; i < 100; i++) {
      change(i);
      vi.advanceTimersByTime(100);
    }
    expect(frames).toHaveLength(1);
    answer();
    expect(frames).toHaveLength(2);
    expect(frames[1]?.powerW).toBe(99);
  });

  test('after a quiet time a change goes out at once', () => {
    const { frames, watch, answer, change } = bench();
    watch();
    change(1);
    answer();
    vi.advanceTimersByTime(10_000);
    change(2);
    expect(frames[1]?.at).toBe(10_000);
  });

  test('a watch that ended hears nothing, not even what was waiting', () => {
    const { frames, watch, answer, change } = bench();
    const stop = watch();
    change(1);
    answer();
    change(2);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(frames).toHaveLength(1);
  });

  test('a watch ended while its client still owes an answer stays ended', () => {
    const { frames, watch, answer, change } = bench();
    const stop = watch();
    change(1);
    stop();
    change(2);
    answer();
    expect(frames).toHaveLength(1);
  });
});
