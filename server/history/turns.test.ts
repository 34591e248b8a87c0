import { expect, test } from 'vitest';
import { createTurns, TooMany } from './turns.ts';

test('two run at once, three wait in their order, the sixth is told to come again', async () => {
  const turns = createTurns({ atOnce: 2, waitingMax: 3 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const taken = [1, 2, 3, 4, 5].map((n) =>
    turns.take(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      return n;
    }),
  );
  await expect(turns.take(async () => 6)).rejects.toBeInstanceOf(TooMany);
  expect(begun).toEqual([1, 2]);
  ends.shift()?.();
  expect(await taken[0]).toBe(1);
  expect(begun).toEqual([1, 2, 3]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await Promise.all(taken)).toEqual([1, 2, 3, 4, 5]);
  expect(await turns.take(async () => 7)).toBe(7);
});

test('a turn that fails makes room for the next', async () => {
  const turns = createTurns({ atOnce: 1, waitingMax: 1 });
  await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.take(async () => 'yes')).toBe('yes');
});
