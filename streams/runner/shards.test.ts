import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { ensureShards, parksOfNoShard, renewLease, takeLease } from '#db/store/lease.ts';
import { type Bench, createBench, NOW, reading } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
});
afterAll(() => bench[Symbol.asyncDispose]());

const at = (second: number) => new Date(NOW - 60_000 + second * 1_000).toISOString();

test('whoever takes a shard over puts its former owner out: it can neither commit nor renew', async () => {
  const { writer } = await bench.start();
  await writer.write([reading('W-1', at(0), { volumeM3: '5' })]);
  await bench.rows(`update shard set lease_until = now() - interval '1 second' where id = 0`);
  const taken = await takeLease(bench.db.pool, 0, 'other', 60_000);
  expect(taken?.epoch).toBe(bench.lease.epoch + 1);
  await expect(writer.write([reading('W-1', at(1), { volumeM3: '5.1' })])).rejects.toThrow(/epoch/);
  expect(await renewLease(bench.db.pool, bench.lease, 60_000)).toBe(false);
  expect(await takeLease(bench.db.pool, 0, 'third', 60_000)).toBeNull();
  expect(await bench.rows('select count(*)::int as n from reading')).toEqual([{ n: 1 }]);
  await bench.rows('update shard set epoch = $1 where id = 0', [bench.lease.epoch]);
});

test('a park that goes to another shard is forgotten here, its readings are left to that shard, and a shard nobody has is told', async () => {
  const { writer, late } = await bench.start();
  expect([...writer.registry.twins()]).toHaveLength(1);
  const { park } = smallPark();
  await bench.importPark({ ...smallPark(), park: { ...park, shard: 1 } });
  await late.look(0);
  expect([...writer.registry.twins()]).toHaveLength(0);
  await writer.write([reading('W-1', at(2), { volumeM3: '5.2' })]);
  expect(await bench.rows('select count(*)::int as n from quarantine')).toEqual([{ n: 0 }]);
  expect(await parksOfNoShard(bench.db.pool, 1)).toEqual(['small']);
  await ensureShards(bench.db.pool, 2);
  expect(await parksOfNoShard(bench.db.pool, 2)).toEqual([]);
});
