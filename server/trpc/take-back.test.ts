import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import { selectSupply } from '#db/allocation/load-points.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { writePark } from '#db/park/write-park.ts';
import { keepPhoto } from '#db/photo/photo-store.ts';
import { selectInstalled } from '#db/queries/quality.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { figuresOf } from '#domain/twin/figures.ts';
import { yuanFromFen } from '#domain/units/money.ts';
import { type Bench, createBench, NOW, reading } from '#streams/runner/testing/bench.ts';
import { reproduceMonth } from '../explain/reproduce.ts';
import { createPastBoards } from '../history/past-boards.ts';
import { managerOf } from './manager.fixture.ts';
import { withMeteredPoints } from './metered-points.fixture.ts';
import { at } from './questions.fixture.ts';

/** The stream's own writer beside the procedures, on one database: what is taken back here it takes over there. */
let bench: Bench;
let streams: Awaited<ReturnType<Bench['start']>>;

const DAY = '2026-11-20T';
const FROM = `${DAY}10:00:00+08:00`;
const CHANGE_AT = `${DAY}11:30:00+08:00`;
const POINTS = ['PLAIN', 'MONEY', 'PHOTO', 'CT', 'BUSY', 'DOWN', 'MOVED', 'FILE'];

/** Points of their own for each test, each with 1,000 yuan of its own and a meter behind transformers of 80. At that time of day a kWh is 0.5 yuan. */
const park = (): ParkFile => {
  const file = smallPark();
  const [, prepaid] = file.accounts;
  if (!prepaid) throw new Error('the fixture has a prepaid account');
  const accounts = POINTS.map((code) => ({ ...prepaid, code: `A-${code}`, openingBalance: '1000' }));
  return withMeteredPoints(
    { ...file, accounts: [...file.accounts, ...accounts] },
    {
      codes: POINTS,
      from: FROM,
      importKWh: '1500',
      assignmentsOf: (code) => (code === 'FREE' ? [] : [{ account: `A-${code}`, tariff: 'tou', from: '2026-11-01T00:00:00+08:00' }]),
    },
  );
};

beforeAll(async () => {
  bench = await createBench();
  await bench.importPark(park());
  await ensureZoneAggregates(bench.db.pool, 'Asia/Shanghai');
  streams = await bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

const caller = () => managerOf(bench.db.pool, { now: () => bench.now }).installations;
type Change = Parameters<ReturnType<typeof caller>['change']>[0]['change'];
type Photos = NonNullable<Parameters<ReturnType<typeof caller>['change']>[0]['photos']>;

const list = (point: string) => caller().list({ park: 'small', point });

const change = async (point: string, what: Change, photos: Photos = []) => {
  const running = (await list(point)).rows.find(({ to }) => to === null)?.id ?? null;
  expect(await caller().change({ park: 'small', point, running, change: what, photos })).toEqual({ type: 'changed' });
  await bench.settle(streams.late);
};

const newest = async (point: string) => {
  const { newest: found } = await list(point);
  return { park: 'small', point, ended: found?.ended ?? null, begun: found?.begun ?? null };
};

const takeBack = async (point: string) => {
  // Two acts of people never share an instant.
  bench.now = instantMs(bench.now + 1);
  const answer = await caller().takeBack({ ...(await newest(point)), reason: 'the neighbour’s meter was meant' });
  expect(answer).toEqual({ type: 'takenBack', id: (await list(point)).takenBack[0]?.id });
  await bench.settle(streams.late);
};

const replacement = (serial: string, { ratio = '60', when = CHANGE_AT, end = '1501.5', start = '0.2' } = {}) => ({
  kind: 'replace' as const,
  at: when,
  end: { import: end },
  device: { serial, codec: 'canonical', intervalS: 60 },
  ratio,
  start: { import: start },
});

const send = (serial: string, time: string, importKWh: string) =>
  streams.writer.write([reading(serial, `${DAY}${time}+08:00`, { importKWh })]);

const available = async (point: string): Promise<string> => {
  const of = (shard: typeof streams.writer) => {
    for (const twin of shard.registry.twins())
      for (const account of twin.accounts.values())
        if (account.account.code === `A-${point}`) return yuanFromFen(figuresOf(twin, account, bench.now).available);
    throw new Error(`no account of ${point}`);
  };
  // Whoever saw it all and whoever starts from what is stored say the same.
  const fresh = of((await bench.start()).writer);
  expect(of(streams.writer)).toBe(fresh);
  return fresh;
};

const slotsOf = (point: string) =>
  bench.rows(
    `select extract(epoch from s.start)::int as start, s.register, s.quantity::text, s.quality, s.window_max::text, s.charge::text, s.period from slot s
     join point p on p.id = s.point_id where p.code = $1 order by s.start, s.register, s.installation_id`,
    [point],
  );

const sendOld = async (point: string) => {
  await send(`OLD-${point}`, '11:00:00', '1501');
  await send(`OLD-${point}`, '12:00:00', '1502');
};

describe('a replacement that was written down for the wrong point', () => {
  const NEW = 'NEW-MONEY';

  test('costs what two meters count; before it is taken back the server says what will happen', async () => {
    await sendOld('PLAIN');
    await send('OLD-PLAIN', '13:00:00', '1503');
    await sendOld('MONEY');
    await bench.settle(streams.late);
    // 1,000 - (1,502 - 1,500) x 80 x 0.5
    expect(await available('MONEY')).toBe('920.00');
    await change('MONEY', replacement(NEW));
    await send('OLD-MONEY', '13:00:00', '1503');
    await send(NEW, '12:00:00', '1.2');
    await send(NEW, '13:00:00', '3.2');
    await bench.settle(streams.late);
    // 1,000 - (1,501.5 - 1,500) x 80 x 0.5 - (3.2 - 0.2) x 60 x 0.5
    expect(await available('MONEY')).toBe('850.00');
    expect(await caller().previewTakeBack(await newest('MONEY'))).toEqual({
      type: 'plan',
      kind: 'replace',
      slots: 6,
      readings: 1,
      waiting: 1,
      unplaced: 2,
      quantity: 180_000,
      charge: '90.00',
      openFrom: null,
      billed: false,
    });
    expect(await available('MONEY')).toBe('850.00');
  });

  test('is taken back: balance and quarters are those of a meter that was never replaced, also when everything arrives again', async () => {
    await takeBack('MONEY');
    // 1,000 - (1,503 - 1,500) x 80 x 0.5
    expect(await available('MONEY')).toBe('880.00');
    expect(await available('PLAIN')).toBe('880.00');
    expect(await slotsOf('MONEY')).toEqual(await slotsOf('PLAIN'));
    await send('OLD-MONEY', '13:00:00', '1503');
    await send(NEW, '13:00:00', '3.2');
    await send('OLD-MONEY', '11:00:00', '1501');
    await bench.settle(streams.late);
    expect(await available('MONEY')).toBe('880.00');
    expect(await slotsOf('MONEY')).toEqual(await slotsOf('PLAIN'));
    expect(await bench.rows('select 1 from ingest_count where received <> stored + duplicate + quarantined')).toEqual([]);
  });

  test('stays on record with who, when and why', async () => {
    const { rows, takenBack } = await list('MONEY');
    expect(rows.map(({ serial, to }) => [serial, to])).toEqual([['OLD-MONEY', null]]);
    expect(takenBack).toEqual([
      {
        id: expect.any(Number),
        kind: 'replace',
        at: at(CHANGE_AT),
        ended: { serial: 'OLD-MONEY', end: { import: 1_501_500_000, export: null, reactive: null } },
        begun: expect.objectContaining({ serial: NEW, ratioMilli: 60_000, start: { import: 200_000, export: null, reactive: null } }),
        reason: 'the neighbour’s meter was meant',
        takenBackAt: bench.now,
        actor: 'user:u1',
        photos: [],
      },
    ]);
    expect(
      await bench.rows(
        `select actor, data->>'begun' as begun, data->>'reason' as reason from audit where action = 'installation.takenBack' and subject = 'point:small:MONEY'`,
      ),
    ).toEqual([{ actor: 'user:u1', begun: NEW, reason: 'the neighbour’s meter was meant' }]);
    await expect(bench.rows('delete from installation_taken_back')).rejects.toThrow('append-only');
    await expect(bench.rows('update installation set ratio_milli = 1 where to_at = from_at')).rejects.toThrow('append-only');
  });

  test('is entered anew as it was: what the new meter had sent counts again, whether stored or waiting', async () => {
    await change('MONEY', replacement(NEW, { when: `${DAY}12:30:00+08:00`, end: '1502.5', start: '2.2', ratio: '80' }));
    // 1,000 - (1,502.5 - 1,500) x 80 x 0.5 - (3.2 - 2.2) x 80 x 0.5
    expect(await available('MONEY')).toBe('860.00');
    expect((await list('MONEY')).takenBack).toHaveLength(1);
  });

  test('is the same again from raw messages, and on the board of the past', async () => {
    for (const account of ['A-MONEY', 'A-PLAIN']) {
      const question = { park: 'small', account, month: parkDay('2026-11-01') };
      expect(await reproduceMonth(bench.db.pool, question, { clock: { now: () => bench.now } })).toMatchObject({
        type: 'reproduced',
        differences: [],
      });
    }
    const past = createPastBoards({ pool: bench.db.pool, clock: { now: () => NOW } });
    const board = await past.at('small', at(`${DAY}12:20:00+08:00`));
    if (board.type !== 'shown') throw new Error(board.type);
    const { points } = board.board.document;
    expect([points.MONEY?.serial, points.MONEY?.today]).toEqual(['OLD-MONEY', points.PLAIN?.today]);
    expect(board.board.refined.points).toContain('MONEY');
  });
});

describe('photos of a change that was taken back', () => {
  const keep = async (letter: string) => {
    const sent = { park: 'small', mime: 'image/jpeg' as const, bytes: Buffer.from(letter), at: NOW, actor: 'user:u1' };
    const kept = await keepPhoto(bench.db.pool, sent);
    return kept.type === 'kept' ? kept.id : 0;
  };

  test('stay with it, and the same picture may show the same register again', async () => {
    const [old, fresh] = [await keep('old'), await keep('fresh')];
    await sendOld('PHOTO');
    const photos = [
      { id: old, shows: 'end' as const },
      { id: fresh, shows: 'start' as const },
    ];
    await change('PHOTO', replacement('NEW-PHOTO'), photos);
    await takeBack('PHOTO');
    const { rows, takenBack } = await list('PHOTO');
    expect(rows.map((row) => row.photos)).toEqual([[]]);
    expect(takenBack.map((row) => row.photos)).toEqual([[...photos].reverse()]);
    await change('PHOTO', replacement('NEW-PHOTO', { ratio: '80' }), [{ id: old, shows: 'end' }]);
    const again = await list('PHOTO');
    expect(again.rows.map((row) => row.photos)).toEqual([[], [{ id: old, shows: 'end' }]]);
    expect(again.takenBack.map((row) => row.photos)).toEqual([[...photos].reverse()]);
  });
});

test('other transformers at the wrong ratio are taken back and entered anew at the same instant', async () => {
  await sendOld('CT');
  await change('CT', { kind: 'ratio', at: CHANGE_AT, end: { import: '1501.5' }, ratio: '800' });
  // 1,000 - 1.5 x 80 x 0.5 - 0.5 x 800 x 0.5
  expect(await available('CT')).toBe('740.00');
  await takeBack('CT');
  expect(await available('CT')).toBe('920.00');
  await change('CT', { kind: 'ratio', at: CHANGE_AT, end: { import: '1501.5' }, ratio: '100' });
  // 1,000 - 1.5 x 80 x 0.5 - 0.5 x 100 x 0.5
  expect(await available('CT')).toBe('915.00');
});

test('a change is taken back whole also while late readings never cease to come', async () => {
  const sendAll = (time: string, importKWh: string) =>
    streams.writer.write([reading('OLD-BUSY', `${DAY}${time}+08:00`, { importKWh, exportKWh: '3', importKvarh: '7' })]);
  await sendAll('11:00:00', '1501');
  await sendAll('12:00:00', '1502');
  const end = { import: '1501.5', export: '3', reactive: '7' };
  await change('BUSY', { kind: 'ratio', at: CHANGE_AT, end, ratio: '800' });
  await caller().takeBack({ ...(await newest('BUSY')), reason: 'the other cabinet' });
  await streams.late.look(bench.now);
  await sendAll('10:30:00', '1500.5');
  bench.now = instantMs(bench.now + 16_000);
  await sendAll('10:45:00', '1500.75');
  expect(await streams.late.piece(bench.now)).toBe(true);
  await bench.settle(streams.late);
  expect(await available('BUSY')).toBe('920.00');
});

test('a meter that was said to be down goes on, and what it sent meanwhile is taken over', async () => {
  await send('OLD-DOWN', '11:00:00', '1501');
  await change('DOWN', { kind: 'end', at: CHANGE_AT, end: {} });
  await send('OLD-DOWN', '13:00:00', '1503');
  await caller().takeBack({ ...(await newest('DOWN')), reason: 'it is still there' });
  // Whoever starts next takes over, too.
  streams = await bench.start();
  await bench.settle(streams.late);
  expect(await available('DOWN')).toBe('880.00');
  expect(await bench.rows(`select 1 from quarantine where serial = 'OLD-DOWN' and resolved_at is null`)).toEqual([]);
});

test('what a meter of a wrong change was said to be may be said anew with it', async () => {
  const wrong = replacement('NEW-FILE');
  await change('FILE', { ...wrong, device: { ...wrong.device, modulus: '1000' } });
  await takeBack('FILE');
  await change('FILE', { ...wrong, device: { ...wrong.device, modulus: '10000' } });
  expect(await bench.rows(`select modulus_milli::text as modulus from device where serial = 'NEW-FILE'`)).toEqual([
    { modulus: '10000000000' },
  ]);
});

describe('a change is not taken back', () => {
  test('once another has been made here: only the newest is', async () => {
    const first = await newest('MOVED');
    await change('MOVED', replacement('NEW-MOVED'));
    const answer = { type: 'refused', why: 'LATER' };
    expect(await caller().previewTakeBack(first)).toEqual(answer);
    expect(await caller().takeBack({ ...first, reason: 'a slip' })).toEqual(answer);
  });

  test('while the meter that it ended hangs elsewhere', async () => {
    await change('FREE', { ...replacement('OLD-MOVED'), kind: 'install', at: `${DAY}12:00:00+08:00`, start: {} });
    const answer = { type: 'refused', why: 'ELSEWHERE', serial: 'OLD-MOVED', point: 'FREE' };
    const before = await bench.rows('select version from park');
    expect(await caller().previewTakeBack(await newest('MOVED'))).toEqual(answer);
    expect(await caller().takeBack({ ...(await newest('MOVED')), reason: 'a slip' })).toEqual(answer);
    expect(await bench.rows('select version from park')).toEqual(before);
    await takeBack('FREE');
    expect((await list('FREE')).rows).toEqual([]);
    // Nobody takes the point for metered since.
    const day = { from: at(`${DAY}00:00:00+08:00`), to: at(`${DAY}23:59:00+08:00`) };
    const [park] = await bench.rows(`select id from park where code = 'small'`);
    const metered = (await selectSupply(bench.db.pool, Number(park?.id), day)).filter((point) => point.metered).map(({ code }) => code);
    expect([metered.includes('MOVED'), metered.includes('FREE')]).toEqual([true, false]);
    expect(await selectInstalled(bench.db.pool, { park: 'small', codes: ['FREE'], limit: 9, ...day })).toEqual([]);
    await takeBack('MOVED');
    expect((await list('MOVED')).rows.map(({ serial }) => serial)).toEqual(['OLD-MOVED']);
  });

  test('without a reason', async () => {
    await expect(caller().takeBack({ ...(await newest('MOVED')), reason: ' . ' })).rejects.toThrow();
  });
});

test('a park file does not know what was taken back, and may say it again', async () => {
  const file = park();
  const write = (installations: ParkFile['installations']) =>
    writePark(bench.db.pool, { ...file, installations }, { actor: 'test', clock: { now: () => bench.now } });
  const own = file.installations.filter(({ point }) => point === 'MOVED');
  const plain = await write(own);
  expect(plain).toMatchObject({ type: 'imported', kinds: { installations: { created: 0, updated: 0, unchanged: 1 } } });
  const leftAlone = plain.type === 'imported' ? (plain.leftAlone.installations?.names ?? []) : [];
  expect(leftAlone.filter((name) => name.startsWith('NEW-'))).toEqual([
    'NEW-FILE 2026-11-20 11:30',
    'NEW-MONEY 2026-11-20 12:30',
    'NEW-PHOTO 2026-11-20 11:30',
  ]);
  const said = [...own.map((one) => ({ ...one, to: CHANGE_AT })), { device: 'NEW-MOVED', point: 'MOVED', from: CHANGE_AT, ratio: '60' }];
  const devices = [...file.devices, ...file.devices.slice(-1).map((device) => ({ ...device, serial: 'NEW-MOVED' }))];
  const again = await writePark(
    bench.db.pool,
    { ...file, devices, installations: said },
    { actor: 'test', clock: { now: () => bench.now } },
  );
  expect(again).toMatchObject({ type: 'imported', kinds: { installations: { created: 1, updated: 1 } } });
  expect((await list('MOVED')).takenBack).toHaveLength(1);
});
