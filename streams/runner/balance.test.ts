import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '#db/ledger/post.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { figuresOf } from '#domain/twin/figures.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import type { ShardWriter } from './shard-writer.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  const file = smallPark();
  await bench.importPark({ ...file, installations: file.installations.filter((installation) => installation.device === 'W-1') });
});
afterAll(() => bench[Symbol.asyncDispose]());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 1, minute)).toISOString();
const water = (minute: number, m3: string) => reading('W-1', at(minute), { volumeM3: m3 }, bench.now);
const openAlarms = async () =>
  (await bench.rows(`select kind from alarm where subject = 'account' and closed_at is null order by kind`)).map((row) => row.kind);
const accountOf = (writer: ShardWriter) => {
  for (const twin of writer.registry.twins())
    for (const account of twin.accounts.values()) if (account.account.code === 'T1') return { twin, account };
  throw new Error('the fixture has no T1');
};
const figures = (writer: ShardWriter) => {
  const { twin, account } = accountOf(writer);
  return figuresOf(twin, account, bench.now);
};

/** T1 has 1,000.50 yuan and pays 6.30 yuan a m³; alarms at 500 and 200, 50 overdraft, on again above 20, no cuts from 18:00 to 08:00. */
test('each reading moves the balance by its exact charge, closed slot or open; levels open alarms, and a cut outlives a restart, until a top-up above the reclose minimum', async () => {
  const { writer } = await bench.start();
  await writer.write([water(0, '3.141'), water(5, '3.641')]);
  expect(yuanFromFen(figures(writer).available)).toBe('997.35');
  await writer.write([water(20, '5.141')]);
  expect(yuanFromFen(figures(writer).available)).toBe('987.90');
  expect(await openAlarms()).toEqual([]);
  let m3 = 5.141;
  let minute = 20;
  const pass = (minutes: number) => {
    minute += minutes;
    bench.now = instantMs(Date.parse(at(minute)) + 1_000);
  };
  const use = async (more: number) => {
    for (let left = more; left > 0; left -= 3) {
      m3 += Math.min(left, 3);
      pass(12);
      await writer.write([water(minute, m3.toFixed(3))]);
    }
  };
  await use(77.444);
  expect(yuanFromFen(figures(writer).available)).toBe('500.00');
  expect(await openAlarms()).toEqual(['BALANCE_ALARM1']);
  await use(87.302);
  expect(figures(writer).level).toBe('exhausted');
  expect(figures(writer).available).toBe(fen(-5_000n));
  expect(await openAlarms()).toEqual(['BALANCE_ALARM1', 'BALANCE_ALARM2', 'BALANCE_EXHAUSTED']);
  expect(figures(writer).cut).toEqual({ type: 'pending', because: 'noCutWindow' });
  const { writer: restarted, late } = await bench.start();
  expect(figures(restarted)).toEqual(figures(writer));
  pass(12 * 60);
  m3 += 1;
  await restarted.write([water(minute, m3.toFixed(3))]);
  expect(figures(restarted).cut).toEqual({ type: 'cut' });
  expect(await openAlarms()).toContain('SUPPLY_CUT');
  const between = figures(restarted);
  await bench.settle(late);
  expect(figures(restarted)).toEqual(between);
  const { writer: again } = await bench.start();
  expect(figures(again).cut).toEqual({ type: 'cut' });
  const pay = async (key: string, to: bigint) => {
    const { twin, account } = accountOf(again);
    const amount = fen(to - figures(again).available);
    const lines = linesOf({ type: 'topUp', accountId: account.account.id, channel: 'cash', amount });
    const booking = { kind: 'topUp' as const, key, lines, memo: '', day: parkDay('2026-11-22') };
    await post(bench.db.pool, { parkId: twin.model.id, at: bench.now, actor: 'test' }, booking);
    await again.lookAtLedgers();
    await again.readLedgers();
    await again.tick(bench.now);
    return figures(again);
  };
  expect(await pay('not enough', 2_000n)).toMatchObject({ available: 2_000n, cut: { type: 'off' } });
  expect(await openAlarms()).toContain('SUPPLY_CUT');
  expect(await pay('enough', 2_001n)).toMatchObject({ available: 2_001n, cut: { type: 'on' } });
  expect(await openAlarms()).not.toContain('SUPPLY_CUT');
});

test('a window whose forecast passes the contract opens its alarms, written once, and closes them when it falls', async () => {
  await using own = await createBench();
  await own.importPark();
  const { writer } = await own.start();
  const grid = smallPark().points.find((point) => point.role === 'grid');
  const meter = smallPark().installations.find((installation) => installation.point === grid?.code && installation.to === undefined);
  if (!meter || grid?.contractKW === undefined) throw new Error('the fixture has no grid meter with a contract');
  const kW = (share: number) => String((Number(grid.contractKW) * share) / Number(meter.ratio));
  const shows = async (minute: number, share: number) => {
    own.now = instantMs(Date.parse(at(minute)));
    await writer.write([reading(meter.device, at(minute), { importKWh: '1000', powerKW: kW(share) }, own.now)]);
    await writer.tick(own.now);
    await writer.tick(own.now);
    return (await own.rows(`select kind, closed_at is null as open from alarm where kind like 'DEMAND%' order by kind`)).map(
      ({ kind, open }) => `${kind} ${open ? 'open' : 'closed'}`,
    );
  };
  expect(await shows(0, 0.9)).toEqual([]);
  expect(await shows(1, 1.3)).toEqual(['DEMAND_FORECAST open', 'DEMAND_OVER_CONTRACT open']);
  expect(await shows(2, 0.5)).toEqual(['DEMAND_FORECAST closed', 'DEMAND_OVER_CONTRACT closed']);
});

test("the first batch after the park's midnight is in the new day's counts, and in them alone", async () => {
  await using own = await createBench();
  await own.importPark();
  const { writer } = await own.start();
  const send = async (instant: string) => {
    own.now = instantMs(Date.parse(instant));
    await writer.write([reading('W-1', instant, { volumeM3: '4' }, own.now)]);
    return [...writer.registry.twins()].map((twin) => twin.counts.received);
  };
  expect(await send('2026-11-22T23:59:58+08:00')).toEqual([1]);
  expect(await send('2026-11-23T00:00:01+08:00')).toEqual([1]);
  expect(await own.rows('select day::text, received::int from ingest_count where received > 0 order by day')).toEqual([
    { day: '2026-11-22', received: 1 },
    { day: '2026-11-23', received: 1 },
  ]);
});
