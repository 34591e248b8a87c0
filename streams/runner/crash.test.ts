import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { instantMs } from '#domain/time/instant.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';
import { accrualFaults } from './testing/state.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  const file = smallPark();
  const installations = file.installations.filter(({ device }) => device === 'W-1').map(({ start: _, ...open }) => open);
  await bench.importPark({ ...file, installations });
});
afterAll(() => bench[Symbol.asyncDispose]());

const water = (time: string, m3: string) => reading('W-1', `2026-11-22T${time}:00+08:00`, { volumeM3: m3 });
const litres = async () => (await bench.rows('select quantity::int as litres from slot order by start')).map((row) => Number(row.litres));

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

test('a late reading behind a doubtful one, folded while more keeps coming, puts no slot into the accruals twice', async () => {
  const { writer, late } = await bench.start();
  await writer.write([water('10:52', '20'), water('11:07', '20.2'), water('11:20', '900')]);
  await bench.settle(late);
  await writer.write([water('11:10', '20.3')]);
  bench.now = instantMs(bench.now + 20_000);
  await writer.write([water('11:16', '20.4')]);
  await late.piece(bench.now);
  await writer.write([water('11:21', '20.5'), water('11:31', '20.6')]);
  expect(await accrualFaults(bench.db.pool)).toEqual([]);
  await bench.settle(late);
  expect(await accrualFaults(bench.db.pool)).toEqual([]);
  expect((await litres()).slice(-3).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(300);
});
