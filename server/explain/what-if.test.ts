import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, startBench } from '../testing/bench.ts';
import { addSlots, asker, at } from '../trpc/questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const HOUR_MS = 3_600_000;

/** P1 is T1's in October: 1 kWh a quarter of an hour from the 20th on, at 0.5 yuan flat as it was charged; the grid's meter reads 400 kW. */
beforeAll(async () => {
  bench = await startBench();
  const start = at('2026-10-20T00:00:00+08:00');
  const slots = Array.from({ length: 96 * 2 }, (_, i) => ({
    point: 'P1',
    start: start + (i * HOUR_MS) / 4,
    quantity: 1_000,
    account: 'T1',
  }));
  await addSlots(bench, slots);
  await addSlots(bench, [{ point: 'G', start, quantity: 80_000, account: 'GRID', windowMax: 100_000, installation: 2 }]);
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where account_id is not null group by 1, 2, 3, 4, 5`,
  );
}, 60_000);
afterAll(() => bench[Symbol.asyncDispose]());

const tou = { park: 'small', from: '2026-10', to: '2026-10', tariff: 'tou' };

describe('another tariff', () => {
  test('of a tenant, by hours: what it would have cost beside what was charged, and the saving', async () => {
    const answer = await ask('tenant', 'whatIf.tariff', { ...tou, account: 'T1' });
    // Each day 28 quarters in the valley at 0.3, 16 at the peak at 0.8, 52 flat at 0.5.
    expect(answer).toMatchObject({
      type: 'compared',
      by: 'hour',
      nowYuan: '96.00',
      againstYuan: '94.40',
      savingYuan: '1.60',
      takenBackFrom: null,
    });
    expect(answer.months).toEqual([
      {
        month: '2026-10',
        wh: 192_000,
        whCharged: 192_000,
        nowYuan: '96.00',
        againstYuan: '94.40',
        savingYuan: '1.60',
        complete: false,
        periods: [
          { period: 'valley', wh: 56_000, yuan: '16.80' },
          { period: 'flat', wh: 104_000, yuan: '52.00' },
          { period: 'peak', wh: 32_000, yuan: '25.60' },
        ],
      },
    ]);
  });

  test('with tiers counts them on both sides, of a whole park each account in windows of its own', async () => {
    const steps = [
      {
        code: 'tier',
        name: { zh: '阶', en: 'Tier' },
        window: 'month',
        of: 'limits',
        versions: [{ from: '2026-10-15', limits: ['100'], surcharges: ['0', '0.1'] }],
      },
    ];
    await bench.db.pool.query(`update tariff set steps = $1::jsonb where code = 'tou'`, [JSON.stringify(steps)]);
    // 92 of 192 kWh at 0.1 more.
    expect(await ask('tenant', 'whatIf.tariff', { ...tou, account: 'T1' })).toMatchObject({ nowYuan: '105.20', againstYuan: '103.60' });
    // In November the point is another's, who uses 144 kWh: 9.20 and 4.40, where 336 kWh of one customer of a year would have been 23.60 more.
    const november = at('2026-11-05T00:00:00+08:00');
    await addSlots(
      bench,
      Array.from({ length: 96 }, (_, i) => ({ point: 'P1', start: november + (i * HOUR_MS) / 4, quantity: 1_500, account: 'T2' })),
    );
    await bench.db.pool.query(
      `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
       select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where day = '2026-11-05' group by 1, 2, 3, 4, 5`,
    );
    const ofYear = steps.map((step) => ({ ...step, window: 'year', versions: [{ ...step.versions[0], from: '2026-11-01' }] }));
    await bench.db.pool.query(`update tariff set steps = $1::jsonb where code = 'tou'`, [JSON.stringify(ofYear)]);
    await bench.db.pool.query(`update account set opened_on = '2020-01-01'`);
    const park = await ask('manager', 'whatIf.tariff', { ...tou, to: '2026-11' });
    // In force since November alone: of what was charged, only the second has them. Compared, both.
    expect(park).toMatchObject({ type: 'compared', tiers: { nowYuan: '4.40', againstYuan: '13.60' } });
    expect(park.months.map(({ nowYuan, againstYuan }: { nowYuan: string; againstYuan: string }) => [nowYuan, againstYuan])).toEqual([
      ['96.00', '103.60'],
      ['76.40', '75.20'],
    ]);
    await bench.db.pool.query(`delete from slot where day = '2026-11-05'`);
    await bench.db.pool.query(`delete from accrual where day = '2026-11-05'`);
    await bench.db.pool.query(`update tariff set steps = '[]' where code = 'tou'`);
    await bench.db.pool.query(`update account set opened_on = '2026-10-13'`);
  });

  test('is told from the slots, where hours that were summed before late data came wait to be summed anew', async () => {
    const stored = await bench.db.pool.query(
      `select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name) as name
       from timescaledb_information.continuous_aggregates where view_name = 'slot_hour_stored'`,
    );
    const edge = `update aggregate_state set refreshed_to = $1 where level = 'slot_hour'`;
    await bench.db.pool.query(
      `insert into ${stored.rows[0].name} (hour, point_id, register, quantity, charge, quality)
       select time_bucket('1 hour', start), point_id, register, sum(quantity) / 2, 0, 2 from slot where register = 0 group by 1, 2, 3`,
    );
    await bench.db.pool.query(edge, ['2026-10-22T00:00:00+08:00']);
    const half = await ask('tenant', 'whatIf.tariff', { ...tou, account: 'T1' });
    expect(half.months[0].wh).toBe(96_000);
    await bench.db.pool.query(`insert into aggregate_dirty (day) values ('2026-10-19'), ('2026-10-20'), ('2026-10-21')`);
    const mended = await ask('tenant', 'whatIf.tariff', { ...tou, account: 'T1' });
    expect(mended).toMatchObject({ by: 'hour', againstYuan: '94.40' });
    expect(mended.months[0].wh).toBe(192_000);
    await bench.db.pool.query(edge, ['-infinity']);
  });

  test('whose price changes within an hour is rated by quarters of one, and of all tenants together', async () => {
    await bench.db.pool.query(
      `update tariff_version set content = jsonb_set(content, '{rules}', '[{"period":"valley","ranges":[{"from":"00:00","to":"07:15"}]}]')
       where tariff_id = (select t.id from tariff t join park k on k.id = t.park_id where k.code = 'small' and t.code = 'tou')`,
    );
    const all = await ask('manager', 'whatIf.tariff', tou);
    expect(all).toMatchObject({ by: 'slot', againstYuan: ((58 * 0.3 + 134 * 0.5) as number).toFixed(2) });
  });

  test('of another grid area takes one’s own flat prices there', async () => {
    const asked = { park: 'small', account: 'T1', from: '2026-10', to: '2026-10', area: 'jiangsu', customers: 'two-part' };
    const answer = await ask('manager', 'whatIf.tariff', asked);
    // Purchase 0.4: valley 02-06 and 10-14 at 0.14, peak 15-22 at 0.72; T&D 0.1 always.
    expect(answer).toMatchObject({ type: 'compared', againstYuan: (2 * (32 * 0.24 + 28 * 0.82 + 36 * 0.5)).toFixed(2) });
    expect(answer.sources[0]).toContain('苏发改价格发〔2025〕426号');
    expect(await ask('manager', 'whatIf.tariff', { ...asked, area: 'shanghai-single' })).toEqual({ type: 'refused', why: 'floatsUnknown' });
    expect(await ask('manager', 'whatIf.tariff', { ...asked, area: 'nowhere' })).toEqual({ type: 'refused', why: 'noArea' });
  });

  test('is refused without a load, for a tariff that is not there, and for too many months', async () => {
    expect(await ask('manager', 'whatIf.tariff', { ...tou, from: '2026-01', to: '2026-01' })).toEqual({ type: 'refused', why: 'noLoad' });
    expect(await ask('manager', 'whatIf.tariff', { ...tou, tariff: 'none' })).toEqual({ type: 'refused', why: 'noTariff' });
    await expect(ask('manager', 'whatIf.tariff', { ...tou, from: '2025-01' })).rejects.toThrow('BAD_REQUEST');
    await expect(ask('manager', 'whatIf.tariff', { ...tou, area: 'jiangsu' })).rejects.toThrow('BAD_REQUEST');
    await expect(ask('tenant', 'whatIf.tariff', tou)).rejects.toThrow('FORBIDDEN');
  });
});

describe('capacity against demand', () => {
  const asked = { park: 'small', account: 'GRID', from: '2026-10', to: '2026-10', capacityKVA: 1_000, yuanPerKW: '42', yuanPerKVA: '28' };

  test('by the month’s largest window, with the best contract there could have been', async () => {
    // 400 kW: contract at best 400 kW, which is also the floor of 40 %.
    expect(await ask('manager', 'whatIf.demand', asked)).toMatchObject({
      months: [
        {
          month: '2026-10',
          maxDemandW: 400_000,
          discounted: false,
          yuan: { capacity: '28000.00', contract: '16800.00', actual: '16800.00' },
        },
      ],
      best: 'contract',
      savingYuan: '11200.00',
      contractW: 400_000,
      bestContractW: 400_000,
    });
  });

  test('with a contract of one’s own: over 105 % of it costs twice', async () => {
    const answer = await ask('manager', 'whatIf.demand', { ...asked, capacityKVA: 500, contractKW: 300 });
    // 300 x 42 + (400 - 315) x 84
    expect(answer.totals).toEqual({ capacity: '14000.00', contract: '19740.00', actual: '16800.00' });
    expect(answer).toMatchObject({ best: 'capacity', savingYuan: '5740.00', contractW: 300_000 });
  });

  test('is not said without a measured window', async () => {
    expect(await ask('manager', 'whatIf.demand', { ...asked, from: '2026-03', to: '2026-03' })).toBeNull();
  });
});

test('what one can compare with: the park’s tariffs, and areas with what is known of them', async () => {
  const { tariffs, areas } = await ask('manager', 'whatIf.choices', { park: 'small' });
  expect(tariffs).toEqual([expect.objectContaining({ code: 'tou', from: '2026-08-01', versions: 1 })]);
  expect(areas.find((area: { code: string }) => area.code === 'shanghai-single')).toMatchObject({ known: false });
  expect(areas.find((area: { code: string }) => area.code === 'jiangsu')?.customers.length).toBeGreaterThan(1);
});

test('the running month to its end says by which method', async () => {
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select a.id, d::date, 1, 1, 2, 1000, 100000000000, 1 from account a join park k on k.id = a.park_id and k.code = 'small',
       generate_series('2026-11-01'::date, '2026-11-21'::date, interval '1 day') d where a.code = 'T1'`,
  );
  // 8.75 yuan left; one yuan a day.
  expect(await ask('tenant', 'whatIf.forecast', { account: 'small:T1' })).toMatchObject({
    method: 'dayKinds',
    monthSoFarYuan: '21.00',
    overDays: 28,
  });

  // The tariff's tiers, and a contract of its own: 27.75 kWh expected, of which 17.75 lie above the tenth.
  const versions = [{ from: '2026-01-01', limits: ['10'], surcharges: ['0', '0.1'] }];
  const steps = [{ code: 'tier', name: { zh: '阶', en: 'Tier' }, window: 'month', of: 'limits', versions }];
  const twoPart = {
    tariff: 'tou',
    units: [{ code: 'T', capacityKVA: '400' }],
    modes: [{ from: '2026-11', mode: 'contract', contractKW: '200' }],
  };
  await bench.db.pool.query(`update tariff set steps = $1::jsonb where code = 'tou'`, [JSON.stringify(steps)]);
  await bench.db.pool.query(`update account set terms = $1::jsonb where code = 'T1'`, [JSON.stringify({ twoPart })]);
  expect(await ask('tenant', 'whatIf.forecast', { account: 'small:T1' })).toMatchObject({
    monthSoFarYuan: '22.10',
    monthEndYuan: '8429.53',
    parts: {
      energyYuan: '27.75',
      tiersYuan: '1.78',
      demand: { mode: 'contract', yuan: '8400.00', quantity: 200_000, maxDemandW: 0, discounted: false },
    },
  });
  await bench.db.pool.query(`update tariff set steps = '[]' where code = 'tou'`);
  await bench.db.pool.query(`update account set terms = '{}' where code = 'T1'`);
});
