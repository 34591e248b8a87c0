import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { keepPhoto } from '#db/photo/photo-store.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { type Bench, createBench, NOW, reading } from '#streams/runner/testing/bench.ts';
import { managerOf } from './manager.fixture.ts';
import { withMeteredPoints } from './metered-points.fixture.ts';
import { at } from './questions.fixture.ts';

/** The stream's own writer beside the procedures, on one database: what is changed here it takes over there. */
let bench: Bench;
let streams: Awaited<ReturnType<Bench['start']>>;

const FROM = '2026-11-01T00:00:00+08:00';
const DAY = '2026-11-20T';
const CHANGE_AT = `${DAY}18:00:00+08:00`;

/** Points of their own for each test, each with a meter behind transformers of 80 that began at 1,400.00. */
const park = (): ParkFile =>
  withMeteredPoints(smallPark(), {
    codes: ['LIVE', 'LATE', 'CT', 'OFF', 'FAULT', 'BOOKS', 'PHOTO'],
    from: FROM,
    importKWh: '1400',
    assignmentsOf: () => [{ account: 'T1', tariff: 'tou', from: FROM }],
  });

beforeAll(async () => {
  bench = await createBench();
  await bench.importPark(park());
  await ensureZoneAggregates(bench.db.pool, 'Asia/Shanghai');
  streams = await bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

const caller = () => managerOf(bench.db.pool, { now: () => NOW }).installations;

const runningAt = async (point: string): Promise<number | null> =>
  (await caller().list({ park: 'small', point })).rows.find(({ to }) => to === null)?.id ?? null;

const asked = async (point: string, change: Parameters<ReturnType<typeof caller>['change']>[0]['change']) => ({
  park: 'small',
  point,
  running: await runningAt(point),
  change,
});

const meter = (serial: string) => ({ serial, codec: 'canonical', intervalS: 60 });
const replacement = (serial: string) => ({
  kind: 'replace' as const,
  at: CHANGE_AT,
  end: { import: '1520.30' },
  device: meter(serial),
  ratio: '60',
  start: { import: '0.20' },
});

const send = (serial: string, time: string, importKWh: string) =>
  streams.writer.write([reading(serial, `${DAY}${time}+08:00`, { importKWh })]);

const slotsOf = async (point: string) =>
  (
    await bench.rows(
      `select extract(epoch from start)::int as start, quantity::int as wh, i.ratio_milli::int as ratio from slot s join point p on p.id = s.point_id
       join installation i on i.id = s.installation_id
       where p.code = $1 and register = 0 and start >= to_timestamp($2::float8 / 1000) and start < to_timestamp($3::float8 / 1000) order by start, ratio desc`,
      [point, at(`${DAY}10:00:00+08:00`), at(`${DAY}23:00:00+08:00`)],
    )
  ).map(({ start, wh, ratio }) => [Number(start), Number(wh), Number(ratio)] as const);

const sum = (slots: readonly (readonly [number, number, number])[]) => slots.reduce((total, [, wh]) => total + wh, 0);

describe('a meter is replaced', () => {
  test('as it happens: (1,520.30 - 1,500.00) x 80 + (12.50 - 0.20) x 60 = 2,362.00 kWh, to the Wh (DOMAIN 4.6)', async () => {
    await send('OLD-LIVE', '10:00:00', '1500.00');
    await send('OLD-LIVE', '14:00:00', '1510.00');
    expect(await caller().change(await asked('LIVE', replacement('NEW-LIVE')))).toEqual({ type: 'changed' });
    await bench.settle(streams.late);
    await send('NEW-LIVE', '23:00:00', '12.50');
    await send('NEW-LIVE', '23:20:00', '12.60');
    await bench.settle(streams.late);
    expect(sum(await slotsOf('LIVE'))).toBe(2_362_000);
    expect(await bench.rows('select count(*)::int as n from quarantine where resolved_at is null')).toEqual([{ n: 0 }]);
  });

  test('and written down late: what the old one sent since counts nowhere, what waited of the new one is taken over, and the slots are the same', async () => {
    await send('OLD-LATE', '10:00:00', '1500.00');
    await send('OLD-LATE', '14:00:00', '1510.00');
    await send('OLD-LATE', '19:00:00', '1522.00');
    await send('OLD-LATE', '19:30:00', '1523.00');
    await bench.settle(streams.late);
    await send('NEW-LATE', '23:00:00', '12.50');
    await send('NEW-LATE', '23:20:00', '12.60');
    const question = await asked('LATE', replacement('NEW-LATE'));
    expect(await caller().preview(question)).toEqual({
      type: 'plan',
      slots: 6,
      readings: 2,
      openFrom: null,
      billed: false,
      last: { at: at(`${DAY}14:00:00+08:00`), value: 1_510_000_000 },
      waiting: 2,
    });
    expect(await runningAt('LATE')).toBe(question.running);
    expect(await caller().change(question)).toEqual({ type: 'changed' });
    await bench.settle(streams.late);
    expect(await slotsOf('LATE')).toEqual(await slotsOf('LIVE'));
    expect(await bench.rows('select 1 from ingest_count where received <> stored + duplicate + quarantined')).toEqual([]);
    expect(await caller().preview(question)).toEqual({ type: 'refused', faults: [expect.objectContaining({ path: '', code: 'OVERLAP' })] });
  });

  test('a charge is again the sum of its slots, and the audit says who changed what', async () => {
    const broken = await bench.rows(
      `select 1 from (select point_id, day, sum(charge) as charge, sum(quantity) as quantity from slot where register = 0 group by 1, 2) s
       full join (select point_id, day, sum(charge) as charge, sum(quantity) as quantity from accrual group by 1, 2) a using (point_id, day)
       where (s.charge, s.quantity) is distinct from (a.charge, a.quantity)`,
    );
    expect(broken).toEqual([]);
    expect(
      await bench.rows(
        `select actor, data->'ended'->>'device' as ended, data->'begun'->>'device' as begun from audit
         where action = 'installation.changed' and subject = 'point:small:LATE'`,
      ),
    ).toEqual([{ actor: 'user:u1', ended: 'OLD-LATE', begun: 'NEW-LATE' }]);
  });
});

test('other transformers before the same meter: readings from before keep their ratio, those after have the new one', async () => {
  await send('OLD-CT', '10:00:00', '1500.00');
  await send('OLD-CT', '23:00:00', '1530.00');
  await send('OLD-CT', '23:20:00', '1530.10');
  await bench.settle(streams.late);
  expect(sum(await slotsOf('CT'))).toBe(2_400_000);
  const change = { kind: 'ratio' as const, at: CHANGE_AT, end: { import: '1520' }, ratio: '120' };
  expect(await caller().change(await asked('CT', change))).toEqual({ type: 'changed' });
  await bench.settle(streams.late);
  expect(sum(await slotsOf('CT'))).toBe(20_000 * 80 + 10_000 * 120);
});

test('a meter is taken down: its last register is typed, and nothing hangs there until another is installed', async () => {
  await send('OLD-OFF', '10:00:00', '1500.00');
  expect(await caller().change(await asked('OFF', { kind: 'end', at: CHANGE_AT, end: { import: '1510' } }))).toEqual({ type: 'changed' });
  await bench.settle(streams.late);
  expect(sum(await slotsOf('OFF'))).toBe(800_000);
  const install = { kind: 'install' as const, at: CHANGE_AT, device: meter('OLD-OFF'), ratio: '40', start: { import: '1510' } };
  expect(await runningAt('OFF')).toBeNull();
  expect(await caller().change(await asked('OFF', install))).toEqual({ type: 'changed' });
  const { rows } = await caller().list({ park: 'small', point: 'OFF' });
  expect(rows.map(({ serial, ratioMilli, from, to }) => [serial, ratioMilli, from, to])).toEqual([
    ['OLD-OFF', 40_000, at(CHANGE_AT), null],
    ['OLD-OFF', 80_000, at(FROM), at(CHANGE_AT)],
  ]);
});

describe('photos of a change', () => {
  const keep = async (letter: string, { actor = 'user:u1', park = 'small' } = {}) => {
    const kept = await keepPhoto(bench.db.pool, { park, mime: 'image/jpeg', bytes: Buffer.from(letter), at: NOW, actor });
    return kept.type === 'kept' ? kept.id : 0;
  };
  const photographed = async (photos: readonly { readonly id: number; readonly shows: 'start' | 'end' }[]) => ({
    ...(await asked('PHOTO', replacement('NEW-PHOTO'))),
    photos: [...photos],
  });
  const faults = (answer: Awaited<ReturnType<ReturnType<typeof caller>['change']>>) =>
    answer.type === 'refused' ? answer.faults.map(({ path, code }) => `${path} ${code}`) : [answer.type];

  test.each<[string, () => Promise<number>]>([
    ['that nobody sent', async () => 987_654],
    ['that somebody else sent', () => keep('theirs', { actor: 'user:u2' })],
  ])('%s are refused with the change as a whole', async (_, sent) => {
    const [own, other] = [await keep('own'), await sent()];
    const before = await bench.rows('select version from park');
    const question = await photographed([
      { id: own, shows: 'end' },
      { id: other, shows: 'start' },
    ]);
    expect(faults(await caller().change(question))).toEqual(['photos UNKNOWN_REFERENCE']);
    expect(await bench.rows('select version from park')).toEqual(before);
    expect(await bench.rows('select 1 from installation_photo')).toEqual([]);
  });

  test('of a meter that it does not speak of are refused', async () => {
    const id = await keep('own');
    const taken = { ...(await asked('PHOTO', { kind: 'end', at: CHANGE_AT, end: {} })), photos: [{ id, shows: 'start' as const }] };
    expect(faults(await caller().change(taken))).toEqual(['photos RANGE']);
  });

  test('are at most four, each once', async () => {
    const ids = [1, 2, 3, 4, 5].map((id) => ({ id, shows: 'end' as const }));
    await expect(caller().change(await photographed(ids))).rejects.toThrow();
    await expect(caller().change(await photographed([...ids.slice(0, 1), ...ids.slice(0, 1)]))).rejects.toThrow('each photo once');
  });

  test('stand with the meter that went and the one that came, and the audit says who attached them', async () => {
    const [old, fresh, plate] = [await keep('own'), await keep('new'), await keep('plate')];
    const photos = [
      { id: old, shows: 'end' as const },
      { id: plate, shows: 'start' as const },
      { id: fresh, shows: 'start' as const },
    ];
    expect(await caller().change(await photographed(photos))).toEqual({ type: 'changed' });
    const { rows } = await caller().list({ park: 'small', point: 'PHOTO' });
    expect(rows.map(({ serial, photos: of }) => [serial, of])).toEqual([
      ['NEW-PHOTO', [fresh, plate].sort((a, b) => a - b).map((id) => ({ id, shows: 'start' }))],
      ['OLD-PHOTO', [{ id: old, shows: 'end' }]],
    ]);
    expect(
      await bench.rows(
        `select actor, data->'photos' as photos from audit where action = 'installation.changed' and subject = 'point:small:PHOTO'`,
      ),
    ).toEqual([{ actor: 'user:u1', photos }]);
    await expect(bench.rows('delete from installation_photo')).rejects.toThrow('append-only');
    await expect(bench.rows(`update photo set at = now() where id = ${old}`)).rejects.toThrow('append-only');
  });
});

describe('a change is refused by the field at fault:', () => {
  const replace = (change: object) => ({ ...replacement('NEW-1'), ...change });
  test.each<[string, object, string[]]>([
    ['an instant that lies ahead', replace({ at: '2026-11-22T13:00:00+08:00' }), ['at RANGE']],
    ['an instant before the meter came', replace({ at: FROM }), ['at RANGE']],
    ['a final register below what it sent', replace({ end: { import: '1400.5' } }), ['end.import RANGE']],
    ['a final register it could not reach', replace({ end: { import: '9000' } }), ['end.import RANGE']],
    ['a final register that is no number', replace({ end: { import: '1,5' } }), ['end.import SHAPE']],
    ['a ratio of nothing', replace({ ratio: '0' }), ['ratio SHAPE']],
    ['the meter that hangs there', replace({ device: meter('OLD-FAULT') }), ['serial DUPLICATE']],
    ['a meter that hangs elsewhere', replace({ device: meter('E-3') }), ['serial OVERLAP']],
    ['a water meter', replace({ device: meter('W-9') }), ['serial MEDIUM', 'start.import MEDIUM']],
    ['a serial of nothing', replace({ device: meter('') }), ['serial SHAPE']],
    ['a codec nobody knows', replace({ device: { ...meter('NEW-1'), codec: 'morse' } }), ['codec UNKNOWN_REFERENCE']],
    ['a modulus that is none', replace({ device: { ...meter('NEW-1'), modulus: '-5' } }), ['modulus SHAPE']],
    [
      'a start beyond the modulus',
      replace({ device: { ...meter('NEW-1'), modulus: '1000' }, start: { import: '1000' } }),
      ['start.import RANGE'],
    ],
    ['a ratio it has', { kind: 'ratio', at: CHANGE_AT, end: { import: '1510' }, ratio: '80' }, ['ratio DUPLICATE']],
    ['other transformers without a register', { kind: 'ratio', at: CHANGE_AT, end: {}, ratio: '60' }, ['end.import MISSING']],
    [
      'a register that the next reading is below',
      { kind: 'ratio', at: CHANGE_AT, end: { import: '1519' }, ratio: '60' },
      ['end.import RANGE'],
    ],
    ['an installation where one hangs', { kind: 'install', at: CHANGE_AT, device: meter('NEW-1'), ratio: '1', start: {} }, [' OVERLAP']],
  ])('%s', async (_, change, faults) => {
    await send('OLD-FAULT', '10:00:00', '1500.00');
    await send('OLD-FAULT', '20:00:00', '1518.00');
    await bench.rows(
      `with d as (insert into device (park_id, serial, model, codec, modulus_milli, max_rate, interval_s)
         select id, 'W-9', 'm', 'canonical', 100000000000, 16000, 60 from park where code = 'small' on conflict do nothing returning id)
       insert into installation (device_id, point_id, from_at, to_at, ratio_milli)
       select d.id, p.id, '2026-10-01', '2026-10-02', 1000 from d, point p where p.code = 'W1'`,
    );
    const before = await bench.rows('select version from park');
    const question = await asked('FAULT', change as ReturnType<typeof replacement>);
    const answer = await caller().preview(question);
    expect(answer.type === 'refused' ? answer.faults.map(({ path, code }) => `${path} ${code}`) : []).toEqual(faults);
    if (faults.length > 0) expect((await caller().change(question)).type).toBe('refused');
    expect(await bench.rows('select version from park')).toEqual(before);
  });

  test('but not by a meter in store, which hung elsewhere before: it keeps what the park knows of it', async () => {
    const device = { ...meter('E-2'), codec: 'morse' };
    expect(await caller().preview(await asked('FAULT', replace({ device })))).toMatchObject({ type: 'plan' });
  });

  test('what the meter showed is told on the park’s clock', async () => {
    const answer = await caller().preview(await asked('FAULT', { ...replacement('NEW-1'), end: { import: '1400.5' } }));
    const message = 'OLD-FAULT showed 1500.00 at 2026-11-20T10:00:00+08:00: this does not follow from it';
    expect(answer).toMatchObject({ type: 'refused', faults: [{ path: 'end.import', message }] });
  });

  test('nothing hangs there', async () => {
    const answer = await caller().change(await asked('FREE', { kind: 'end', at: CHANGE_AT, end: {} }));
    expect(answer).toMatchObject({ type: 'refused', faults: [{ path: '', code: 'MISSING' }] });
  });

  test('a point that is none', async () => {
    await expect(caller().list({ park: 'small', point: 'X' })).resolves.toEqual({ rows: [], last: null, newest: null, takenBack: [] });
    await expect(caller().change({ park: 'small', point: 'X', running: null, change: replacement('N') })).rejects.toThrow('no such point');
  });
});

test('before it is saved a change says which books are closed and that bills are out', async () => {
  await bench.rows(
    `insert into bill (park_id, account_id, month, kind, state, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, computed_at,
       checked_at, checked_by, year, number, issued_at, issued_by, due_on)
     select k.id, a.id, '2026-11-01', 'bill', 'issued', 0, 0, 0, 0, 0, 0, 'x', now(), now(), 'test', 2026, 1, now(), 'test', '2026-12-20'
     from park k join account a on a.park_id = k.id and a.code = 'T1' where k.code = 'small'`,
  );
  await bench.rows(
    `insert into books_month (park_id, month, closed_at, closed_by, steps) select id, '2026-11-01', '2026-12-02', 'test', '[]' from park where code = 'small'`,
  );
  const plan = await caller().preview(await asked('BOOKS', { kind: 'end', at: CHANGE_AT, end: {} }));
  expect(plan).toMatchObject({ type: 'plan', billed: true, openFrom: '2026-12-01', last: null });
});
