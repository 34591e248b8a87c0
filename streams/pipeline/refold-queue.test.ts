import { expect, test } from 'vitest';
import { RefoldQueue } from './refold-queue.ts';

const row = (deviceId: number, lo: number, hi: number, registers = 1) => ({ deviceId, lo, hi, registers });

test('a device is folded when its replay has come to rest, over all that came', () => {
  const queue = new RefoldQueue();
  queue.add(row(1, 100, 200), 0);
  queue.add(row(1, 50, 120, 4), 1_000);
  expect(queue.due(2_000)).toBeNull();
  expect(queue.due(2_500)).toEqual({ row: row(1, 50, 200, 5), quiet: true, since: 0 });
  queue.done(row(1, 50, 200, 5), null, 2_500);
  expect(queue.size).toBe(0);
});

test('a replay that never rests is folded at doubling intervals', () => {
  const queue = new RefoldQueue();
  const folds: number[] = [];
  for (let now = 0; now < 200_000; now += 500) {
    queue.add(row(1, now, now), now);
    const due = queue.due(now);
    if (!due) continue;
    expect(due.quiet).toBe(false);
    folds.push(now / 1_000);
    queue.done(due.row, null, now);
  }
  expect(folds).toEqual([15, 45.5, 106]);
});

test('what is left after a piece begins where the piece ended', () => {
  const queue = new RefoldQueue();
  queue.add(row(1, 100, 900), 0);
  queue.done(row(1, 100, 900), 400, 5_000);
  expect(queue.due(5_000)?.row).toEqual(row(1, 400, 900));
});

test('the one that has waited longest comes first', () => {
  const queue = new RefoldQueue();
  queue.add(row(2, 0, 0), 10);
  queue.add(row(1, 0, 0), 0);
  expect(queue.due(10_000)?.row.deviceId).toBe(1);
});
