import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import { restRoutesOf } from '../rest/routes.ts';
import { type Bench, NOW, startBench, type Who } from '../testing/bench.ts';
import { appRouter } from './router.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  await addSlots();
  await addFaults();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** P1 was T1's until the first of November, 00:00 of the park's clock; then T2's. */
const HANDOVER = Date.UTC(2026, 9, 31, 16);

/** Four slots around the handover: 100, 200 | 300, 400 Wh; the meter was changed within the last, which was estimated. */
async function addSlots(): Promise<void> {
  const slot = (
    start: number,
    quantity: number,
    account: string,
    more: { quality?: number; installation?: number; windowMax?: number | null } = {},
  ) =>
    bench.db.pool.query(
      `insert into slot (point_id, register, start, installation_id, quantity, quality, window_max, window_at, account_id, version_id, period, day, charge)
       select p.id, 0, to_timestamp($1::float8 / 1000), $2, $3::bigint, $4::int, $5::bigint, case when $5::bigint is not null then to_timestamp(($1::float8 + 600000) / 1000) end,
         a.id, v.id, 2, (to_timestamp($1::float8 / 1000) at time zone 'Asia/Shanghai')::date, $3::numeric * 50000000
       from point p join park on park.id = p.park_id join account a on a.park_id = park.id and a.code = $6, (select min(id) as id from tariff_version) v
       where park.code = 'small' and p.code = 'P1'`,
      [start, more.installation ?? 1, quantity, more.quality ?? 2, more.windowMax === undefined ? quantity + 10 : more.windowMax, account],
    );
  await slot(HANDOVER - 2 * SLOT_MS, 100, 'T1');
  await slot(HANDOVER - SLOT_MS, 200, 'T1');
  await slot(HANDOVER, 300, 'T2');
  await slot(HANDOVER + SLOT_MS, 350, 'T2', { quality: 0, windowMax: null });
  await slot(HANDOVER + SLOT_MS, 50, 'T2', { installation: 2, windowMax: null });
}

async function addFaults(): Promise<void> {
  const park = "(select id from park where code = 'small')";
  for (let i = 0; i < 5; i++) {
    const of = i < 4 ? park : 'null';
    await bench.db.pool.query(
      `insert into quarantine (received_at, park_id, topic, serial, reason, detail, raw) values (to_timestamp($1::float8), ${of}, 't', $2, 'FUTURE', 'd', '\\x00')`,
      [NOW / 1000 + i, `S-${i}`],
    );
  }
  await bench.db.pool.query(`insert into ingest_count values (${park}, '2026-11-22', 10, 7, 2, 1), (${park}, '2026-11-21', 5, 4, 0, 0)`);
  // A minute over midnight counts in both days; the first ends ten minutes and a half before it is asked for.
  await bench.db.pool.query(
    `insert into ingest_minute select ${park}, day::date, at::timestamptz, received, received, 0, 0 from (values
       ('2026-11-21', '2026-11-21T23:52:00+08:00', 2), ('2026-11-21', '2026-11-21T23:53:00+08:00', 4),
       ('2026-11-21', '2026-11-22T00:00:00+08:00', 8), ('2026-11-22', '2026-11-22T00:00:00+08:00', 1),
       ('2026-11-22', '2026-11-22T00:02:00+08:00', 3), ('2026-11-22', '2026-11-22T00:03:00+08:00', 5)) minutes (day, at, received)`,
  );
  await bench.db.pool.query(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at, data)
     select ${park}, 'BALANCE_LOW', 'warning', 'account', a.id, now(), '{"available":"1.00"}' from account a where park_id = ${park} and code in ('T1', 'T2')`,
  );
}

const trpc = async (who: Who, name: string, input?: unknown) => {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const body = await (await fetch(`${bench.url}/api/trpc/${name}${query}`, { headers: bench.headers[who] })).json();
  if (body.error) throw new Error(body.error.message);
  return body.result.data;
};
const rest = async (who: Who, path: string) => {
  const response = await fetch(`${bench.url}/api/v1${path}`, { headers: bench.headers[who] });
  return { status: response.status, body: await response.json() };
};
const around = `from=${HANDOVER - 2 * SLOT_MS}&to=${HANDOVER + 2 * SLOT_MS}`;

describe('slots of a point', () => {
  test('are one a quarter of an hour, with the weakest quality, exact charges and the largest window', async () => {
    const { body } = await rest('manager', `/points/small:P1/slots?${around}`);
    expect(body.slots.map(({ quantity }: { quantity: number }) => quantity)).toEqual([100, 200, 300, 400]);
    expect(body.slots[0]).toEqual({
      start: HANDOVER - 2 * SLOT_MS,
      quantity: 100,
      quality: 'measured',
      period: 'flat',
      chargeYuan: '0.05000000000',
      maxW: 440,
      maxAt: HANDOVER - 2 * SLOT_MS + 10 * MINUTE_MS,
    });
    expect(body.slots[3]).toMatchObject({ quantity: 400, quality: 'estimated', maxW: null, maxAt: null });
    expect(body.next).toBeNull();
  });

  test('stay with the tenant they were charged to when the point changes hands', async () => {
    const { body } = await rest('tenantKey', `/points/small:P1/slots?${around}`);
    expect(body.slots.map(({ quantity }: { quantity: number }) => quantity)).toEqual([100, 200]);
  });

  test('come in pages', async () => {
    const first = await rest('manager', `/points/small:P1/slots?${around}&limit=3`);
    expect(first.body.slots).toHaveLength(3);
    const second = await rest('manager', `/points/small:P1/slots?from=${first.body.next}&to=${HANDOVER + 2 * SLOT_MS}&limit=3`);
    expect(second.body.slots).toHaveLength(1);
    expect(second.body.next).toBeNull();
  });

  test('are found by ISO instants too, also where a plus sign came as a space', async () => {
    const { body } = await rest('manager', '/points/small:P1/slots?from=2026-11-01T00:00:00+08:00&to=2026-11-01T00:15:00%2B08:00');
    expect(body.slots).toMatchObject([{ start: HANDOVER, quantity: 300 }]);
  });
});

describe('demand of a month', () => {
  test('is the largest of its days, sliding and block, each with its instant; estimated energy makes no peak', async () => {
    const { body } = await rest('manager', '/points/small:P1/demand?month=2026-11');
    expect(body).toEqual({
      point: 'small:P1',
      month: '2026-11',
      contractW: 60_500,
      sliding: { watts: 1_240, at: HANDOVER + 10 * MINUTE_MS },
      block: { watts: 1_200, at: HANDOVER + SLOT_MS },
      days: [
        { day: '2026-11-01', sliding: { watts: 1_240, at: HANDOVER + 10 * MINUTE_MS }, block: { watts: 1_200, at: HANDOVER + SLOT_MS } },
      ],
    });
  });

  test('of a month without readings is none', async () => {
    const { body } = await rest('manager', '/points/small:P1/demand?month=2026-01');
    expect(body).toMatchObject({ sliding: null, block: null, days: [] });
  });
});

describe('the load curve', () => {
  test('has the 96 quarters of the day with periods and prices, known or to come', async () => {
    const { slots } = await trpc('manager', 'curve', { park: 'small', point: 'P1', day: '2026-11-01' });
    expect(slots).toHaveLength(96);
    expect(slots[0]).toEqual({ start: HANDOVER, quantity: 300, quality: 'measured', period: 'valley', price: '0.30000000' });
    expect(slots[1]).toMatchObject({ quantity: 400, quality: 'estimated' });
    expect(slots[17 * 4]).toEqual({ start: HANDOVER + 68 * SLOT_MS, quantity: null, quality: null, period: 'peak', price: '0.80000000' });
  });

  test('of the park is that of its grid points, and priced by their tariff', async () => {
    const { slots } = await trpc('wall', 'curve', { park: 'small', day: '2026-11-01' });
    expect(slots[0]).toMatchObject({ quantity: null, period: 'valley', price: '0.30000000' });
  });

  test('shows a former tenant the tariff, and nothing of the next one’s use', async () => {
    const { slots } = await trpc('tenant', 'curve', { park: 'small', point: 'P1', day: '2026-11-01' });
    expect(slots[0]).toMatchObject({ quantity: null, period: 'valley' });
  });
});

describe('an account', () => {
  test('tells partners its balance, what is unposted, what is available, and as of when', async () => {
    const { body } = await rest('parkKey', '/accounts/small:T1');
    expect(body).toMatchObject({ account: 'small:T1', balance: '10.00', unposted: '1.25', available: '8.75', asOf: NOW });
  });

  test('that is not there is not found by those who see the park, and forbidden to others', async () => {
    expect((await rest('parkKey', '/accounts/small:T9')).status).toBe(404);
    expect((await rest('tenantKey', '/accounts/small:T9')).status).toBe(403);
  });
});

describe('lists', () => {
  test('hold for a tenant what is the tenant’s', async () => {
    expect(await trpc('tenant', 'parks.list')).toMatchObject([{ code: 'small', group: { code: 'group' }, region: { code: 'north' } }]);
    expect(await trpc('tenant', 'accounts.list', { park: 'small' })).toMatchObject([{ code: 'T1' }]);
    expect(await trpc('tenant', 'points.list', { park: 'small' })).toMatchObject([{ code: 'W1', intervalS: 5, today: 0, month: 0 }]);
    expect(await trpc('tenant', 'alarms.list', { park: 'small' })).toMatchObject([{ subject: 'T1', data: { available: '1.00' } }]);
    expect(await trpc('tenant', 'session.me')).toMatchObject({
      manages: false,
      accounts: [{ park: 'small', code: 'T1', name: { en: 'Company A' } }],
    });
  });

  test('hold for a manager the whole park, and for an admin the group', async () => {
    expect(await trpc('manager', 'points.list', { park: 'small' })).toHaveLength(3);
    expect(await trpc('manager', 'alarms.list', { park: 'small' })).toHaveLength(2);
    expect(await trpc('admin', 'parks.list')).toHaveLength(2);
    expect(await trpc('manager', 'spaces.list', { park: 'small' })).toMatchObject([
      {
        code: 'B1',
        parent: null,
        footprint: [
          [0, 0],
          [40, 0],
          [40, 20],
          [0, 20],
        ],
        areaM2: 1_600,
      },
      { code: 'B1-1', parent: 'B1' },
      { code: 'B1-101', parent: 'B1-1' },
    ]);
  });

  test('of what was put aside are the park’s; an admin also sees what is nobody’s, in pages', async () => {
    expect(await trpc('manager', 'quarantine.list', {})).toHaveLength(4);
    expect((await trpc('otherManager', 'quarantine.list', {})).length).toBe(0);
    const first = await trpc('admin', 'quarantine.list', { limit: 3 });
    const rest = await trpc('admin', 'quarantine.list', { limit: 3, before: first.at(-1).id });
    expect([...first, ...rest].map(({ serial }: { serial: string }) => serial)).toEqual(['S-4', 'S-3', 'S-2', 'S-1', 'S-0']);
  });

  test('of counts say whether law 1 held that day', async () => {
    expect(await trpc('manager', 'counts', { park: 'small' })).toMatchObject([
      { day: '2026-11-22', received: 10, balanced: true },
      { day: '2026-11-21', received: 5, balanced: false },
    ]);
  });

  test('of minutes are the ten before an instant, over midnight too, each with all that came in it', async () => {
    const ask = (until: string) => trpc('manager', 'minutes', { park: 'small', until });
    expect(await ask('2026-11-22T00:02:30+08:00')).toEqual([
      { at: Date.parse('2026-11-21T23:53:00+08:00'), received: 4 },
      { at: Date.parse('2026-11-22T00:00:00+08:00'), received: 9 },
      { at: Date.parse('2026-11-22T00:02:00+08:00'), received: 3 },
    ]);
    expect(await ask('2026-11-22T00:01:00+08:00')).toHaveLength(3);
  });
});

describe('what partners are told when it goes wrong', () => {
  test.each([
    ['/points/small:P1/slots?from=yesterday&to=5', 400, 'BAD_REQUEST'],
    ['/points/P1/demand?month=2026-11', 400, 'BAD_REQUEST'],
    ['/points/small:P1/demand?month=2026-13', 400, 'BAD_REQUEST'],
    ['/points/small:X/demand?month=2026-11', 404, 'NOT_FOUND'],
    ['/points/%E0%A4%A/demand', 404, 'NOT_FOUND'],
    ['/nothing', 404, 'NOT_FOUND'],
  ])('%s is %i', async (path, status, code) => {
    const answer = await rest('manager', path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('the document names every route, the files and the key', async () => {
    const document = await (await fetch(`${bench.url}/api/v1/openapi.json`)).json();
    expect(document.openapi).toMatch(/^3\.1/);
    const routes = new Set(restRoutesOf(appRouter).map(({ path }) => path));
    const files = ['/export/{kind}.{format}', '/papers/{park}/bills/{id}.pdf', '/papers/{park}/months/{month}.zip', '/photos/{park}/{id}'];
    expect(Object.keys(document.paths).sort()).toEqual([...routes, ...files].sort());
    expect(routes.size).toBeGreaterThan(5);
    expect(document.components.securitySchemes).toHaveProperty('apiKey');
  });
});
