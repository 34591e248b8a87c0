import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '#db/ledger/post.ts';
import { settleAccounts } from '#db/ledger/settle.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import type { AccountBoard } from '#domain/board/board.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { figuresOf } from '#domain/twin/figures.ts';
import { projectAccount } from '#domain/twin/project.ts';
import { fen } from '#domain/units/money.ts';
import type { ShardWriter } from './shard-writer.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';
import { settleFaults } from './testing/state.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  const file = smallPark();
  const { start: _, ...meter } = file.installations.find((installation) => installation.device === 'W-1') ?? {};
  await bench.importPark({
    ...file,
    installations: [{ ...meter, from: '2026-11-20T22:00:00+08:00' } as (typeof file.installations)[number]],
  });
});
afterAll(() => bench[Symbol.asyncDispose]());

/** Minutes after 22:00 of 20 November in the park: midnight is at 120. */
const at = (minute: number) => instantMs(Date.UTC(2026, 10, 20, 14, minute));
const water = (minute: number, m3: number) => {
  bench.now = at(minute);
  return reading('W-1', new Date(at(minute)).toISOString(), { volumeM3: m3.toFixed(3) }, bench.now);
};
const t1 = (writer: ShardWriter) => {
  for (const twin of writer.registry.twins())
    for (const account of twin.accounts.values()) if (account.account.code === 'T1') return { twin, account };
  throw new Error('the fixture has no T1');
};
const board = (writer: ShardWriter): AccountBoard => projectAccount(t1(writer).twin, t1(writer).account, bench.now);
const exactFigures = (writer: ShardWriter) => figuresOf(t1(writer).twin, t1(writer).account, bench.now);
const settle = () => settleAccounts(bench.db.pool, { now: () => bench.now });
const hears = async (writer: ShardWriter): Promise<void> => {
  await writer.lookAtLedgers();
  await writer.readLedgers();
  await writer.tick(bench.now);
};
const restarted = async () => (await bench.start()).writer;
const postings = () =>
  bench.rows(
    `select t.key, t.day::text, e.amount_fen::text as fen from ledger_transfer t join ledger_entry e on e.transfer_id = t.id and e.line = 1
     where t.kind = 'usage' order by t.id`,
  );

test('beside live readings, with late data, a top-up and restarts, a settlement moves no available balance, and every twin agrees', async () => {
  const { writer, late } = await bench.start();
  // 6.30 yuan a m³: at midnight the register is at 5.360, so that the evening's 2.360 m³ are 14.868 yuan.
  for (let i = 0; i < 12; i++) await writer.write([water(10 * i, 3 + (2.341 / 12) * i)]);
  const before = exactFigures(writer);
  expect(await settle()).toMatchObject({ posted: 0 });
  const afterMidnight = water(150, 6.001);
  await writer.tick(bench.now);
  await writer.write([afterMidnight]);
  const unsettled = exactFigures(writer);
  expect(unsettled.ledger).toBe(before.ledger);

  const runs = await Promise.all([settle(), settle(), settle()]);
  expect(runs.reduce((sum, run) => sum + run.posted, 0)).toBe(1);
  expect(await postings()).toMatchObject([{ day: '2026-11-20', fen: '-1487' }]);
  await hears(writer);
  const settled = exactFigures(writer);
  expect(settled.ledger).toBe(unsettled.ledger - 1_487n);
  expect(settled.unposted).toBe(unsettled.unposted - 1_487n * 10n ** 9n);
  expect(settled.available).toBe(unsettled.available);
  expect(exactFigures(await restarted())).toEqual(settled);
  expect(await settle()).toMatchObject({ posted: 0 });

  // A reading of yesterday that a gateway had kept: use moves over midnight, and so does what is posted of it.
  await writer.write([reading('W-1', new Date(at(113)).toISOString(), { volumeM3: '5.330' }, bench.now)]);
  await bench.settle(late);
  const moved = exactFigures(writer);
  await settle();
  await hears(writer);
  expect(exactFigures(writer).available).toBe(moved.available);
  expect(await postings()).toMatchObject([{ fen: '-1487' }, { day: '2026-11-20', fen: '-61' }]);

  const topUp = { type: 'topUp', accountId: t1(writer).account.account.id, channel: 'cash', amount: fen(10_000n) } as const;
  const booking = { kind: 'topUp' as const, key: 'one', lines: linesOf(topUp), memo: '', day: parkDay('2026-11-21') };
  for (let again = 0; again < 2; again++) {
    await post(bench.db.pool, { parkId: t1(writer).twin.model.id, at: bench.now, actor: 'test' }, booking);
    await hears(writer);
    expect(exactFigures(writer).available).toBe(moved.available + 10_000n);
  }
  expect(board(await restarted())).toEqual(board(writer));
  const later = water(24 * 60 + 200, 7);
  await writer.tick(bench.now);
  await writer.write([later]);
  await bench.settle(late);
  await settle();
  await hears(writer);
  expect(board(await restarted())).toEqual(board(writer));
  expect(await settleFaults(bench.db.pool, parkDay('2026-11-22'))).toEqual([]);
});
