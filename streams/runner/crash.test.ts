import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  const file = smallPark();
  const installations = file.installations.filter(({ device }) => device === 'W-1').map(({ start: _, ...open }) => open);
  await bench.importPark({ ...file, installations });
});
afterAll(() => bench[Symbol.asyncDispose]());

const water = (time: string, m3: string) => reading('W-1', `2026-11-22T${time}:00+08:00`, { volumeM3: m3 });
const litres = async () => (await bench.rows('select quantity::int as litres from slot order by start')).map((row) => row.litres);

test('a process that dies after a commit leaves behind what is still to be folded: the gap, and what came late', async () => {
  const { writer } = await bench.start();
  await writer.write([water('06:00', '10'), water('09:00', '13')]);
  expect(await litres()).toEqual([]);
  const { writer: second, late } = await bench.start();
  await bench.settle(late);
  expect(await litres()).toEqual(Array(12).fill(250));
  await second.write([water('07:30', '13')]);
  const { late: third } = await bench.start();
  await bench.settle(third);
  expect(await litres()).toEqual([...Array(6).fill(500), ...Array(6).fill(0)]);
  expect(await bench.rows('select * from refold')).toEqual([]);
});
