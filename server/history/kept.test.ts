import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { createKept } from './kept.ts';

const stage = () => {
  const made: string[] = [];
  const clock = { at: 0, now: () => instantMs(clock.at) };
  const kept = createKept<string>({ clock, weightMax: 10, weigh: (value) => value.length, ageMsMax: 1_000 });
  const get = (key: string, fits?: (value: string, madeAt: number) => boolean) =>
    kept.get(
      key,
      async () => {
        made.push(key);
        return key;
      },
      fits,
    );
  return { clock, get, made };
};

test('what is asked twice is made once, also by two at once', async () => {
  const { get, made } = stage();
  expect(await Promise.all([get('aaaa'), get('aaaa')])).toEqual(['aaaa', 'aaaa']);
  await get('aaaa');
  expect(made).toEqual(['aaaa']);
});

test('the least recently used goes when all weigh too much', async () => {
  const { get, made } = stage();
  for (const key of ['aaaa', 'bbbb', 'aaaa', 'cccc', 'aaaa', 'bbbb']) await get(key);
  expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'bbbb']);
});

test('what is old, or does not fit, is made anew', async () => {
  const { clock, get, made } = stage();
  await get('a');
  clock.at = 1_001;
  await get('a');
  await get('a', (_, madeAt) => madeAt > 1_001);
  expect(made).toEqual(['a', 'a', 'a']);
});

test('a failure is not kept', async () => {
  const { clock } = stage();
  const kept = createKept<string>({ clock, weightMax: 10, weigh: () => 1, ageMsMax: 1_000 });
  await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await kept.get('a', async () => 'yes')).toBe('yes');
});
