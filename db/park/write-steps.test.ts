import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ParkModel } from '#domain/park/model.ts';
import type { FilePoint, ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { loadParkModel } from './load-model.ts';
import { smallPark } from './small-park.fixture.ts';
import { writePark } from './write-park.ts';

const context = { actor: 'test', clock: { now: () => instantMs(1_795_312_800_000) } };
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.stop());

/** What may differ between two versions of a file. */
const change = fc.record({
  name: fc.constantFrom('甲', '乙'),
  alarm: fc.constantFrom('300', '500.50'),
  price: fc.constantFrom('0.1', '0.12345678'),
  account: fc.constantFrom('T1', 'T2'),
  until: fc.constantFrom(undefined, '2026-11-10T00:00:00+08:00'),
  ratio: fc.constantFrom('30', '40'),
  parent: fc.constantFrom(undefined, 'G'),
  area: fc.constantFrom(250, 300.25),
  modulus: fc.constantFrom('1000000', '100000'),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const fileOf = (park: string, of: Change): ParkFile => {
  const small = smallPark();
  const pointOf = ({ parent: _, ...point }: FilePoint): FilePoint => ({
    ...point,
    ...(point.code === 'P1' && of.parent !== undefined ? { parent: of.parent } : {}),
    assignments: point.assignments.map((assignment, i) => (i === 0 ? assignment : { ...assignment, account: of.account })),
  });
  return {
    ...small,
    park: { ...small.park, code: park },
    tariffs: small.tariffs.map((tariff) => ({
      ...tariff,
      versions: tariff.versions.map((version) => ({
        ...version,
        components: version.components.map((component) => ({ ...component, prices: { ...component.prices, flat: of.price } })),
      })),
    })),
    spaces: small.spaces.map((space) => ({ ...space, areaM2: of.area, name: { zh: of.name, en: of.name } })),
    accounts: small.accounts.map((account) => (account.kind === 'prepaid' ? { ...account, alarm1: of.alarm } : account)),
    points: small.points.map(pointOf),
    devices: small.devices.map((device) => ({
      ...device,
      serial: `${park}-${device.serial}`,
      ...(device.registerModulusKWh === undefined ? {} : { registerModulusKWh: of.modulus }),
    })),
    installations: small.installations.map((installation) => ({
      ...installation,
      device: `${park}-${installation.device}`,
      ...(installation.device === 'E-3' ? { ratio: of.ratio, ...(of.until === undefined ? {} : { to: of.until }) } : {}),
    })),
  };
};

/** A model without what tells the two parks apart: their codes, and every number where a code can stand. */
const plain = (model: ParkModel, park: string): unknown => {
  const codesOf = (list: readonly { readonly id: number; readonly code: string }[]) => new Map(list.map(({ id, code }) => [id, code]));
  const [spaces, points, accounts, tariffs] = [model.spaces, model.points, model.accounts, model.tariffs].map(codesOf);
  const code = (codes: ReadonlyMap<number, string> | undefined, id: number | null) => (id === null ? null : codes?.get(id));
  const { id: _, version: __, code: ___, calendar: ____, ...rest } = model;
  const named = {
    ...rest,
    spaces: model.spaces.map((space) => ({ ...space, parentId: code(spaces, space.parentId) })),
    points: model.points.map((point) => ({
      ...point,
      parentId: code(points, point.parentId),
      spaceId: code(spaces, point.spaceId),
      assignments: point.assignments.map((one) => ({
        ...one,
        accountId: code(accounts, one.accountId),
        tariffId: code(tariffs, one.tariffId),
      })),
    })),
    accounts: model.accounts.map((account) => ({ ...account, spaceId: code(spaces, account.spaceId) })),
    devices: model.devices.map((device) => ({
      ...device,
      serial: device.serial.slice(park.length + 1),
      installations: device.installations.map((one) => ({ ...one, deviceId: 0, pointId: code(points, one.pointId) })),
    })),
  };
  return JSON.parse(
    JSON.stringify(named, (key, value) => (key === 'id' ? undefined : typeof value === 'bigint' ? value.toString() : value)),
  );
};

test('a park that came in steps is the park that came at once', async () => {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 4 }), async (steps) => {
      nth += 1;
      const [stepped, whole] = [`s${nth}`, `w${nth}`];
      for (const step of steps) expect((await writePark(database.pool, fileOf(stepped, step), context)).type).toBe('imported');
      const last = steps.at(-1);
      if (last) await writePark(database.pool, fileOf(whole, last), context);
      expect(plain(await loadParkModel(database.pool, stepped), stepped)).toEqual(plain(await loadParkModel(database.pool, whole), whole));
    }),
    { numRuns: 8 },
  );
});
