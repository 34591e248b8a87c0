import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench } from '../testing/bench.ts';
import { createIdentifier } from './identify.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

test('who it was is remembered for five seconds, and forgotten when told', async () => {
  let now = NOW;
  let asked = 0;
  const signedIn = async () => {
    asked += 1;
    return null;
  };
  const { identify, forget } = createIdentifier({ db: bench.db.pool, auth: { signedIn }, clock: { now: () => now } });
  const headers = bench.headers.wall;
  const [first, second] = await Promise.all([identify(headers), identify(headers)]);
  expect([first?.type, second?.type, asked]).toEqual(['wall', 'wall', 1]);
  await identify(bench.headers.otherWall);
  expect(asked).toBe(2);
  now = instantMs(NOW + 5_000);
  await identify(headers);
  expect(asked).toBe(3);
  forget();
  await identify(headers);
  expect(asked).toBe(4);
  expect((await identify({})).type).toBe('anonymous');
  expect(asked).toBe(4);
});

test('a question the database did not answer is asked again', async () => {
  let fails = true;
  const signedIn = async () => {
    if (fails) throw new Error('connection lost');
    return null;
  };
  const { identify } = createIdentifier({ db: bench.db.pool, auth: { signedIn }, clock: { now: () => NOW } });
  await expect(identify(bench.headers.wall)).rejects.toThrow('connection lost');
  fails = false;
  expect((await identify(bench.headers.wall)).type).toBe('wall');
});
