import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { rateBetween } from './use-rates.ts';

const count = (at: number, received: number) => ({ at: instantMs(at), received });

test.each([
  ['messages by the time that passed', count(0, 1_000), count(10_000, 1_800), 80],
  ['none is none', count(0, 1_000), count(5_000, 1_000), 0],
  ['a new day begins again at zero', count(0, 90_000), count(10_000, 12), undefined],
  ['a moment says nothing', count(0, 5), count(900, 50), undefined],
])('%s', (_, before, after, perS) => expect(rateBetween(before, after)?.perS).toBe(perS));
