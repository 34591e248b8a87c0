import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advanceAggregates } from '#db/aggregate-job.ts';
import { SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench } from '../testing/bench.ts';
import { addSlots, asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const DAY_BEFORE = at('2026-11-20T00:00:00+08:00');
const YESTERDAY = at('2026-11-21T00:00:00+08:00');
const TODAY = at('2026-11-22T00:00:00+08:00');

beforeAll(async () => {
  bench = await startBench();
  await addSlots(bench, [
    { point: 'G', start: DAY_BEFORE + 3 * SLOT_MS, quantity: 1_000, windowMax: 1_100, account: 'GRID' },
    { point: 'G', start: YESTERDAY - SLOT_MS, quantity: 24, account: 'GRID' },
    { point: 'G', start: YESTERDAY, quantity: 500, windowMax: 500, account: 'GRID' },
    { point: 'P1', start: YESTERDAY, quantity: 450, windowMax: 9_999, account: 'T2' },
    { point: 'W1', start: YESTERDAY, quantity: 70, account: 'T1' },
    { point: 'G', start: TODAY, quantity: 40, account: 'GRID' },
    { point: 'G', start: TODAY, quantity: 3, account: 'GRID', register: 1 },
  ]);
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select coalesce(account_id, 0), day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where register = 0 group by 1, 2, 3, 4, 5`,
  );
});
afterAll(() => bench[Symbol.asyncDispose]());

const range = { from: '2026-11-20', to: '2026-11-22' };
const small = [
  { day: '2026-11-20', wh: 1_024, litres: 0, yuan: '0.51', maxW: 4_400 },
  { day: '2026-11-21', wh: 500, litres: 70, yuan: '0.25', maxW: 2_000 },
  { day: '2026-11-22', wh: 40, litres: 0, yuan: '0.02', maxW: null },
];

describe('parks beside each other', () => {
  test('are told by park day: what their masters drew, what they owe for it, the largest quarter of an hour', async () => {
    expect(await ask('manager', 'parks.compare', range)).toEqual([{ park: 'small', areaM2: 1_600, days: small }]);
  });

  test('are those the asker sees as a whole', async () => {
    expect((await ask('admin', 'parks.compare', range)).map(({ park }: { park: string }) => park)).toEqual(['other', 'small']);
    expect(await ask('otherWall', 'parks.compare', range)).toEqual([{ park: 'other', areaM2: 1_600, days: [] }]);
  });

  test('say the same from sums as from slots, and without an account with the grid what all accounts owe', async () => {
    await advanceAggregates(bench.db.pool, { now: () => NOW }, 60_000);
    expect(await ask('manager', 'parks.compare', range)).toEqual([{ park: 'small', areaM2: 1_600, days: small }]);
    await bench.db.pool.query(`update account set kind = 'postpaid' where code = 'GRID'`);
    const [{ days }] = await ask('manager', 'parks.compare', range);
    expect(days.map(({ yuan }: { yuan: string }) => yuan)).toEqual(['0.51', '0.51', '0.02']);
  });

  test('at most 62 days of them', async () => {
    await expect(ask('manager', 'parks.compare', { from: '2026-09-01', to: '2026-11-02' })).rejects.toThrow('BAD_REQUEST');
  });
});
