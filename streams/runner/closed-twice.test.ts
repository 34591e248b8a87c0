import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
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

const water = (time: string, m3: string) => reading('W-1', `2026-11-22T${time}+08:00`, { volumeM3: m3 });

test('a slot closed by a reading that turned doubtful is not closed a second time by a process that starts before it was folded again', async () => {
  const { writer } = await bench.start();
  await writer.write([water('06:00:00', '10'), water('06:14:10', '10.5'), water('06:15:08', '10.6')]);
  expect(await bench.rows('select quantity::int from slot')).toEqual([{ quantity: expect.anything() }]);
  await writer.write([water('06:15:08', '10.7')]);
  const second = await bench.start();
  await second.writer.write([water('06:16:00', '10.8'), water('06:31:00', '11')]);
  await bench.settle(second.late);
  expect(await accrualFaults(bench.db.pool)).toEqual([]);
});
