import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AllocationRules } from '#domain/allocation/rules.ts';
import { SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, startBench } from '../testing/bench.ts';
import { addSlots, asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const of = { park: 'small', month: '2026-10' };
const FROM = at('2026-10-13T00:00:00+08:00');
const LAST = at('2026-11-01T00:00:00+08:00') - SLOT_MS;

/** The master draws 1,000 Wh at both ends of the month, T1 950 of them; nothing in between. */
beforeAll(async () => {
  bench = await startBench();
  await addSlots(
    bench,
    [FROM, LAST].flatMap((start) => [
      { point: 'G', start, quantity: 1_000, windowMax: 1_000, account: 'GRID' },
      { point: 'P1', start, quantity: 950, account: 'T1' },
    ]),
  );
  // What T1 is charged by its tariff: of the master's 1.00 yuan it leaves what the loss costs at the mean, too.
  await bench.db.pool.query(`
    insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
    select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where account_id <> 0 group by 1, 2, 3, 4, 5`);
});
afterAll(() => bench[Symbol.asyncDispose]());

/** Rules are append-only: each test begins a month of its own, or saves over the last. */
const suggested = async (): Promise<AllocationRules> => (await ask('manager', 'allocation.rules', of)).rules;
const audit = async () =>
  (await bench.db.pool.query('select action, subject, data from audit where subject = $1 order by id', ['park:small'])).rows;
beforeEach(() => bench.db.pool.query('delete from audit'));

describe('a park without rules', () => {
  test('is offered some, and computes nothing until they are saved', async () => {
    expect(await ask('manager', 'allocation.rules', of)).toMatchObject({
      suggested: true,
      saved: null,
      versions: [],
      rules: { groups: [{ node: null, lossLimit: 700 }] },
      accounts: [{ code: 'T1' }, { code: 'T2' }],
    });
    expect(await act('manager', 'allocation.run', of)).toEqual({ type: 'noRules' });
    expect(await ask('manager', 'allocation.month', of)).toMatchObject({ run: null, rules: null, shares: [] });
  });

  test('can look at what they would do, before', async () => {
    // 100 Wh of 2,000 are lost, and cost 5 fen at 0.5 yuan: T1 alone bears them.
    expect(await act('manager', 'allocation.preview', { ...of, rules: await suggested() })).toEqual({
      type: 'computed',
      stops: [],
      inputWh: 2_000,
      incomplete: [],
      priced: true,
      accounts: [{ account: 'T1', wh: 100, yuan: '0.05' }],
    });
    expect(await act('manager', 'allocation.preview', { ...of, month: '2026-09', rules: await suggested() })).toEqual({ type: 'empty' });
    expect(await audit()).toEqual([]);
  });
});

describe('rules', () => {
  test('that are wrong are refused with every fault, in preview and on saving', async () => {
    const rules = await suggested();
    const wrong = { ...rules, groups: rules.groups.map((group) => ({ ...group, node: 'nowhere', lossLimit: 5_000 })) };
    const faults = [
      { code: 'NO_SUCH_METER', node: 'nowhere', kind: null, what: 'nowhere' },
      { code: 'LIMIT_OUT_OF_RANGE', node: 'nowhere', kind: null, what: '5000' },
      { code: 'NO_PARK_GROUP', node: null, kind: null, what: '' },
    ];
    expect(await act('manager', 'allocation.preview', { ...of, rules: wrong })).toEqual({ type: 'faults', faults });
    expect(await act('manager', 'allocation.saveRules', { ...of, rules: wrong })).toEqual({ type: 'faults', faults });
    await expect(act('manager', 'allocation.saveRules', { ...of, rules: { groups: [] } })).rejects.toThrow('BAD_REQUEST');
  });

  test('that are saved are in force from their month on, and the month is computed by them', async () => {
    const rules = await suggested();
    expect(await act('manager', 'allocation.saveRules', { ...of, rules })).toMatchObject({
      type: 'saved',
      validFrom: '2026-10',
      revision: 1,
    });
    expect(await act('manager', 'allocation.run', of)).toEqual({ type: 'stored', changed: true });
    expect(await act('manager', 'allocation.run', of)).toEqual({ type: 'stored', changed: false });
    const month = await ask('manager', 'allocation.month', of);
    expect(month).toMatchObject({
      run: {
        ownYuan: '0.95',
        vacantYuan: '0.00',
        state: 'draft',
        gridWh: 2_000,
        tenantWh: 1_900,
        lineLossWh: 100,
        energyYuan: '1.00',
        stops: [],
        incomplete: [],
      },
      rules: { validFrom: '2026-10', revision: 1 },
      branches: [{ kind: 'lineLoss', point: 'G', wh: 100, inWh: 2_000 }],
      pools: [{ group: null, kind: 'lineLoss', wh: 100, yuan: '0.05' }],
    });
    expect(month.shares).toEqual([
      {
        group: null,
        kind: 'lineLoss',
        account: 'T1',
        via: null,
        wh: 100,
        yuan: '0.05',
        energySteps: [
          { basis: 'use', of: '100', weight: '1900', weights: '1900', floor: '100', remainder: '0', rank: 1, extras: 0, extra: false },
        ],
        moneySteps: [
          { basis: 'use', of: '5', weight: '1900', weights: '1900', floor: '5', remainder: '0', rank: 1, extras: 0, extra: false },
        ],
      },
    ]);
    expect((await audit()).map(({ action }) => action)).toEqual(['allocation.rules', 'allocation.computed']);
    expect(await ask('manager', 'allocation.rules', { ...of, month: '2027-01' })).toMatchObject({
      suggested: false,
      saved: { validFrom: '2026-10' },
    });
  });
});

test('a month is checked against the rules on passing electricity on, with the figures compared', async () => {
  // Tenants pay the grid's tariff, 95 fen, and 5 fen of the loss: what the park pays. Nothing is known of a price that fell.
  const rules = await suggested();
  const resale = { way: 'gridPrice', method: 'tariff', exportSharePpm: 1_000_000, sharedInFees: false };
  await act('manager', 'allocation.saveRules', { ...of, rules: { ...rules, resale } });
  await act('manager', 'allocation.run', of);
  const found = await ask('manager', 'allocation.lawful', of);
  expect(found.map(({ id, outcome }: { id: string; outcome: string }) => `${id} ${outcome}`)).toEqual([
    'PC-01 kept',
    'PC-02 kept',
    'PC-04 kept',
    'PC-05 kept',
    'PC-06 kept',
    'PC-07 kept',
    'PC-08 kept',
    'PC-09 kept',
  ]);
  expect(found[0]).toMatchObject({
    severity: 'block',
    document: expect.stringContaining('787号'),
    words: 'lawfulPrice.PC-01.kept',
    figures: [
      { name: 'charged', value: '1.00', unit: 'yuan' },
      { name: 'landlordOwn', value: '0.00', unit: 'yuan' },
      { name: 'paid', value: '1.00', unit: 'yuan' },
      { name: 'excess', value: '0.00', unit: 'yuan' },
    ],
  });
  expect(await ask('manager', 'allocation.lawful', { ...of, month: '2026-09' })).toEqual([]);
});

test('a month’s shares are a file, for who manages the park, once it is computed', async () => {
  const get = (who: 'manager' | 'wall', month: string) =>
    fetch(`${bench.url}/api/v1/export/allocation.csv?park=small&month=${month}&lang=en`, { headers: bench.headers[who] });
  expect((await (await get('manager', '2026-10')).text()).trim().split(/\r?\n/)).toEqual([
    'Account,Name,Kind,Group,Via,Basis,Weight,Weights,"Quantity (kWh, m³)",Yuan',
    'T1,Company A,line loss,,,by use,1900,1900,0.100,0.05',
  ]);
  expect((await (await get('manager', '2026-09')).text()).trim().split('\n')).toHaveLength(1);
  expect((await get('wall', '2026-10')).status).toBe(403);
});

describe('what the master cost', () => {
  const enter = (kind: string, yuan: string | null) => act('manager', 'allocation.enterMoney', { ...of, kind, yuan, source: ' 账单 1 ' });
  test('is entered from its bill, shared, and taken back', async () => {
    await enter('capacity', '44000.01');
    await act('manager', 'allocation.run', of);
    const month = await ask('manager', 'allocation.month', of);
    expect(month.money).toMatchObject([{ kind: 'capacity', yuan: '44000.01', source: '账单 1' }]);
    expect(month.shares).toMatchObject([{ kind: 'capacity', account: 'T1', wh: null, yuan: '44000.01' }, { kind: 'lineLoss' }]);
    await enter('capacity', null);
    expect((await ask('manager', 'allocation.month', of)).money).toEqual([]);
  });
  test('is a decimal of yuan', async () => {
    await expect(enter('capacity', '1.234')).rejects.toThrow('BAD_REQUEST');
    await expect(enter('rent', '1.00')).rejects.toThrow('BAD_REQUEST');
  });
});

test('a month that carries bills is left as it is: no rules begin with it, no money is entered', async () => {
  await act('manager', 'allocation.run', of);
  await bench.db.pool.query(`update allocation_run set state = 'frozen', frozen_at = now(), frozen_by = 'test'`);
  await expect(act('manager', 'allocation.saveRules', { ...of, rules: await suggested() })).rejects.toThrow('CONFLICT');
  await expect(act('manager', 'allocation.enterMoney', { ...of, kind: 'energy', yuan: '1', source: '' })).rejects.toThrow('CONFLICT');
  expect(await act('manager', 'allocation.run', of)).toEqual({ type: 'frozen', drifted: false });
});
