import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type Bench, createBench, message, NOW, reading } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
});
afterAll(() => bench[Symbol.asyncDispose]());

let sent = 0;
const AT = '2026-11-22T11:59:00+08:00';
const canonical = (item: string) => `{"seq":1,"sentAt":"${AT}","readings":[${item}]}`;

describe('what bad input gets: a row with its reason and its bytes, and the next message is stored', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['no JSON', '{"seq":', 'MALFORMED'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80]), 'MALFORMED'],
    ['nothing', '', 'MALFORMED'],
    ['over 1 MiB', canonical(`{"sn":"E-3","at":"${AT}","importKWh":"1","x":"${'y'.repeat(1_100_000)}"}`), 'TOO_LARGE'],
    ['nested without end', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'TOO_DEEP'],
    ['NaN for a register', canonical(`{"sn":"E-3","at":"${AT}","importKWh":"NaN"}`), 'BAD_VALUE'],
    ['a register below zero', canonical(`{"sn":"E-3","at":"${AT}","importKWh":"-1"}`), 'BAD_VALUE'],
    ['another unit', canonical(`{"sn":"E-3","at":"${AT}","importWh":"1000"}`), 'BAD_VALUE'],
    ['a register beyond the modulus', canonical(`{"sn":"E-3","at":"${AT}","importKWh":"1000000"}`), 'OUT_OF_RANGE'],
    ['no time', canonical(`{"sn":"E-3","at":"yesterday","importKWh":"1"}`), 'BAD_TIME'],
    ['six minutes ahead', canonical(`{"sn":"E-3","at":"2026-11-22T12:06:00+08:00","importKWh":"1"}`), 'FUTURE'],
    ['before the meter was there', canonical(`{"sn":"E-3","at":"2005-01-13T17:00:00+08:00","importKWh":"1"}`), 'BEFORE_INSTALLATION'],
    ['an unknown meter', canonical(`{"sn":"NOBODY","at":"${AT}","importKWh":"1"}`), 'UNKNOWN_DEVICE'],
    ['the name of an object every object has', canonical(`{"sn":"__proto__","at":"${AT}","importKWh":"1"}`), 'UNKNOWN_DEVICE'],
  ])('%s', async (_name, payload, reason) => {
    const { writer } = await bench.start();
    await bench.rows('delete from quarantine');
    const good = reading('W-1', new Date(NOW - 2_000_000 + 1_000 * sent++).toISOString(), { volumeM3: '5' });
    await writer.write([message(payload), good]);
    const rows = await bench.rows('select reason, raw, items from quarantine');
    const raw = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload);
    expect(rows).toEqual([{ reason, raw: raw.subarray(0, 1_048_576), items: 1 }]);
    const stored = await bench.rows(
      `select count(*)::int as n from reading r join device d on d.id = r.device_id where d.serial = 'W-1' and r.at = $1`,
      [JSON.parse(good.payload.toString()).readings[0].at],
    );
    expect(stored[0]?.n).toBe(1);
    expect(await bench.rows('select 1 from ingest_count where received <> stored + duplicate + quarantined')).toEqual([]);
  });
});

test('an unknown meter that sends valid data waits in quarantine and is taken over when it is registered', async () => {
  const { writer, late } = await bench.start();
  await bench.rows('delete from quarantine');
  const sent = ['10:00:00', '10:10:00', '10:20:00', '10:30:00'].map((time, i) =>
    reading('E-9', `2026-11-21T${time}+08:00`, { importKWh: `${5 + i / 2}` }, (NOW - 10_000_000) as InstantMs),
  );
  await writer.write(sent);
  expect(await bench.rows('select count(*)::int as n from quarantine where resolved_at is null')).toEqual([{ n: 4 }]);
  const file = smallPark();
  const point = file.points.find((candidate) => candidate.code === 'P1');
  const device = file.devices.find((candidate) => candidate.serial === 'E-3');
  const installed = file.installations.find((candidate) => candidate.device === 'E-3');
  if (!point || !device || !installed) throw new Error('fixture');
  await bench.importPark({
    ...file,
    points: [...file.points, { ...point, code: 'P9' }],
    devices: [...file.devices, { ...device, serial: 'E-9' }],
    installations: [...file.installations, { device: 'E-9', point: 'P9', from: '2026-11-21T00:00:00+08:00', ratio: '1' }],
  });
  await bench.settle(late);
  expect(await bench.rows('select resolution, count(*)::int as n from quarantine group by resolution')).toEqual([
    { resolution: 'TAKEN_OVER', n: 4 },
  ]);
  const slots = await bench.rows(
    `select quantity::int as wh from slot s join point p on p.id = s.point_id where p.code = 'P9' and register = 0 order by start`,
  );
  expect(slots).toEqual([{ wh: 750 }, { wh: 750 }]);
  expect(await bench.rows('select 1 from ingest_count where received <> stored + duplicate + quarantined or quarantined < 0')).toEqual([]);
});
