import { afterAll, beforeAll, expect, test } from 'vitest';
import { listParks } from '#db/park/list-parks.ts';
import { loadParkModel } from '#db/park/load-model.ts';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { freshDatabase, type TestDatabase } from '#db/testing.ts';
import { instantFromIso } from '#domain/park/file-values.ts';
import { instantMs } from '#domain/time/instant.ts';
import { checkParkFile } from './check.ts';
import { importPark } from './import.ts';

const at = (iso: string) => instantMs(instantFromIso(iso) ?? 0);
const context = { actor: 'test', clock: { now: () => at('2026-11-22T10:00:00+08:00') } };
const parks = demoParks(context.clock.now());

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const park of parks) await importPark(database.pool, park, context);
});
afterAll(() => database.stop());

test.each(['2024-02-29T23:59:59+08:00', '2026-03-08T12:00:00+08:00', '2026-11-22T10:00:00+08:00', '2031-06-30T00:00:00+08:00'])(
  'nothing is wrong with the demo parks made at %s',
  (now) => {
    expect(demoParks(at(now)).map((park) => checkParkFile(park))).toEqual(demoParks(at(now)).map((file) => ({ type: 'accepted', file })));
  },
);

test('the group is there with its three parks', async () => {
  expect((await listParks(database.pool)).map(({ code, org }) => [code, org.code, org.group])).toEqual([
    ['main', 'jinan', 'qilu'],
    ['luyuan', 'jinan', 'qilu'],
    ['haichuang', 'qingdao', 'qilu'],
  ]);
});

test('every demo park imported again changes nothing', async () => {
  for (const park of parks) expect(await importPark(database.pool, park, context)).toMatchObject({ changed: false, leftAlone: {} });
});

test('every opening is booked once, and the books are even', async () => {
  const { rows } = await database.pool.query(
    `select count(distinct transfer_id)::int as transfers, sum(amount_fen)::text as sum from ledger_entry`,
  );
  const openings = parks.flatMap(({ accounts }) => accounts.filter(({ openingBalance }) => openingBalance !== undefined)).length;
  expect(rows).toEqual([{ transfers: openings, sum: '0' }]);
});

test('the model is the file: every point, device and account in its order', async () => {
  for (const park of parks) {
    const model = await loadParkModel(database.pool, park.park.code);
    expect(model.points.map(({ code }) => code)).toEqual(park.points.map(({ code }) => code));
    expect(model.devices.map(({ serial }) => serial)).toEqual(park.devices.map(({ serial }) => serial));
    expect(model.accounts.map(({ code }) => code)).toEqual(park.accounts.map(({ code }) => code));
    expect(model.spaces.filter(({ kind, parentId }) => kind !== 'building' && parentId === null)).toEqual([]);
  }
});
