import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { archiveOf, type Entry } from './archive.ts';

const SIZE = 100_000;
const entries = (made: number[], count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `${i}.pdf`,
    at: instantMs(0),
    make: () => {
      made.push(i);
      return Promise.resolve(Buffer.alloc(SIZE, i));
    },
  }));
const some = async () => {
  for (let i = 0; i < 50; i++) await turn();
};

test('a paper is made when the reader has taken the ones before, and none when it goes away', async () => {
  const made: number[] = [];
  const archive = archiveOf(entries(made, 100), () => {});
  archive.read(0);
  await some();
  expect(made.length).toBeLessThan(5);
  archive.destroy();
  const until = made.length;
  await some();
  expect(made.length).toBeLessThanOrEqual(until + 1);
});

test('a reader that is slow at the end gets the end too', async () => {
  const made: number[] = [];
  let bytes = 0;
  for await (const chunk of archiveOf(entries(made, 20), () => {})) {
    bytes += chunk.length;
    await turn();
  }
  expect(bytes).toBeGreaterThan(20 * SIZE);
});

test('a paper that cannot be made ends the archive, so that nobody takes a part for the whole', async () => {
  const fail: Entry = { name: 'b', at: instantMs(0), make: () => Promise.reject(new Error('went away')) };
  const read = async () => {
    for await (const _ of archiveOf([...entries([], 1), fail, ...entries([], 1)], () => {}));
  };
  await expect(read()).rejects.toThrow('went away');
});
