import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import { settleAccounts } from '#db/ledger/settle.ts';
import { AREAS } from '#domain/tariff/provinces/areas.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Bench, createBench, NOW, reading } from '#streams/runner/testing/bench.ts';
import { settleFaults } from '#streams/runner/testing/state.ts';
import { managerOf } from './manager.fixture.ts';

/** The stream's own writer beside the procedures, on one database: prices that are changed here are charged there. It is noon of 22 November. */
let bench: Bench;
let streams: Awaited<ReturnType<Bench['start']>>;

const caller = () => managerOf(bench.db.pool, { now: () => NOW }).tariffs;

/** W1 counts for T1, which is prepaid: 0.6 m³ on the morning of each of three days. */
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
  await ensureZoneAggregates(bench.db.pool, 'Asia/Shanghai');
  streams = await bench.start();
  for (const [i, day] of ['2026-11-20', '2026-11-21', '2026-11-22'].entries())
    for (const [j, time] of ['10:00', '10:15', '10:30', '10:45', '11:00'].entries())
      await streams.writer.write([reading('W-1', `${day}T${time}:00+08:00`, { volumeM3: (5 + i + 0.15 * j).toFixed(3) })]);
  await bench.settle(streams.late);
  await settle();
});
afterAll(() => bench[Symbol.asyncDispose]());

const settle = () => settleAccounts(bench.db.pool, { now: () => NOW });
const water = (validFrom: string, flat: string, change: object = {}) => ({
  validFrom,
  source: '济发改价格〔2026〕1号',
  components: [{ code: 'all', name: { zh: '水价', en: 'Water' }, prices: { flat } }],
  rules: [],
  ...change,
});
const of = { park: 'small', tariff: 'water' };
const baseOf = async () => (await caller().list({ park: 'small' })).base;
const save = async (
  version: ReturnType<typeof water>,
  { as = 'new', agreed = false }: { as?: 'new' | 'correction'; agreed?: boolean } = {},
) => caller().save({ ...of, as, version, agreed, base: await baseOf() });
const marks = () => bench.rows('select p.code from rerate r join point p on p.id = r.point_id order by 1');
/** What is charged for the water of the last days, yuan a m³. */
const charged = () =>
  bench.rows(
    `select s.day::text, (sum(s.charge) / sum(s.quantity) / 1e8)::float8 as yuan from slot s join point p on p.id = s.point_id and p.code = 'W1'
     where s.day >= '2026-11-20' group by 1 order by 1`,
  );
/** Days before today whose charges are not what was posted of them. */
const unsettled = () => settleFaults(bench.db.pool, parkDay('2026-11-22'));

describe('reading', () => {
  test('tells each tariff with its versions, and who uses it now', async () => {
    const { tariffs, today } = await caller().list({ park: 'small' });
    expect(today).toBe('2026-11-22');
    expect(tariffs.map(({ code, medium, accounts, points, versions }) => ({ code, medium, accounts, points, n: versions.length }))).toEqual(
      [
        { code: 'tou', medium: 'electricity', accounts: 2, points: 2, n: 1 },
        { code: 'water', medium: 'water', accounts: 1, points: 1, n: 1 },
      ],
    );
    expect(tariffs[0]?.versions[0]).toEqual({ validFrom: '2026-08-01', validTo: null, state: 'inForce', source: 'test' });
    expect((await caller().uses(of)).map(({ account, point }) => `${account} ${point}`)).toEqual(['T1 W1']);
  });

  test('a version tells the price of every component in every period', async () => {
    const version = await caller().version({ park: 'small', tariff: 'tou', validFrom: '2026-08-01' });
    expect(version.components[1]?.prices).toMatchObject({ valley: '0.20000000', flat: '0.40000000', peak: '0.70000000' });
    expect(version).toMatchObject({ demandPrice: '42.00000000', capacityPrice: null, vectors: [] });
    await expect(caller().version({ park: 'small', tariff: 'tou', validFrom: '2026-08-02' })).rejects.toThrow('no such version');
  });

  test('a day is a band of periods with the delivered price along it', async () => {
    const day = await caller().day({ park: 'small', tariff: 'tou', day: '2026-10-01' });
    expect(day).toMatchObject({ kind: 'holiday', holidays: ['国庆节'], validFrom: '2026-08-01' });
    expect(day.pieces?.map(({ from, to, period, price }) => `${from}-${to} ${period} ${price}`)).toEqual([
      '00:00-07:00 valley 0.30000000',
      '07:00-17:00 flat 0.50000000',
      '17:00-21:00 peak 0.80000000',
      '21:00-24:00 flat 0.50000000',
    ]);
  });

  test('a day before the first version has no price', async () => {
    expect(await caller().day({ park: 'small', tariff: 'tou', day: '2026-07-31' })).toMatchObject({ validFrom: null, pieces: null });
  });

  test('templates name their notice, and to check with the current one', async () => {
    const shandong = (await caller().templates({ park: 'small' })).find(({ code }) => code === 'shandong');
    expect(shandong?.source).toMatch(/^鲁发改价格〔\d{4}〕\d+号.*check with your current notice/);
    expect(shandong?.rules).toEqual(AREAS.find(({ code }) => code === 'shandong')?.rules);
  });
});

describe('a version with a fault', () => {
  test.each<[string, object, string[]]>([
    ['no source', { source: '  ' }, ['source SHAPE']],
    [
      'a price that is no number',
      { components: [{ code: 'all', name: { zh: '水', en: 'W' }, prices: { flat: '6,3' } }] },
      ['components[0].prices.flat SHAPE'],
    ],
    ['no price', { components: [] }, ['components TARIFF']],
    ['a component twice', { components: [...water('', '1').components, ...water('', '2').components] }, ['components[1].code DUPLICATE']],
    [
      'peak over valley',
      {
        rules: [
          { period: 'peak', ranges: [{ from: '08:00', to: '12:00' }] },
          { period: 'valley', ranges: [{ from: '11:00', to: '13:00' }] },
        ],
      },
      ['rules[1].ranges TARIFF', 'components TARIFF', 'components TARIFF'],
    ],
    [
      'a time that is no quarter',
      { rules: [{ period: 'flat', ranges: [{ from: '08:10', to: '12:00' }] }] },
      ['rules[0].ranges[0].from TARIFF'],
    ],
    ['a price of demand that is none', { demandPrice: 'x' }, ['demandPrice SHAPE']],
    ['a day that is none', { validFrom: '2026-13-01' }, ['validFrom SHAPE']],
    ['the day of another', { validFrom: '2026-01-01' }, ['validFrom DUPLICATE']],
    [
      'seven prices by the clock',
      { vectors: [{ code: 'spot', name: { zh: '现货', en: 'Spot' }, days: [{ from: '2026-12-01', prices: Array(7).fill('1') }] }] },
      ['vectors[0].days[0] TARIFF'],
    ],
  ])('is refused by the field at fault: %s', async (_, change, faults) => {
    const before = await baseOf();
    const asked = { ...of, as: 'new' as const, version: water('2026-12-01', '7', change) };
    const told = (answer: { readonly type: string; readonly faults?: readonly { readonly path: string; readonly code: string }[] }) =>
      answer.type === 'faults' ? answer.faults?.map(({ path, code }) => `${path} ${code}`) : answer;
    expect(told(await caller().preview({ ...asked, day: '2026-12-01' }))).toEqual(faults);
    expect(told(await caller().save({ ...asked, base: before, agreed: true }))).toEqual(faults);
    expect(await baseOf()).toBe(before);
    expect(await bench.rows('select 1 from tariff_version')).toHaveLength(2);
  });
});

describe('a change of prices', () => {
  test('that is scheduled bills nothing anew, says what last month would have cost, and can be taken back', async () => {
    const version = water('2026-12-01', '7.3');
    const effect = await caller().preview({ ...of, as: 'new', version, day: '2026-12-01' });
    const [october] = await bench.rows(
      `select sum(quantity)::int as litres, round(sum(charge) / 1e9)::int as fen, round(sum(quantity) * 730000000 / 1e9)::int as against from slot s
       join point p on p.id = s.point_id and p.code = 'W1' where s.day between '2026-10-01' and '2026-10-31'`,
    );
    expect(effect).toMatchObject({
      type: 'effect',
      kind: 'scheduled',
      from: '2026-12-01',
      to: null,
      days: 0,
      accounts: 0,
      months: [],
      bills: [],
    });
    if (effect.type !== 'effect') return;
    expect(effect.day.pieces).toEqual([{ from: '00:00', to: '24:00', slots: 96, period: 'flat', price: '7.30000000' }]);
    expect(effect.lastMonth).toMatchObject({ month: '2026-10', accounts: 1, quantity: october?.litres });
    expect(Number(effect.lastMonth?.nowYuan)).toBeCloseTo(Number(october?.fen) / 100, 6);
    expect(Number(effect.lastMonth?.againstYuan)).toBeCloseTo(Number(october?.against) / 100, 6);
    expect(Number(october?.litres)).toBeGreaterThan(500);
    expect(effect.top.map(({ account, differenceYuan }) => [account, differenceYuan])).toEqual([['T1', effect.lastMonth?.differenceYuan]]);

    const before = await charged();
    expect(await save(version)).toEqual({ type: 'saved', kind: 'scheduled', points: 0 });
    expect(await marks()).toEqual([]);
    await bench.settle(streams.late);
    expect(await charged()).toEqual(before);
    expect(
      (await caller().list({ park: 'small' })).tariffs[1]?.versions.map(
        ({ validFrom, validTo, state }) => `${validFrom} ${validTo} ${state}`,
      ),
    ).toEqual(['2026-01-01 2026-12-01 inForce', '2026-12-01 null scheduled']);
    expect(await caller().withdraw({ ...of, validFrom: '2026-12-01', base: await baseOf() })).toEqual({ type: 'withdrawn' });
    expect(await bench.rows(`select action, actor, data->>'validFrom' as day from audit where action like 'tariff.%' order by id`)).toEqual(
      [
        { action: 'tariff.added', actor: 'user:u1', day: '2026-12-01' },
        { action: 'tariff.withdrawn', actor: 'user:u1', day: '2026-12-01' },
      ],
    );
  });

  test('of demand says what last month’s second part would have come to, of those whose contract has it; without a price it says who would wait', async () => {
    const twoPart = {
      tariff: 'water',
      units: [{ code: 'T', capacityKVA: '400' }],
      modes: [{ from: '2026-10', mode: 'contract', contractKW: '200' }],
    };
    await bench.db.pool.query(`update account set terms = $1::jsonb where code = 'T1'`, [JSON.stringify({ twoPart })]);
    const secondPart = async (change: object) => {
      const effect = await caller().preview({ ...of, as: 'new', version: water('2026-12-01', '7.3', change), day: '2026-12-01' });
      return effect.type === 'effect' ? effect.secondPart : effect;
    };
    // 200 kW at 42 yuan; the tariff in force names no price of demand.
    expect(await secondPart({ demandPrice: '42' })).toEqual({
      month: '2026-10',
      accounts: 1,
      unpriced: 0,
      nowYuan: '0.00',
      againstYuan: '8400.00',
      differenceYuan: '8400.00',
    });
    expect(await secondPart({})).toMatchObject({ unpriced: 1, againstYuan: '0.00' });
    await bench.db.pool.query(`update account set terms = '{}' where code = 'T1'`);
    expect(await secondPart({ demandPrice: '42' })).toBeNull();
  });

  test('that is retroactive says what it comes to, is charged anew by the running stream, and settled to the fen', async () => {
    const version = water('2026-11-21', '7.3');
    const effect = await caller().preview({ ...of, as: 'new', version, day: '2026-11-21' });
    if (effect.type !== 'effect') throw new Error(JSON.stringify(effect));
    expect(effect).toMatchObject({ kind: 'retroactive', days: 2, accounts: 1, more: false, bills: [] });
    expect(effect.months).toMatchObject([{ month: '2026-11', from: '2026-11-21', to: '2026-11-22', accounts: 1 }]);

    expect(await save(version)).toEqual({ type: 'notAgreed' });
    expect(await marks()).toEqual([]);
    expect(await unsettled()).toEqual([]);
    const total = async () => Number((await bench.rows(`select sum(charge)::text as sum from accrual`))[0]?.sum);
    const before = await total();
    expect(await save(version, { agreed: true })).toEqual({ type: 'saved', kind: 'retroactive', points: 1 });
    expect(await marks()).toEqual([{ code: 'W1' }]);

    await bench.settle(streams.late);
    expect(await marks()).toEqual([]);
    expect(await charged()).toEqual([
      { day: '2026-11-20', yuan: 6.3 },
      { day: '2026-11-21', yuan: 7.3 },
      { day: '2026-11-22', yuan: 7.3 },
    ]);
    // The preview's figure is what came of it.
    expect((await total()) - before).toBeCloseTo(Number(effect.differenceYuan) * 1e11, -9);
    expect(Number(effect.differenceYuan)).toBeGreaterThan(0.5);
    expect(await unsettled()).not.toEqual([]);
    await settle();
    expect(await unsettled()).toEqual([]);
  });

  test('that begins today prices what was used since midnight, and what comes next', async () => {
    expect(await save(water('2026-11-22', '8'))).toEqual({ type: 'saved', kind: 'immediate', points: 1 });
    await bench.settle(streams.late);
    await streams.writer.write([reading('W-1', '2026-11-22T11:15:00+08:00', { volumeM3: '7.750' })]);
    expect((await charged()).map(({ yuan }) => yuan)).toEqual([6.3, 7.3, 8]);
  });

  test('that corrects a version stands in its place, with what it said before in the audit', async () => {
    expect(await save(water('2026-11-21', '7.30'), { as: 'correction', agreed: true })).toEqual({ type: 'unchanged' });
    expect(await save(water('2026-11-21', '6.9'), { as: 'correction', agreed: true })).toMatchObject({
      type: 'saved',
      kind: 'retroactive',
    });
    await bench.settle(streams.late);
    expect((await charged()).map(({ yuan }) => yuan)).toEqual([6.3, 6.9, 8]);
    const [line] = await bench.rows(`select data from audit where action = 'tariff.corrected'`);
    expect(line?.data).toMatchObject({ before: { prices: { components: [{ prices: { flat: '7.30000000' } }] } } });
    await settle();
    expect(await unsettled()).toEqual([]);
  });

  test('is refused over a park that somebody has changed meanwhile', async () => {
    const base = await baseOf();
    await bench.rows(`update park set version = version + 1 where code = 'small'`);
    const before = await bench.rows('select id, content from tariff_version order by id');
    expect(await caller().save({ ...of, as: 'new', version: water('2026-12-01', '9'), base, agreed: true })).toEqual({ type: 'stale' });
    expect(await caller().withdraw({ ...of, validFrom: '2026-11-22', base })).toEqual({ type: 'stale' });
    expect(await bench.rows('select id, content from tariff_version order by id')).toEqual(before);
  });

  test('is not taken back once it holds', async () => {
    expect(await caller().withdraw({ ...of, validFrom: '2026-11-22', base: await baseOf() })).toEqual({
      type: 'refused',
      because: 'inForce',
    });
    const only = { park: 'small', tariff: 'tou', validFrom: '2026-08-01', base: await baseOf() };
    expect(await caller().withdraw(only)).toEqual({ type: 'refused', because: 'onlyOne' });
  });

  test('leaves the price of demand alone in months whose books are closed', async () => {
    await bench.rows(
      `insert into books_month (park_id, month, closed_at, closed_by, steps) select id, '2026-10-01', now(), 'test', '[]' from park where code = 'small'`,
    );
    const { components, rules } = await caller().version({ park: 'small', tariff: 'tou', validFrom: '2026-08-01' });
    const version = { validFrom: '2026-10-15', source: 'test', components, rules };
    const asked = { park: 'small', tariff: 'tou', as: 'new' as const, day: '2026-10-15' };
    const answer = await caller().preview({ ...asked, version: { ...version, demandPrice: '44' } });
    expect(answer).toMatchObject({ type: 'faults', faults: [{ path: 'demandPrice', code: 'FIXED' }] });
    expect(await caller().preview({ ...asked, version: { ...version, demandPrice: '42.0' } })).toMatchObject({
      type: 'effect',
      kind: 'retroactive',
      closedBefore: '2026-11-01',
      otherMoney: { demand: false, steps: false },
    });
    const november = { ...version, validFrom: '2026-11-01', demandPrice: '44' };
    expect(await caller().preview({ ...asked, version: november })).toMatchObject({ type: 'effect', otherMoney: { demand: true } });
  });
});
