import { firstValueFrom, from, lastValueFrom, NEVER, of, Subject, throwError, toArray } from 'rxjs';
import { expect, test } from 'vitest';
import { gatherMap } from './gather-map.ts';

/** A step that ends when told to. */
const manualStep = () => {
  const seen: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const step = (items: readonly number[]) => {
    seen.push([...items]);
    return new Promise<number>((resolve) => ends.push(() => resolve(items.length)));
  };
  return { seen, step, end: () => ends.shift()?.() };
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes while a step runs goes into the next, in order, and never two steps at once', async () => {
  const { seen, step, end } = manualStep();
  const source = new Subject<number>();
  const done = lastValueFrom(source.pipe(gatherMap(step, 100), toArray()));
  for (const item of [1, 2, 3]) source.next(item);
  expect(seen).toEqual([[1]]);
  end();
  await turn();
  expect(seen).toEqual([[1], [2, 3]]);
  source.complete();
  end();
  expect(await done).toEqual([1, 2]);
});

test('a step takes at most its bound, and the rest stays in line', async () => {
  const { seen, step, end } = manualStep();
  const source = new Subject<number>();
  source.pipe(gatherMap(step, 2)).subscribe();
  for (const item of [1, 2, 3, 4, 5, 6]) source.next(item);
  for (let i = 0; i < 3; i++) {
    end();
    await turn();
  }
  expect(seen).toEqual([[1], [2, 3], [4, 5], [6]]);
});

test('a step that fails fails the stream; so does the source; nothing completes what never ends', async () => {
  const failing = of(1).pipe(gatherMap(() => Promise.reject(new Error('disk full')), 10));
  await expect(firstValueFrom(failing)).rejects.toThrow('disk full');
  const broken = throwError(() => new Error('gone')).pipe(gatherMap(() => Promise.resolve(1), 10));
  await expect(firstValueFrom(broken)).rejects.toThrow('gone');
  let ended = false;
  const never = NEVER.pipe(gatherMap(() => Promise.resolve(1), 10)).subscribe({
    complete: () => {
      ended = true;
    },
  });
  await turn();
  never.unsubscribe();
  expect(ended).toBe(false);
  expect(
    await lastValueFrom(
      from([]).pipe(
        gatherMap(() => Promise.resolve(1), 10),
        toArray(),
      ),
    ),
  ).toEqual([]);
});

test('one who leaves early gets no further steps', async () => {
  const { seen, step, end } = manualStep();
  const source = new Subject<number>();
  const subscription = source.pipe(gatherMap(step, 10)).subscribe();
  source.next(1);
  source.next(2);
  subscription.unsubscribe();
  end();
  await turn();
  expect(seen).toEqual([[1]]);
});
