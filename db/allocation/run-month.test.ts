import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { fen } from '#domain/units/money.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { auditMonth } from './audit-month.ts';
import { freezeRun } from './freeze.ts';
import { enterMasterMoney } from './money-store.ts';
import { insertRules, selectRules } from './rules-store.ts';
import { runMonth } from './run-month.ts';
import { selectParts, selectPools, selectRunHead, selectShares } from './select-run.ts';
import { MONTH_END, NOW, OCTOBER, QUARTERS, RULES, SINCE, writeSharedPark } from './shared-park.fixture.ts';

let db: TestDatabase;
let parkId = 0;
const of = () => ({ parkId, zone: 'Asia/Shanghai', month: OCTOBER });
const run = () => runMonth(db.pool, of(), NOW);
const audit = () => auditMonth(db.pool, of(), NOW);
const Q = BigInt(QUARTERS);

beforeAll(async () => {
  db = await freshDatabase();
  parkId = await writeSharedPark(db.pool);
});
afterAll(() => db.stop());

/** Undone after each test: a frozen month refuses to go. */
beforeEach(async () => {
  await db.pool.query('alter table allocation_run disable trigger user; alter table allocation_part disable trigger user');
  await db.pool.query('alter table allocation_pool disable trigger user; alter table allocation_share disable trigger user');
  await db.pool.query('alter table allocation_rules disable trigger user');
  await db.pool.query('delete from allocation_run; delete from allocation_rules; delete from allocation_money');
  for (const table of ['run', 'part', 'pool', 'share', 'rules']) await db.pool.query(`alter table allocation_${table} enable trigger user`);
  await insertRules(db.pool, { parkId, validFrom: OCTOBER, rules: RULES, at: NOW, actor: 'test' });
});

const head = async () => {
  const found = await selectRunHead(db.pool, parkId, OCTOBER);
  if (!found) throw new Error('no run');
  return found;
};
const told = async () =>
  (await selectShares(db.pool, (await head()).id)).map(({ group, kind, account, wh, fen: paid }) =>
    [group ?? 'park', kind, account ?? 'landlord', wh, paid].join(' '),
  );

const alarms = async () => {
  const { rows } = await db.pool.query<{ told: string }>(
    `select p.code || case when a.closed_at is null then ' open ' else ' closed ' end || (a.data ->> 'month') as told
     from alarm a join point p on p.id = a.subject_id where a.kind = 'LOSS_IMPLAUSIBLE' order by a.id`,
  );
  return rows.map(({ told: line }) => line);
};

describe('a month of the park', () => {
  test('is stored: where the energy went, to the Wh, and that it is the master’s', async () => {
    expect(await run()).toMatchObject({ type: 'stored', changed: true });
    expect(await head()).toMatchObject({
      state: 'draft',
      from: SINCE,
      to: MONTH_END,
      incomplete: [],
      stops: [],
      gridWh: 1_000n * Q,
      tenantWh: 880n * Q,
      sharedWh: 60n * Q,
      lineLossWh: 60n * Q,
      energyFen: 91_200n,
    });
    const parts = await selectParts(db.pool, (await head()).id);
    // T3 had P2 for 9 of its 19 days, nobody for 2, T2 for 8.
    expect(parts.filter(({ point }) => point === 'P2').map(({ account, wh }) => [account, wh])).toEqual([
      [null, 200n * 96n * 2n],
      ['T2', 200n * 96n * 8n],
      ['T3', 200n * 96n * 9n],
    ]);
    expect(parts.filter(({ kind }) => kind === 'lineLoss')).toEqual([
      { kind: 'lineLoss', point: 'B1-M', account: null, wh: 40n * Q, inWh: 600n * Q },
      { kind: 'lineLoss', point: 'G', account: null, wh: 20n * Q, inWh: 1_000n * Q },
    ]);
  });

  test('is shared: the building by area and days with the empty room at the landlord, the rest by use', async () => {
    await run();
    // m² x days: T1 300 x 19, T2 200 x 8, T3 200 x 9, empty 100 x 19 + 200 x 2. Of the light 109,440 Wh, 54.72 yuan.
    expect((await told()).filter((line) => line.startsWith('B1-M sharedArea'))).toEqual([
      'B1-M sharedArea landlord 22080 1104',
      'B1-M sharedArea T1 54720 2736',
      'B1-M sharedArea T2 15360 768',
      'B1-M sharedArea T3 17280 864',
    ]);
    // 36,480 Wh above the building by use, 18.24 yuan: of 880 Wh a quarter T1 300, T2 380 and 8 days of 200, T3 9, nobody 2.
    expect((await told()).filter((line) => line.startsWith('park'))).toEqual([
      'park lineLoss landlord 873 44',
      'park lineLoss T1 12436 622',
      'park lineLoss T2 19244 962',
      'park lineLoss T3 3927 196',
    ]);
    const pools = await selectPools(db.pool, (await head()).id);
    expect(pools.map(({ group, kind, wh, fen: paid }) => [group, kind, wh, paid])).toEqual([
      [null, 'lineLoss', 20n * Q, 1_824n],
      ['B1-M', 'lineLoss', 40n * Q, 3_648n],
      ['B1-M', 'sharedArea', 60n * Q, 5_472n],
    ]);
  });

  test('says of each share how it came about', async () => {
    await run();
    const share = (await selectShares(db.pool, (await head()).id, 'T1')).find(({ kind }) => kind === 'sharedArea');
    expect(share?.energySteps).toEqual([
      {
        basis: 'area',
        of: '109440',
        weight: '570000',
        weights: '1140000',
        floor: '54720',
        remainder: '0',
        rank: 1,
        extras: 0,
        extra: false,
      },
    ]);
  });

  test('computed again is the same, and is not written again', async () => {
    const first = await run();
    const again = await runMonth(db.pool, of(), (NOW + SLOT_MS) as typeof NOW);
    expect(again).toEqual({ ...first, changed: false });
  });

  test('follows what it is computed from: money that is entered, and taken back', async () => {
    const first = await run();
    const enter = (amount: bigint | null) =>
      enterMasterMoney(db.pool, {
        parkId,
        month: OCTOBER,
        kind: 'capacity',
        amount: amount === null ? null : fen(amount),
        source: 'no. 1',
        at: NOW,
        actor: 'test',
      });
    await enter(100_001n);
    expect(await run()).toMatchObject({ changed: true });
    // At the master's peak, the first quarter of the month: T1 300, T3 200, T2 380 of 880 Wh.
    expect((await told()).filter((line) => line.includes('capacity'))).toEqual([
      'park capacity T1  34091',
      'park capacity T2  43182',
      'park capacity T3  22728',
    ]);
    await enter(null);
    expect(await run()).toMatchObject({ changed: true, head: { inputHash: first.type === 'stored' ? first.head.inputHash : '' } });
  });

  test('that nobody has rules for, or nothing was measured in, is not stored', async () => {
    expect(await runMonth(db.pool, { ...of(), month: '2026-09-01' as typeof OCTOBER }, NOW)).toEqual({ type: 'noRules' });
    expect(await runMonth(db.pool, { ...of(), month: '2026-12-01' as typeof OCTOBER }, NOW)).toEqual({ type: 'empty' });
  });
});

describe('the database itself', () => {
  test('refuses a balance that does not balance', async () => {
    await run();
    await expect(db.pool.query('update allocation_run set tenant_wh = tenant_wh + 1')).rejects.toThrow('balanced');
  });
  test('refuses parts and shares that do not sum', async () => {
    await run();
    const both = (table: string) =>
      db.pool.query(
        `do $$ begin update ${table} set wh = wh + 1 where kind = 'sharedArea'; update allocation_run set computed_at = now(); end $$`,
      );
    await expect(both('allocation_part')).rejects.toThrow('parts of run');
    await expect(both('allocation_share')).rejects.toThrow('B1-M sharedArea do not sum');
  });
  test('keeps a frozen month as it is, and a later input only shows that it drifted', async () => {
    await run();
    const { inputHash } = await head();
    const freeze = (hash: string) => freezeRun(db.pool, { parkId, month: OCTOBER, inputHash: hash, at: NOW, actor: 'test' });
    expect(await freeze('another')).toEqual({ type: 'refused', because: 'changed' });
    expect(await freeze(inputHash)).toMatchObject({ type: 'frozen' });
    expect(await freeze(inputHash)).toMatchObject({ type: 'frozen' });
    for (const change of [
      "update allocation_run set state = 'draft'",
      'delete from allocation_share',
      'update allocation_part set wh = wh',
      'delete from allocation_run',
    ])
      await expect(db.pool.query(change)).rejects.toThrow('frozen');
    expect(await run()).toMatchObject({ type: 'frozen', drifted: false });
    await insertRules(db.pool, {
      parkId,
      validFrom: OCTOBER,
      rules: { ...RULES, groups: RULES.groups.slice(0, 1) },
      at: NOW,
      actor: 'test',
    });
    expect(await run()).toMatchObject({ type: 'frozen', drifted: true });
    expect(await head()).toMatchObject({ inputHash });
  });
  test('freezes no month that is not over', async () => {
    const early = instantMs(Date.parse('2026-10-20T09:00:00+08:00'));
    const first = await runMonth(db.pool, of(), early);
    expect(first).toMatchObject({ head: { state: 'draft', to: Date.parse('2026-10-20T00:00:00+08:00') } });
    expect(await runMonth(db.pool, of(), instantMs(early + 10 * HOUR_MS))).toEqual({ ...first, changed: false });
    const { inputHash } = await head();
    expect(await freezeRun(db.pool, { parkId, month: OCTOBER, inputHash, at: NOW, actor: 'test' })).toEqual({
      type: 'refused',
      because: 'running',
    });
  });
  test('keeps every revision of the rules', async () => {
    await insertRules(db.pool, { parkId, validFrom: OCTOBER, rules: { ...RULES, transformers: [] }, at: NOW, actor: 'test' });
    expect(await selectRules(db.pool, parkId, '2026-12-01' as typeof OCTOBER)).toMatchObject({ validFrom: OCTOBER, revision: 2 });
    await expect(db.pool.query('update allocation_rules set revision = 3')).rejects.toThrow('append-only');
  });
});

describe('the audit', () => {
  test('finds a month in order balanced, stored or not', async () => {
    expect(await audit()).toMatchObject({ run: null, differences: [] });
    await run();
    expect(await audit()).toMatchObject({ run: { state: 'draft' }, suggested: false, differences: [] });
  });
  test('names the share that was moved by a cent', async () => {
    await run();
    await db.pool.query(`update allocation_share set fen = fen + 1 where kind = 'sharedArea' and account = 'T1'`);
    expect((await audit())?.differences).toEqual([
      { what: 'stored: B1-M sharedArea, shares against the whole, fen', found: '5473', expected: '5472' },
    ]);
  });
});

/** These change slots, each back again. */
describe('meters that say something else', () => {
  const change = async (code: string, wh: number, work: () => Promise<void>) => {
    const add = (by: number) =>
      db.pool.query(
        `update slot set quantity = quantity + $2 where start = to_timestamp($3::float8 / 1000) and point_id = (select id from point where code = $1)`,
        [code, by, SINCE + SLOT_MS],
      );
    await add(wh);
    await work();
    await add(-wh);
  };
  test('stop the month: nothing is shared, and it is stored why', async () => {
    await change('P3', 60_000, async () => {
      expect(await run()).toMatchObject({ type: 'stored', head: { state: 'stopped' } });
      expect((await head()).stops).toEqual([{ type: 'negativeLoss', node: 'G', wh: String(20n * Q - 60_000n) }]);
      expect(await told()).toEqual([]);
      expect(await alarms()).toEqual(['G open 2026-10']);
      expect(await freezeRun(db.pool, { parkId, month: OCTOBER, inputHash: (await head()).inputHash, at: NOW, actor: 'test' })).toEqual({
        type: 'refused',
        because: 'stopped',
      });
      expect((await audit())?.differences).toEqual([]);
    });
    expect(await run()).toMatchObject({ changed: true, head: { state: 'draft' } });
    expect(await alarms()).toEqual(['G closed 2026-10']);
  });
  test('and the audit of what is stored names the first difference', async () => {
    await run();
    await change('P3', 7, async () => {
      expect((await audit())?.differences[0]).toEqual({
        what: 'stored: tenants, Wh',
        found: String(880n * Q),
        expected: String(880n * Q + 7n),
      });
    });
  });
  test('or nothing at the end: they are named, the month is a draft all the same', async () => {
    const last = [MONTH_END - SLOT_MS];
    await db.pool.query(
      `delete from slot where start = to_timestamp($1::float8 / 1000) and point_id = (select id from point where code = 'L')`,
      last,
    );
    await run();
    expect(await head()).toMatchObject({ state: 'draft', incomplete: ['L'], sharedWh: 60n * Q - 60n });
  });
});
