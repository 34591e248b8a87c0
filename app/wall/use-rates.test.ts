import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { rateBetween, ratesOfMinutes } from './use-rates.ts';

const count = (at: number, received: number) => ({ at: instantMs(at), received });

test.each([
  ['messages by the time that passed', count(0, 1_000), count(10_000, 1_800), 80],
  ['none is none', count(0, 1_000), count(5_000, 1_000), 0],
  ['a new day begins again at zero', count(0, 90_000), count(10_000, 12), undefined],
  ['a moment says nothing', count(0, 5), count(900, 50), undefined],
])('%s', (_, before, after, perS) => expect(rateBetween(before, after)?.perS).toBe(perS));

test('minutes are rates, and one in which nothing came is none', () => {
  const minute = (n: number, received: number) => ({ at: instantMs(n * 60_000), received });
  expect(ratesOfMinutes([minute(1, 60), minute(3, 30)])).toEqual([
    { at: 60_000, perS: 1 },
    { at: 120_000, perS: 0 },
    { at: 180_000, perS: 0.5 },
  ]);
  expect(ratesOfMinutes([])).toEqual([]);
});
