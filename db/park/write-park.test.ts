import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantFromIso } from '#domain/park/file-values.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { smallPark } from './small-park.fixture.ts';
import { type ImportedPark, type WrittenPark, writePark } from './write-park.ts';

const at = (iso: string) => instantMs(instantFromIso(iso) ?? Number.NaN);
const NOW = at('2026-11-22T10:00:00+08:00');
const HOUR = 3_600_000;
const context = { actor: 'test', clock: { now: () => NOW } };

/** Fields a test may set; the file's own are read only. */
type Writable<T> = T extends string | number | boolean | undefined ? T : { -readonly [K in keyof T]: Writable<T[K]> };
const bent = (bend: (file: Writable<ParkFile>) => void): ParkFile => {
  const file = structuredClone(smallPark());
  bend(file as Writable<ParkFile>);
  return file;
};
const the = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the fixture has no such element');
  return value;
};

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = database.pool;
});
afterAll(() => database.stop());
beforeEach(async () => {
  await pool.query('truncate park, org_unit, calendar_day, ledger_transfer, audit, refold, rerate restart identity cascade');
  await pool.query('delete from slot');
});

const imported = (written: WrittenPark): ImportedPark => {
  if (written.type === 'refused') throw new Error(JSON.stringify(written.faults));
  return written;
};
const write = async (file: ParkFile) => imported(await writePark(pool, file, context));
const faults = async (file: ParkFile) => {
  const written = await writePark(pool, file, context);
  return written.type === 'refused' ? written.faults.map((fault) => `${fault.path} ${fault.code}`) : [];
};
const rowsOf = async (sql: string) => (await pool.query(sql)).rows;
const marks = (table: 'rerate' | 'refold') =>
  rowsOf(`
    select ${table === 'rerate' ? 'p.code' : 'd.serial'} as key, (extract(epoch from lo) * 1000)::float8 as lo, (extract(epoch from hi) * 1000)::float8 as hi
    from ${table} ${table === 'rerate' ? 'join point p on p.id = point_id' : 'join device d on d.id = device_id'} order by 1`);

test('a new park is written whole', async () => {
  const result = await write(smallPark());
  expect(result).toMatchObject({ park: { code: 'small', version: 1 }, changed: true, leftAlone: {}, rerates: 0 });
  expect(Object.fromEntries(Object.entries(result.kinds).map(([kind, counts]) => [kind, counts.created]))).toEqual({
    park: 1,
    orgUnits: 2,
    calendarDays: 2,
    tariffs: 2,
    versions: 2,
    spaces: 3,
    accounts: 3,
    points: 3,
    assignments: 4,
    devices: 4,
    installations: 4,
    openings: 2,
  });
});

test('the same file a second time changes nothing, not even the version or the audit', async () => {
  await write(smallPark());
  const dump = () =>
    rowsOf(`select 'park' as t, to_jsonb(x)::text as r from park x union all select 'space', to_jsonb(x)::text from space x
    union all select 'account', to_jsonb(x)::text from account x union all select 'point', to_jsonb(x)::text from point x
    union all select 'assignment', to_jsonb(x)::text from assignment x union all select 'installation', to_jsonb(x)::text from installation x
    union all select 'version', to_jsonb(x)::text from tariff_version x union all select 'entry', to_jsonb(x)::text from ledger_entry x
    union all select 'audit', to_jsonb(x)::text from audit x union all select 'refold', to_jsonb(x)::text from refold x
    union all select 'rerate', to_jsonb(x)::text from rerate x order by 1, 2`);
  const before = await dump();
  const again = await write(smallPark());
  expect(again).toMatchObject({ changed: false, park: { version: 1 }, rerates: 0, refolds: 0 });
  expect(Object.values(again.kinds).every(({ created, updated }) => created + updated === 0)).toBe(true);
  expect(await dump()).toEqual(before);
});

test('an opening balance becomes one transfer that sums to zero, in favour of the tenant, at the day it was opened', async () => {
  await write(smallPark());
  await write(smallPark());
  expect(
    await rowsOf(`
    select t.key, l.kind, a.code, e.amount_fen::text as fen, (extract(epoch from t.booked_at) * 1000)::float8 as at
    from ledger_entry e join ledger_transfer t on t.id = e.transfer_id join ledger_account l on l.id = e.ledger_account_id
    left join account a on a.id = l.account_id order by t.key, e.line`),
  ).toEqual([
    { key: 'opening:small:T1', kind: 'wallet', code: 'T1', fen: '100050', at: at('2026-10-13T00:00:00+08:00') },
    { key: 'opening:small:T1', kind: 'opening', code: null, fen: '-100050', at: at('2026-10-13T00:00:00+08:00') },
    { key: 'opening:small:T2', kind: 'wallet', code: 'T2', fen: '-2000', at: at('2026-10-13T00:00:00+08:00') },
    { key: 'opening:small:T2', kind: 'opening', code: null, fen: '2000', at: at('2026-10-13T00:00:00+08:00') },
  ]);
});

test('a booked opening balance cannot be changed by a later file', async () => {
  await write(smallPark());
  expect(
    await faults(
      bent((f) => {
        the(f.accounts[1]).openingBalance = '999';
      }),
    ),
  ).toEqual(['accounts[1].openingBalance HAS_DATA']);
});

test('a change raises the version by one and is told in the audit', async () => {
  await write(smallPark());
  const result = await write(
    bent((f) => {
      the(f.spaces[2]).areaM2 = 310;
      the(f.points[1]).parent = 'G';
    }),
  );
  expect(result).toMatchObject({
    changed: true,
    park: { version: 2 },
    kinds: { spaces: { updated: 1, unchanged: 2 } },
    rerates: 0,
    refolds: 0,
  });
  expect(await rowsOf('select actor, action, subject, data from audit order by id offset 1')).toEqual([
    {
      actor: 'test',
      action: 'park.imported',
      subject: 'park:small',
      data: { version: 2, kinds: { spaces: { created: 0, updated: 1, unchanged: 2 } }, rerates: 0, refolds: 0 },
    },
  ]);
});

test('another payer from a day on prices the point again from that day', async () => {
  await write(smallPark());
  await write(
    bent((f) => {
      the(the(f.points[1]).assignments[1]).account = 'T1';
    }),
  );
  expect(await marks('rerate')).toEqual([{ key: 'P1', lo: at('2026-11-01T00:00:00+08:00'), hi: NOW + HOUR }]);
});

test('an end moved back prices again only what lies between the two ends', async () => {
  await write(smallPark());
  await write(
    bent((f) => {
      the(the(f.points[1]).assignments[0]).to = '2026-10-30T00:00:00+08:00';
    }),
  );
  expect(await marks('rerate')).toEqual([{ key: 'P1', lo: at('2026-10-30T00:00:00+08:00'), hi: at('2026-11-01T00:00:00+08:00') }]);
});

test('a new price from a day on prices again every point of the tariff from the midnight of that day', async () => {
  await write(smallPark());
  const result = await write(
    bent((f) => {
      const tou = the(f.tariffs[0]);
      tou.versions.push({ ...the(tou.versions[0]), validFrom: '2026-11-15' });
    }),
  );
  expect(result.kinds.versions).toEqual({ created: 1, updated: 0, unchanged: 2 });
  expect(await marks('rerate')).toEqual(['G', 'P1'].map((key) => ({ key, lo: at('2026-11-15T00:00:00+08:00'), hi: NOW + HOUR })));
});

test('a corrected price touches the stretch from its version to the next, and nothing before the point was charged', async () => {
  const two = (flat: string) =>
    bent((f) => {
      const tou = the(f.tariffs[0]);
      const next = structuredClone(the(tou.versions[0]));
      next.validFrom = '2026-11-05';
      tou.versions.push(next);
      the(the(tou.versions[0]).components[0]).prices.flat = flat;
    });
  await write(two('0.1'));
  expect((await write(two('0.10'))).changed).toBe(false);
  await write(two('0.11'));
  const lo = at('2026-10-13T00:00:00+08:00');
  expect(await marks('rerate')).toEqual(['G', 'P1'].map((key) => ({ key, lo, hi: at('2026-11-05T00:00:00+08:00') })));
});

test('a price of next year leaves no work today', async () => {
  await write(smallPark());
  const result = await write(
    bent((f) => {
      const tou = the(f.tariffs[0]);
      tou.versions.push({ ...the(tou.versions[0]), validFrom: '2027-01-01' });
    }),
  );
  expect(result).toMatchObject({ changed: true, rerates: 0 });
});

test('a day that becomes a holiday is priced again in every park and rebuilds every twin', async () => {
  await write(smallPark());
  await write(
    bent((f) => {
      f.park.code = 'other';
      for (const device of f.devices) device.serial = `X${device.serial}`;
      for (const installation of f.installations) installation.device = `X${installation.device}`;
      f.calendar = [{ day: '2026-11-20', name: '园庆', off: true }];
    }),
  );
  expect(await marks('rerate')).toEqual(
    ['G', 'P1', 'W1'].map((key) => ({ key, lo: at('2026-11-20T00:00:00+08:00'), hi: at('2026-11-21T00:00:00+08:00') })),
  );
  expect(await rowsOf('select code, version from park order by id')).toEqual([
    { code: 'small', version: 2 },
    { code: 'other', version: 1 },
  ]);
});

test('a meter change known from the start is folded without a message', async () => {
  await write(smallPark());
  expect(await marks('refold')).toEqual([{ key: 'E-2', lo: at('2026-10-13T00:00:00+08:00'), hi: at('2026-10-20T10:00:00+08:00') }]);
});

test('a meter change at a park that runs ends the old installation and begins the new one', async () => {
  await write(smallPark());
  await pool.query('delete from refold');
  const change = '2026-11-20T09:00:00+08:00';
  const result = await write(
    bent((f) => {
      Object.assign(the(f.installations[3]), { to: change, end: { volumeM3: '100.5' } });
      f.devices.push({ ...the(f.devices[3]), serial: 'W-2' });
      f.installations.push({ device: 'W-2', point: 'W1', from: change, ratio: '1', start: { volumeM3: '0.1' } });
    }),
  );
  expect(result).toMatchObject({
    kinds: { installations: { created: 1, updated: 1, unchanged: 3 }, devices: { created: 1 } },
    park: { version: 2 },
  });
  expect(await marks('refold')).toEqual([{ key: 'W-1', lo: at(change), hi: NOW + HOUR }]);
});

test('other transformers, and another modulus, fold the device again from its installation on', async () => {
  await write(smallPark());
  await pool.query('delete from refold');
  await write(
    bent((f) => {
      the(f.installations[2]).ratio = '40';
      the(f.devices[3]).registerModulusM3 = '10000';
      the(f.devices[0]).model = 'APM830';
    }),
  );
  expect(await marks('refold')).toEqual([
    { key: 'E-3', lo: at('2026-10-20T10:00:00+08:00'), hi: NOW + HOUR },
    { key: 'W-1', lo: at('2026-10-13T00:00:00+08:00'), hi: NOW + HOUR },
  ]);
});

test('what the file does not name stays, and is told', async () => {
  await write(smallPark());
  const result = await write(
    bent((f) => {
      f.points.pop();
      f.devices.pop();
      f.installations.pop();
      the(f.points[1]).assignments.shift();
    }),
  );
  expect(result).toMatchObject({
    changed: false,
    leftAlone: {
      points: { count: 1, names: ['W1'] },
      devices: { count: 1, names: ['W-1'] },
      assignments: { count: 2, names: ['P1 2026-10-13 00:00', 'W1 2026-10-13 00:00'] },
      installations: { count: 1, names: ['W-1 2026-10-13 00:00'] },
    },
  });
});

test('a payer whom the file does not name stands against one that overlaps him', async () => {
  await write(smallPark());
  const file = bent((f) => {
    the(f.points[1]).assignments = [{ account: 'T2', tariff: 'tou', from: '2026-10-25T00:00:00+08:00' }];
  });
  expect(await faults(file)).toEqual(['points[1].assignments[0].from OVERLAP', 'points[1].assignments[0].from OVERLAP']);
});

test('a meter that the file does not name stands against another at its point', async () => {
  await write(smallPark());
  const file = bent((f) => {
    f.installations = [{ device: 'E-2', point: 'P1', from: '2026-11-01T00:00:00+08:00', ratio: '30' }];
  });
  expect(await faults(file)).toEqual(['installations[0].from OVERLAP']);
});

test('a meter that has counted for one point is not moved to another', async () => {
  await write(smallPark());
  await pool.query(`insert into slot (point_id, register, start, installation_id, quantity, quality, day)
    select point_id, 0, from_at, id, 1, 0, '2026-10-13' from installation where ratio_milli = 8000000`);
  const file = bent((f) => {
    f.points.push({ ...the(f.points[0]), code: 'G2', assignments: [] });
    the(f.installations[0]).point = 'G2';
  });
  expect(await faults(file)).toEqual(['installations[0].point HAS_DATA']);
});

test('a device of another park, a medium and a zone stay what they are', async () => {
  await write(smallPark());
  expect(
    await faults(
      bent((f) => {
        f.park.code = 'other';
      }),
    ),
  ).toEqual([0, 1, 2, 3].map((i) => `devices[${i}].serial TAKEN`));
  expect(
    await faults(
      bent((f) => {
        f.park.zone = 'Asia/Urumqi';
        the(f.points[2]).medium = 'electricity';
        the(f.tariffs[1]).medium = 'electricity';
      }),
    ),
  ).toEqual(['tariffs[1].medium FIXED', 'points[2].medium FIXED', 'park.zone FIXED']);
  expect(await rowsOf('select count(*)::int as parks from park')).toEqual([{ parks: 1 }]);
});

test('a region stays with its group', async () => {
  await write(smallPark());
  expect(
    await faults(
      bent((f) => {
        f.group.code = 'other-group';
      }),
    ),
  ).toEqual(['group.regions[0].code TAKEN']);
});

test('two imports of one new park at once make one park', async () => {
  const results = await Promise.all([write(smallPark()), write(smallPark()), write(smallPark())]);
  expect(results.map((result) => result.changed).sort()).toEqual([false, false, true]);
  expect(await rowsOf('select count(*)::int as n from point')).toEqual([{ n: 3 }]);
});
