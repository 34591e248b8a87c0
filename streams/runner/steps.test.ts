import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleAccounts } from '#db/ledger/settle.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import type { FileStep } from '#domain/park/file-terms.ts';
import { instantMs } from '#domain/time/instant.ts';
import { figuresOf } from '#domain/twin/figures.ts';
import { yuanFromFen } from '#domain/units/money.ts';
import type { ShardWriter } from './shard-writer.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';

let bench: Bench;
const name = { zh: '阶梯', en: 'Tiers' };
/** Of a month: 6.30 yuan a m³, from 2 m³ on 1 yuan more, from 4 m³ on 3 yuan more. */
const STEPS: readonly FileStep[] = [
  {
    code: 'tier',
    name,
    window: 'month' as const,
    of: 'limits' as const,
    versions: [{ from: '2026-01-01', limits: ['2', '4'], surcharges: ['0', '1', '3'] }],
  },
];
const park = (steps: readonly FileStep[] = STEPS) => {
  const file = smallPark();
  return {
    ...file,
    tariffs: file.tariffs.map((tariff) => (tariff.code === 'water' ? { ...tariff, steps } : tariff)),
    installations: file.installations.filter((installation) => installation.device === 'W-1'),
  };
};
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark(park());
});
afterAll(() => bench[Symbol.asyncDispose]());

const at = (text: string) => instantMs(Date.parse(`${text}+08:00`));
const water = (when: string, m3: string) => reading('W-1', `${when}+08:00`, { volumeM3: m3 }, bench.now);
const left = (writer: ShardWriter): string => {
  for (const twin of writer.registry.twins())
    for (const account of twin.accounts.values())
      if (account.account.code === 'T1') return yuanFromFen(figuresOf(twin, account, bench.now).available);
  throw new Error('the fixture has no T1');
};

/** T1 begins with 1,000.50 yuan; its register at 3.141 m³. */
test('a tier’s surcharge is in the balance with the reading that enters it, cut at the limit, however it came: open, closed, late, after a restart', async () => {
  const { writer, late } = await bench.start();
  await writer.write([water('2026-11-22T09:00:00', '3.141'), water('2026-11-22T09:05:00', '4.641')]);
  expect(left(writer)).toBe('991.05');
  // 2.5 m³ are used: half a m³ lies above the limit of two. Still in the open quarter.
  await writer.write([water('2026-11-22T09:10:00', '5.641')]);
  expect(left(writer)).toBe('984.25');
  // 4.5 m³: two whole tiers, and half a m³ of the third; the quarter closes amid it.
  await writer.write([water('2026-11-22T09:20:00', '7.641')]);
  expect(left(writer)).toBe('968.65');
  const { writer: restarted, late: again } = await bench.start();
  expect(left(restarted)).toBe('968.65');
  // A gap of three hours waits for the refold; its 1 m³ costs 9.30 from the reading that ends it on, and after the refold the same.
  bench.now = at('2026-11-22T12:30:00');
  await restarted.write([water('2026-11-22T12:25:00', '8.641')]);
  expect(left(restarted)).toBe('959.35');
  await bench.settle(again);
  expect(left(restarted)).toBe('959.35');
  await bench.settle(late);
  // On the first of the next month the tiers begin again.
  bench.now = at('2026-12-01T00:40:00');
  await restarted.write([
    water('2026-11-30T23:59:00', '8.641'),
    water('2026-12-01T00:01:00', '8.641'),
    water('2026-12-01T00:31:00', '9.641'),
  ]);
  expect(left(restarted)).toBe('953.05');
  const { writer: fresh, late: last } = await bench.start();
  await bench.settle(last);
  expect(left(fresh)).toBe('953.05');
});

test('a settlement takes surcharges line by line and moves no balance; steps that are corrected afterwards are settled anew, to what they would have been', async () => {
  const { writer } = await bench.start();
  const before = left(writer);
  // Twice: what was seen is not looked at again by itself.
  for (let i = 0; i < 2; i++) await settleAccounts(bench.db.pool, { now: () => bench.now });
  const posted = () =>
    bench.rows(`select to_char(month, 'YYYY-MM') || ' ' || line_key || ' ' || posted_fen as told from settlement_line order by 1`);
  const lines = async () => (await posted()).map(({ told }) => String(told).replace(/\d+:/, ''));
  // 5.5 m³ of November at 6.30; two of them 1 yuan dearer, 1.5 of them 3 yuan.
  expect(await lines()).toEqual(['2026-11 all:all 3465', '2026-11 all:tier#2 200', '2026-11 all:tier#3 450']);
  expect(left((await bench.start()).writer)).toBe(before);
  await bench.importPark(
    park([{ ...(STEPS[0] as FileStep), versions: [{ from: '2026-01-01', limits: ['1', '5'], surcharges: ['0', '1', '4'] }] }]),
  );
  // Four m³ at 1 and half a m³ at 4 make 6.00 instead of 6.50.
  const after = left((await bench.start()).writer);
  expect(Number(after) - Number(before)).toBeCloseTo(0.5, 6);
  await settleAccounts(bench.db.pool, { now: () => bench.now });
  expect(await lines()).toEqual(['2026-11 all:all 3465', '2026-11 all:tier#2 400', '2026-11 all:tier#3 200']);
  expect(left((await bench.start()).writer)).toBe(after);
});
