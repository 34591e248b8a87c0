import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type Bench, createBench, message, NOW, reading } from '#streams/runner/testing/bench.ts';
import { managerOf } from './manager.fixture.ts';
import type { RegisterAnswer } from './quarantine-router.ts';
import { at } from './questions.fixture.ts';

/** The stream's own writer beside the procedures, on one database: what is registered here it takes over there. */
let bench: Bench;
let streams: Awaited<ReturnType<Bench['start']>>;
const EARLIER = (NOW - 10_000_000) as InstantMs;

beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
  await ensureZoneAggregates(bench.db.pool, 'Asia/Shanghai');
  streams = await bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

const caller = () => managerOf(bench.db.pool, { now: () => NOW });

const form = {
  park: 'small',
  serial: 'E-9',
  point: 'P9',
  codec: 'canonical',
  ratio: '30',
  intervalS: 60,
  from: '2026-11-21T00:00:00+08:00',
  start: { import: '1.5' },
};

/** Four readings ten minutes apart, each half a kWh more, of a meter nobody knows. */
const send = (serial: string) =>
  streams.writer.write(
    ['10:00:00', '10:10:00', '10:20:00', '10:30:00'].map((time, i) =>
      reading(serial, `2026-11-21T${time}+08:00`, { importKWh: `${5 + i / 2}` }, EARLIER),
    ),
  );

beforeEach(async () => {
  await bench.rows('delete from quarantine');
  await bench.rows(
    `insert into point (park_id, code, name_zh, name_en, medium, role) select id, 'P9', 'P9', 'P9', 'electricity', 'tenant' from park
     where code = 'small' on conflict do nothing`,
  );
});

const faultsOf = (answer: RegisterAnswer) =>
  answer.type === 'refused' ? answer.faults.map(({ path, code }) => `${path} ${code}`) : answer;

describe('a meter that sends and that nobody has registered', () => {
  test('waits under its serial, with what reads it', async () => {
    await send('E-9');
    await streams.writer.write([message('{"sn":', 'twin/v1/gw/up')]);
    expect(await caller().quarantine.waiting({ park: 'small' })).toEqual([
      { serial: 'E-9', topic: 'twin/v1/gw/up', codec: 'canonical', messages: 4, firstAt: EARLIER, lastAt: EARLIER },
    ]);
  });

  test.each<[string, object, string[]]>([
    ['a ratio of nothing', { ratio: '0' }, ['ratio SHAPE']],
    ['a ratio that is no number', { ratio: '30x' }, ['ratio SHAPE']],
    ['a point the park does not have', { point: 'P77' }, ['point UNKNOWN_REFERENCE']],
    ['a point that has a meter then', { point: 'P1' }, ['from OVERLAP']],
    ['a point of water, with an export register', { point: 'W1', start: { export: '1' } }, ['start.export MEDIUM']],
    ['a codec nobody knows', { codec: 'morse' }, ['codec UNKNOWN_REFERENCE']],
    ['a codec that did not send it', { codec: 'eiot' }, ['codec RANGE']],
    ['a serial of which nothing waits', { serial: 'E-8' }, ['serial UNKNOWN_REFERENCE']],
    ['a register at its start beyond the modulus', { modulus: '1000', start: { import: '1000' } }, ['start.import RANGE']],
    ['a modulus that is none', { modulus: '-5' }, ['modulus SHAPE']],
    ['no interval', { intervalS: 0 }, ['intervalS SHAPE']],
  ])('is refused with %s, by the field at fault', async (_, change, faults) => {
    await send('E-9');
    const before = await bench.rows('select version from park');
    expect(faultsOf(await caller().quarantine.register({ ...form, ...change }))).toEqual(faults);
    expect(await bench.rows(`select 1 from device where serial in ('E-8', 'E-9')`)).toEqual([]);
    expect(await bench.rows('select version from park')).toEqual(before);
  });

  test('is registered: what waited is stored, counted and billed by the running stream, and law 1 holds on either side', async () => {
    await send('E-9');
    const [before] = await bench.rows('select version from park');
    expect(await caller().quarantine.register(form)).toEqual({ type: 'registered', taken: 4 });
    expect(await bench.rows('select version from park')).toEqual([{ version: Number(before?.version) + 1 }]);
    expect(await bench.rows(`select model, codec, interval_s from device where serial = 'E-9'`)).toEqual([
      { model: 'canonical', codec: 'canonical', interval_s: 60 },
    ]);

    await bench.settle(streams.late);
    expect(await bench.rows('select resolution, count(*)::int as n from quarantine group by resolution')).toEqual([
      { resolution: 'TAKEN_OVER', n: 4 },
    ]);
    const slots = await bench.rows(
      `select quantity::int as wh from slot s join point p on p.id = s.point_id
       where p.code = 'P9' and register = 0 and start >= to_timestamp($1::float8 / 1000) order by start`,
      [at('2026-11-21T10:00:00+08:00')],
    );
    expect(slots).toEqual([{ wh: 22_500 }, { wh: 22_500 }]);
    expect(await bench.rows('select 1 from ingest_count where received <> stored + duplicate + quarantined or quarantined < 0')).toEqual(
      [],
    );
    expect(await bench.rows(`select stored::int as stored from ingest_count where park_id <> 0 and day = '2026-11-22'`)).toEqual([
      { stored: 4 },
    ]);
    expect(await caller().quarantine.waiting({ park: 'small' })).toEqual([]);
    expect(await bench.rows(`select actor, subject, data->>'serial' as serial from audit where action = 'device.registered'`)).toEqual([
      { actor: 'user:u1', subject: 'park:small', serial: 'E-9' },
    ]);

    await streams.writer.write([reading('E-9', '2026-11-22T11:59:00+08:00', { importKWh: '60' })]);
    expect(await bench.rows('select count(*)::int as n from quarantine where resolved_at is null')).toEqual([{ n: 0 }]);
  });

  test('is registered once', async () => {
    await bench.rows(
      `insert into quarantine (received_at, topic, serial, reason, raw) values (now(), 'twin/v1/gw/up', 'E-9', 'BEFORE_INSTALLATION', '\\x00')`,
    );
    expect(faultsOf(await caller().quarantine.register({ ...form, from: '2026-11-20T00:00:00+08:00' }))).toEqual([
      'from OVERLAP',
      'serial DUPLICATE',
    ]);
  });
});
