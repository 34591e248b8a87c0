import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantFromIso } from '#domain/park/file-values.ts';
import type { ParkModel } from '#domain/park/model.ts';
import { instantMs } from '#domain/time/instant.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { listParks } from './list-parks.ts';
import { loadParkModel } from './load-model.ts';
import { smallPark } from './small-park.fixture.ts';
import { writePark } from './write-park.ts';

const at = (iso: string) => instantFromIso(iso);
const context = { actor: 'test', clock: { now: () => instantMs(instantFromIso('2026-11-22T10:00:00+08:00') ?? 0) } };

let database: TestDatabase;
let model: ParkModel;
beforeAll(async () => {
  database = await freshDatabase();
  await writePark(database.pool, smallPark(), context);
  model = await loadParkModel(database.pool, 'small');
});
afterAll(() => database.stop());

const idOf = (list: readonly { readonly id: number; readonly code: string }[], code: string) => list.find((one) => one.code === code)?.id;

test('a park comes by its code and by its number', async () => {
  expect(await loadParkModel(database.pool, model.id)).toEqual(model);
  expect(model).toMatchObject({
    code: 'small',
    zone: 'Asia/Shanghai',
    shard: 0,
    version: 1,
    carbon: { microKgPerKWh: 619_100, source: 'test' },
  });
});

test('a park that does not exist is an error, not an empty park', async () => {
  await expect(loadParkModel(database.pool, 'nowhere')).rejects.toThrow('park nowhere does not exist');
});

test('points stand in their tree, with their payers in order of time and their contracts in W', () => {
  const point = model.points.find(({ code }) => code === 'P1');
  expect(point).toMatchObject({
    parentId: idOf(model.points, 'G'),
    spaceId: idOf(model.spaces, 'B1-101'),
    contractW: 60_500,
    role: 'tenant',
  });
  expect(point?.assignments).toEqual([
    {
      accountId: idOf(model.accounts, 'T1'),
      tariffId: idOf(model.tariffs, 'tou'),
      from: at('2026-10-13T00:00:00+08:00'),
      to: at('2026-11-01T00:00:00+08:00'),
    },
    { accountId: idOf(model.accounts, 'T2'), tariffId: idOf(model.tariffs, 'tou'), from: at('2026-11-01T00:00:00+08:00'), to: null },
  ]);
});

test('devices carry limits and registers in thousandths, what was not read is null', () => {
  const [grid, old] = model.devices;
  expect(grid).toMatchObject({ serial: 'E-1', codec: 'canonical', modulus: 1_000_000_000_000, maxRate: 1_040, intervalS: 5 });
  expect(grid?.installations).toMatchObject([
    {
      ratio: 8_000_000,
      to: null,
      start: { import: 120_500_000, export: 0, reactive: 31_200_000 },
      end: { import: null, export: null, reactive: null },
    },
  ]);
  expect(old?.installations).toMatchObject([{ to: at('2026-10-20T10:00:00+08:00'), start: { export: null }, end: { import: 55_250_000 } }]);
  expect(model.devices.at(-1)).toMatchObject({
    serial: 'W-1',
    modulus: 100_000_000_000,
    maxRate: 16_000,
    installations: [{ start: { import: 3_141_000 } }],
  });
});

test('money is in fen, prices in 1e-8 yuan and every period has one', () => {
  expect(model.accounts.find(({ code }) => code === 'T1')).toMatchObject({
    alarm1: 50_000n,
    alarm2: 20_000n,
    overdraft: 5_000n,
    recloseMin: 2_000n,
    hoardMax: 5_000_000n,
  });
  expect(model.accounts.find(({ code }) => code === 'T2')).toMatchObject({ alarm1: 0n, hoardMax: 100_000_000n, openedOn: '2026-10-13' });
  const version = model.tariffs.find(({ code }) => code === 'tou')?.versions[0];
  expect(version?.components.map(({ prices }) => prices)).toEqual([
    { deepValley: 10_000_000n, valley: 10_000_000n, flat: 10_000_000n, peak: 10_000_000n, criticalPeak: 10_000_000n },
    { deepValley: 40_000_000n, valley: 20_000_000n, flat: 40_000_000n, peak: 70_000_000n, criticalPeak: 40_000_000n },
  ]);
  expect(version).toMatchObject({
    validFrom: '2026-08-01',
    demandPrice: 4_200_000_000n,
    rules: smallPark().tariffs[0]?.versions[0]?.rules,
  });
});

test('spaces keep their ground plan, and the calendar its days', () => {
  expect(model.spaces).toMatchObject([
    {
      code: 'B1',
      parentId: null,
      footprint: [
        [0, 0],
        [40, 0],
        [40, 20],
        [0, 20],
      ],
      floors: 2,
      areaM2: 1600,
    },
    { code: 'B1-1', parentId: idOf(model.spaces, 'B1'), footprint: [] },
    { code: 'B1-101', parentId: idOf(model.spaces, 'B1-1'), areaM2: 300 },
  ]);
  expect([...model.calendar.values()]).toEqual([
    { day: '2026-10-01', name: '国庆节', off: true },
    { day: '2026-10-10', name: '国庆节', off: false },
  ]);
});

test('parks are listed with the region and the group they belong to', async () => {
  expect(await listParks(database.pool)).toEqual([
    {
      id: model.id,
      code: 'small',
      name: { zh: '小园区', en: 'Small Park' },
      city: '济南市',
      zone: 'Asia/Shanghai',
      shard: 0,
      version: 1,
      org: { code: 'north', kind: 'region', name: { zh: '北区', en: 'North' }, group: 'group' },
    },
  ]);
});
