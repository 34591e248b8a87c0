import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectStanding } from '#db/ledger/counter-account.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { writePark } from '#db/park/write-park.ts';
import { keepPhoto, selectPhoto } from '#db/photo/photo-store.ts';
import { selectHandovers } from '#db/photo/select-handovers.ts';
import { freshDatabase, type TestDatabase } from '#db/testing.ts';
import { instantMs } from '#domain/time/instant.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import type { OpeningForm } from '../park-file/check-opening.ts';
import type { Counter } from './act.ts';
import { openAccount } from './open-account.ts';
import { releaseAccount } from './release-account.ts';
import { openShift } from './shift.ts';

const NOW = instantMs(Date.UTC(2026, 10, 22, 2));
const TODAY = parkDay('2026-11-22');
let db: TestDatabase;
let counter: Counter;
let moved = 0;
const countMove = (): void => {
  moved += 1;
};

beforeAll(async () => {
  db = await freshDatabase();
  const clock = { now: () => NOW };
  await writePark(db.pool, smallPark(), { actor: 'test', clock });
  counter = { pool: db.pool, clock, park: 'small', actor: 'user:clerk', name: '收费员', moved: countMove };
});
afterAll(() => db.stop());

const FORM: OpeningForm = {
  park: 'small',
  code: 'N1',
  name: '新租户',
  kind: 'prepaid',
  space: null,
  day: TODAY,
  alarm1: '200',
  alarm2: '50',
  overdraft: '0',
  points: [{ point: 'P1', tariff: 'tou', register: '1234.5' }],
  takeOver: true,
};
const DEPOSIT = { key: 'deposit-0001', channel: 'cash' as const, amount: fen(500_000n), reference: '', bookedOn: null };
const open = (change: Partial<OpeningForm> = {}, deposit: typeof DEPOSIT | null = null) =>
  openAccount(counter, { form: { ...FORM, ...change }, deposit });
const told = (answer: Awaited<ReturnType<typeof open>>) => {
  if (answer.type === 'faults') return answer.faults.map(({ path, code }) => `${path} ${code}`);
  return answer.type === 'refused' ? [answer.refusal.code] : [answer.type];
};
const payers = async (point: string) =>
  (
    await db.pool.query<{ told: string }>(
      `select a.code || ' ' || (g.from_at at time zone 'Asia/Shanghai')::date || ' ' || coalesce((g.to_at at time zone 'Asia/Shanghai')::date::text, 'on') as told
       from assignment g join account a on a.id = g.account_id join point p on p.id = g.point_id where p.code = $1 order by g.from_at`,
      [point],
    )
  ).rows.map((row) => row.told);

describe('an account is not opened', () => {
  test.each<[string, Partial<OpeningForm>, typeof DEPOSIT | null, readonly string[]]>([
    ['at a point that somebody pays for', { takeOver: false }, null, ['points[0] OVERLAP']],
    ['under a code that is taken', { code: 'T1' }, null, ['account.code DUPLICATE']],
    ['at no point of the park', { points: [{ point: 'X', tariff: 'tou', register: '' }] }, null, ['points[0] UNKNOWN_REFERENCE']],
    [
      'at no price',
      { points: [{ point: 'P1', tariff: 'none', register: '' }] },
      null,
      ['points[0].assignments[0].tariff UNKNOWN_REFERENCE'],
    ],
    [
      'at the price of another medium',
      { points: [{ point: 'P1', tariff: 'water', register: '' }] },
      null,
      ['points[0].assignments[0].tariff MEDIUM'],
    ],
    ['with a second alarm before the first', { alarm1: '10' }, null, ['account.alarm1 RANGE']],
    ['with a register that is no figure', { points: [{ point: 'P1', tariff: 'tou', register: 'x' }] }, null, ['points[0].register SHAPE']],
    ['long ago', { day: addDays(TODAY, -32) }, null, ['DAY_OUT_OF_RANGE']],
    ['with a deposit and no shift', {}, DEPOSIT, ['NO_SHIFT']],
    ['with a deposit of nothing', {}, { ...DEPOSIT, amount: fen(0n) }, ['AMOUNT_NOT_POSITIVE']],
  ])('%s', async (_, change, deposit, expected) => {
    const before = await payers('P1');
    expect(told(await open(change, deposit))).toEqual(expected);
    expect(await payers('P1')).toEqual(before);
  });
});

test('it takes a point over from the day on, with its reading, its deposit and a receipt, and the park’s twin is told', async () => {
  await openShift(counter, fen(0n));
  const [version] = (await db.pool.query('select version from park')).rows;
  const before = await payers('P1');
  const last = before.at(-1)?.split(' ') ?? [];
  const answer = await open({}, DEPOSIT);
  expect(answer).toMatchObject({ type: 'opened', released: [last[0]], receipt: { kind: 'depositIn', amount: 500_000n, account: 'N1' } });
  expect(await payers('P1')).toEqual([...before.slice(0, -1), `${last[0]} ${last[1]} 2026-11-22`, 'N1 2026-11-22 on']);
  expect((await db.pool.query('select version from park')).rows[0].version).toBe(version.version + 1);
  expect(moved).toBeGreaterThan(0);
  const standing = await selectStanding(db.pool, 'small', 'N1', NOW);
  expect(standing).toMatchObject({ kind: 'prepaid', deposit: 500_000n, wallet: 0n, charged: true });
  // The one who left can be closed as far as meters are concerned.
  expect(await selectStanding(db.pool, 'small', last[0] ?? '', NOW)).toMatchObject({ charged: false });
  const { rows } = await db.pool.query('select day::text, register_milli::text as milli, actor from handover_reading');
  expect(rows).toEqual([{ day: '2026-11-22', milli: '1234500000', actor: 'user:clerk' }]);
  const audit = await db.pool.query(`select data from audit where action = 'account.opened'`);
  expect(audit.rows).toEqual([
    { data: { day: '2026-11-22', kind: 'prepaid', points: [{ point: 'P1', tariff: 'tou' }], released: [last[0]] } },
  ]);
  // What was used of today so far is priced for the new payer.
  expect(
    (await db.pool.query(`select count(*)::int as n from rerate r join point p on p.id = r.point_id where p.code = 'P1'`)).rows,
  ).toEqual([{ n: 1 }]);
});

test('who has moved out frees the points, and the next account takes them without taking over', async () => {
  // Who begins on the day has nothing to give up before it.
  expect(await releaseAccount(counter, { account: 'N1', day: null, readings: [] })).toEqual({ type: 'released', points: [] });
  expect(await releaseAccount(counter, { account: 'T1', day: addDays(TODAY, 1), readings: [] })).toMatchObject({ type: 'refused' });
  expect(await releaseAccount(counter, { account: 'T1', day: addDays(TODAY, -1), readings: [] })).toEqual({
    type: 'released',
    points: ['W1'],
  });
  expect(await releaseAccount(counter, { account: 'T1', day: null, readings: [] })).toEqual({ type: 'released', points: [] });
  const water = { code: 'N3', takeOver: false, points: [{ point: 'W1', tariff: 'water', register: '' }] };
  expect(told(await open(water))).toEqual(['opened']);
  expect((await payers('W1')).slice(-2)).toEqual(['T1 2026-10-13 2026-11-21', 'N3 2026-11-22 on']);
});

describe('what was read at a handover, and its photo,', () => {
  const picture = async (letter: string, actor = 'user:clerk') => {
    const sent = { park: 'small', mime: 'image/png', bytes: Buffer.from(`\x89PNG${letter}`, 'latin1'), at: NOW, actor } as const;
    const kept = await keepPhoto(db.pool, sent);
    return kept.type === 'kept' ? kept.id : 0;
  };
  const read = async (account: string) =>
    (await selectHandovers(db.pool, 'small', account)).map(({ kind, point, day, registerMilli, photos }) => [
      kind,
      point,
      day,
      registerMilli,
      photos,
    ]);

  test('belong to the account that comes and to the one it takes over from', async () => {
    const id = await picture('a');
    const points = [{ point: 'P1', tariff: 'tou', register: '1300', photos: [id] }];
    expect(told(await open({ code: 'N4', day: addDays(TODAY, 1), points }))).toEqual(['opened']);
    expect(await read('N4')).toEqual([['opening', 'P1', '2026-11-23', 1_300_000_000, [id]]]);
    expect(await read('N1')).toEqual([
      ['closing', 'P1', '2026-11-23', 1_300_000_000, [id]],
      ['opening', 'P1', '2026-11-22', 1_234_500_000, []],
    ]);
    expect((await selectPhoto(db.pool, 'small', id))?.accounts.toSorted()).toEqual(['N1', 'N4']);
    const audit = await db.pool.query(
      `select actor, data->'points' as points from audit where action = 'account.opened' and subject = 'account:small:N4'`,
    );
    expect(audit.rows).toEqual([{ actor: 'user:clerk', points: [{ point: 'P1', tariff: 'tou', photos: [id] }] }]);
  });

  test('belong to an account that leaves its points to nobody', async () => {
    const [gone, id] = [await picture('b', 'user:other'), await picture('c')];
    const release = (photos: readonly number[], register = '77.5', point = 'W1') =>
      releaseAccount(counter, { account: 'N3', day: null, readings: [{ point, register, photos }] });
    // Who came today has nothing to give up before tomorrow.
    await db.pool.query(
      `update assignment set from_at = from_at - interval '1 day' where account_id = (select id from account where code = 'N3')`,
    );
    const before = await payers('W1');
    expect(await release([gone])).toMatchObject({ type: 'faults', faults: [{ path: 'readings[0].photos', code: 'UNKNOWN_REFERENCE' }] });
    expect(await release([id], 'x')).toMatchObject({ type: 'faults', faults: [{ path: 'readings[0].register', code: 'SHAPE' }] });
    expect(await release([id], '1', 'P1')).toMatchObject({ type: 'faults', faults: [{ path: 'readings[0]', code: 'UNKNOWN_REFERENCE' }] });
    expect([await payers('W1'), await read('N3')]).toEqual([before, []]);
    expect(await release([id])).toEqual({ type: 'released', points: ['W1'] });
    expect(await read('N3')).toEqual([['closing', 'W1', '2026-11-22', 77_500_000, [id]]]);
    expect((await selectPhoto(db.pool, 'small', id))?.accounts).toEqual(['N3']);
  });

  test('are refused as a whole with the account when the photo is not there, or nothing is typed beside it', async () => {
    const id = await picture('d');
    const at = (register: string, photos: readonly number[]) => ({
      code: 'N5',
      points: [{ point: 'P1', tariff: 'tou', register, photos }],
    });
    expect(told(await open({ ...at('1400', [id, 999]), day: addDays(TODAY, 2) }))).toEqual(['points[0].photos UNKNOWN_REFERENCE']);
    expect(told(await open({ ...at(' ', [id]), day: addDays(TODAY, 2) }))).toEqual(['points[0].register MISSING']);
    expect(await selectStanding(db.pool, 'small', 'N5', NOW)).toBeNull();
  });

  test('never change', async () => {
    await expect(db.pool.query('update handover_reading set register_milli = 1')).rejects.toThrow('append-only');
    await expect(db.pool.query('delete from handover_photo')).rejects.toThrow('append-only');
    await expect(db.pool.query('delete from photo')).rejects.toThrow('append-only');
  });
});

test('a day of a closed month is refused', async () => {
  await db.pool.query(
    `insert into books_month (park_id, month, closed_at, closed_by, steps) select id, '2026-10-01', $1, 'x', '[]' from park`,
    [new Date(NOW)],
  );
  expect(told(await open({ code: 'N2', day: parkDay('2026-10-30') }))).toEqual(['BOOKS_CLOSED']);
});
