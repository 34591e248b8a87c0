import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SLOT_MS } from '#domain/time/instant.ts';
import { NO_ACCESS } from '../access/principal.ts';
import { type Bench, NOW, startBench, type Who } from '../testing/bench.ts';
import { addSlots, at } from '../trpc/questions.fixture.ts';
import type { Services } from '../trpc/trpc.ts';
import { accrualsTable } from './accruals-table.ts';
import { localTextOf } from './local-text.ts';
import { readingsTable } from './readings-table.ts';
import { type ExportKind, exportQuery, rangeOf } from './request.ts';
import { slotsTable } from './slots-table.ts';
import { cellsOf } from './workbook.fixture.ts';

let bench: Bench;
/** P1 was T1's until then. */
const HANDOVER = at('2026-11-01T00:00:00+08:00');

beforeAll(async () => {
  bench = await startBench();
  await addSlots(bench, [
    { point: 'P1', start: HANDOVER - SLOT_MS, quantity: 200, account: 'T1', period: 1 },
    { point: 'P1', start: HANDOVER, quantity: 1_300, account: 'T2', windowMax: 320 },
    { point: 'P1', start: HANDOVER + SLOT_MS, quantity: 350, account: 'T2', quality: 0 },
    { point: 'G', start: HANDOVER, quantity: 5_000, account: 'GRID' },
  ]);
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot group by 1, 2, 3, 4, 5`,
  );
  for (const [i, time] of ['10:00:00', '10:00:05.250', '10:00:10'].entries()) {
    await bench.db.pool.query(
      `insert into reading (device_id, at, digest, import, power, relay, raw_id, raw_index, received_at)
       select id, $1, $2, $3, 1500, 1, 1, 0, $1 from device where serial = 'small-E-3'`,
      [`2026-11-02T${time}+08:00`, i, 812_345_670_000 + i],
    );
  }
  await bench.db.pool.query(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at, acknowledged_at, acknowledged_by, data)
     select a.park_id, 'BALANCE_ALARM1', 'info', 'account', a.id, '2026-11-02T08:00:00+08:00', '2026-11-02T09:00:00+08:00', '=cmd|Li', '{"available":"1.00"}'
     from account a join park p on p.id = a.park_id where p.code = 'small' and a.code in ('T1', 'T2')`,
  );
  await bench.db.pool.query(
    `insert into escalation (alarm_id, at, actor, name, note)
     select a.id, '2026-11-02T10:00:00+08:00', 'user:1', case account.code when 'T1' then '+Li' else '' end, 'why, so'
     from alarm a join account on account.id = a.subject_id`,
  );
  await bench.db.pool.query(
    `insert into quarantine (received_at, park_id, topic, serial, reason, detail, raw)
     select '2026-11-02T08:00:00+08:00', id, '=t', 'S-1', 'FUTURE', 'a, "b"', '\\x00' from park where code = 'small'`,
  );
});
afterAll(() => bench[Symbol.asyncDispose]());

const file = (who: Who, name: string, query: string) =>
  fetch(`${bench.url}/api/v1/export/${name}?${query}`, { headers: bench.headers[who] });
/** The lines of a CSV file after its head. */
const lines = async (who: Who, kind: ExportKind, query: string): Promise<string[]> => {
  const response = await file(who, `${kind}.csv`, `${query}&lang=en`);
  const text = await response.text();
  expect([response.status, text.slice(0, 80)]).toEqual([200, text.slice(0, 80)]);
  return text.split('\r\n').slice(1, -1);
};
const FLOWS = ['grid,,grid,park,G,feeder,5.000', 'park,G,feeder,park,T2,tenant,1.650', 'park,G,feeder,loss,,loss,3.350'];
const COMPARED = ['small,Small Park,济南市,2026-11-01,5.000,0.000,2.50,,1600'];
const around = 'park=small&from=2026-10-31&to=2026-11-02';

describe('a file of slots', () => {
  test('has instants of the park’s clock, kWh, exact money, and words', async () => {
    expect(await lines('manager', 'slots', `${around}&point=P1`)).toEqual([
      '2026-10-31T23:45:00+08:00,P1,A,import,0.200,measured,valley,T1,0.10000000000,,',
      '2026-11-01T00:00:00+08:00,P1,A,import,1.300,measured,flat,T2,0.65000000000,1.280,2026-11-01T00:10:00+08:00',
      '2026-11-01T00:15:00+08:00,P1,A,import,0.350,estimated,flat,T2,0.17500000000,,',
    ]);
  });

  test('of a park has all its points, oldest first; of days, those days; of instants, up to the last', async () => {
    expect(await lines('manager', 'slots', around)).toHaveLength(4);
    expect(await lines('manager', 'slots', 'park=small&from=2026-10-31&to=2026-10-31')).toHaveLength(1);
    expect(await lines('manager', 'slots', `park=small&from=${HANDOVER}&to=${HANDOVER + SLOT_MS}`)).toHaveLength(2);
    expect(await lines('manager', 'slots', `${around}&account=small:T2`)).toHaveLength(2);
    expect(await lines('manager', 'slots', 'park=small&from=1971-01-01&to=2026-11-02')).toHaveLength(4);
    expect(await lines('manager', 'slots', 'park=small&from=1971-01-01&to=1971-02-01')).toEqual([]);
  });

  test('for a tenant has what the tenant was charged, whatever is asked', async () => {
    expect(await lines('tenantKey', 'slots', around)).toHaveLength(1);
    expect(await lines('tenant', 'slots', `${around}&point=P1`)).toHaveLength(1);
    expect((await file('tenant', 'slots.csv', `${around}&point=G`)).status).toBe(403);
    expect((await file('tenant', 'slots.csv', `${around}&account=T2`)).status).toBe(403);
  });

  test('has a name of its park and days, and heads in the language asked for', async () => {
    const response = await file('manager', 'slots.csv', `${around}&point=P1&lang=zh-CN`);
    expect(response.headers.get('content-disposition')).toContain('filename="small-slots-P1-2026-10-31-2026-11-02.csv"');
    expect((await response.text()).split('\r\n')[0]).toMatch(/^\uFEFF?开始时间,计量点,名称,/);
  });

  test('as a workbook has numbers that are numbers', async () => {
    const response = await file('manager', 'slots.xlsx', `${around}&point=P1&lang=en`);
    const [head, first] = cellsOf(Buffer.from(await response.arrayBuffer()));
    expect(head?.slice(0, 5)).toEqual(['Start', 'Point', 'Name', 'Register', 'Quantity (kWh, m³)']);
    expect(first?.slice(0, 9)).toEqual(['2026-10-31T23:45:00+08:00', 'P1', 'A', 'import', 0.2, 'measured', 'valley', 'T1', 0.1]);
  });
});

describe('other files', () => {
  test('readings are told meter by meter with their registers at the meter', async () => {
    expect(await lines('manager', 'readings', `${around}&point=P1`)).toEqual([
      '2026-11-02T10:00:00+08:00,small-E-3,P1,812345.670000,,,1.500,closed,2026-11-02T10:00:00+08:00',
      '2026-11-02T10:00:05.250+08:00,small-E-3,P1,812345.670001,,,1.500,closed,2026-11-02T10:00:05.250+08:00',
      '2026-11-02T10:00:10+08:00,small-E-3,P1,812345.670002,,,1.500,closed,2026-11-02T10:00:10+08:00',
    ]);
  });

  test('accruals are a line a day, account, point and period', async () => {
    expect(await lines('tenant', 'accruals', around)).toEqual(['2026-10-31,T1,Company A,P1,valley,0.200,0.10000000000,,']);
    expect(await lines('manager', 'accruals', `${around}&account=T2`)).toEqual(['2026-11-01,T2,Company B,P1,flat,1.650,0.82500000000,,']);
    expect(await lines('manager', 'accruals', around)).toHaveLength(3);
  });

  test('accounts and meters are as they stand now; a tenant’s are the tenant’s', async () => {
    expect(await lines('manager', 'accounts', 'park=small')).toHaveLength(2);
    expect(await lines('tenant', 'accounts', 'park=small')).toEqual([
      'T1,park,prepaid,in order,8.75,10.00,1.25,0.10,1.25,,0.001,2026-11-22T10:00:00+08:00',
    ]);
    expect(await lines('manager', 'meters', 'park=small')).toHaveLength(3);
    expect((await lines('tenant', 'meters', 'park=small')).map((line) => line.slice(0, 2))).toEqual(['W1']);
    const response = await file('manager', 'meters.csv', 'park=small');
    expect(response.headers.get('content-disposition')).toContain('"small-meters-2026-11-22.csv"');
    await response.text();
  });

  test('alarms and what was put aside are of the days asked for, and hold no formula', async () => {
    const alarm = (account: string, by: string, escalation: string) =>
      `2026-11-02T08:00:00+08:00,,info,BALANCE_ALARM1,${account},available 1.00,2026-11-02T09:00:00+08:00,${by},,2026-11-02T10:00:00+08:00,${escalation}`;
    expect((await lines('manager', 'alarms', around)).sort()).toEqual([
      alarm('T1', "'=cmd|Li", `'+Li,"why, so"`),
      alarm('T2', "'=cmd|Li", 'by itself,"why, so"'),
    ]);
    expect(await lines('tenant', 'alarms', around)).toEqual([alarm('T1', '', ',')]);
    expect(await lines('manager', 'alarms', 'park=small&from=2026-11-03')).toEqual([]);
    expect(await lines('manager', 'quarantine', around)).toEqual([`2026-11-02T08:00:00+08:00,S-1,FUTURE,"a, ""b""",1,'=t,`]);
  });

  test('flows have a line a stretch between two ends, each end by its name', async () => {
    expect(await lines('manager', 'flows', 'park=small&from=2026-11-01&to=2026-11-01')).toEqual(FLOWS);
    expect(await lines('manager', 'flows', 'park=small&from=2026-11-03&to=2026-11-03')).toEqual([]);
    expect(await lines('manager', 'flows', 'park=small&medium=water&from=2026-11-01&to=2026-11-01')).toEqual([]);
  });

  test('parks are compared day by day, those alone that the asker sees as a whole', async () => {
    const asked = 'park=*&from=2026-11-01&to=2026-11-02';
    expect(await lines('manager', 'compare', asked)).toEqual(COMPARED);
    expect(await lines('admin', 'compare', 'park=small&from=2026-11-01&to=2026-11-02')).toEqual(COMPARED);
    expect(await lines('otherManager', 'compare', asked)).toEqual([]);
    expect((await file('tenant', 'compare.csv', asked)).status).toBe(403);
    expect((await file('manager', 'compare.csv', 'park=*&from=2026-01-01&to=2026-11-02')).status).toBe(400);
  });

  test('a month has a row a day and a column a quarter of an hour', async () => {
    const rows = (await lines('manager', 'month', 'park=small&point=P1&month=2026-11')).map((line) => line.split(','));
    expect(rows).toHaveLength(30);
    expect(rows[0]?.slice(0, 4)).toEqual(['2026-11-01', '1.300', '0.350', '']);
    expect(rows.every((row) => row.length === 97)).toBe(true);
    const last = await lines('manager', 'month', 'park=small&point=P1');
    expect(last).toHaveLength(30);
    expect((await lines('manager', 'month', 'park=small&point=P1&from=2026-10-05'))[30]?.slice(0, 10)).toBe('2026-10-31');
  });
});

describe('what is refused, before a file begins', () => {
  test.each([
    ['slots.csv', 'park=small&from=yesterday', 400],
    ['slots.csv', 'park=small&from=2026-11-02&to=2026-11-01', 400],
    ['slots.csv', '', 400],
    ['month.csv', 'park=small', 400],
    ['slots.csv', 'park=small&point=X', 404],
    ['slots.pdf', 'park=small', 404],
    ['papers.csv', 'park=small', 404],
    ['bill.csv', 'park=small', 404],
  ])('%s?%s is %i', async (name, query, status) => {
    const response = await file('manager', name, query);
    expect([response.status, Object.keys(await response.json())]).toEqual([status, expect.arrayContaining(['code', 'message'])]);
  });

  test.each([
    ['slots', slotsTable],
    ['readings', readingsTable],
    ['accruals', accrualsTable],
  ])('more %s than a file holds', async (_, table) => {
    const { clock, services } = { clock: { now: () => NOW }, services: { db: bench.db.pool } };
    const access = { ...NO_ACCESS, admin: true };
    const ctx = {
      principal: { type: 'user', id: 'u', name: '', email: '', access },
      services: { ...services, clock } as unknown as Services,
    } as const;
    const query = exportQuery.parse({ park: 'small', from: '2026-10-31', to: '2026-11-02' });
    const zone = 'Asia/Shanghai';
    const asked = { ctx, query, zone, range: rangeOf(query, zone, NOW), localText: localTextOf(zone) };
    await expect(table({ ...asked, rowsMax: 2 })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    const { batches } = await table({ ...asked, rowsMax: 4 });
    expect((await Array.fromAsync(batches)).flat().length).toBeGreaterThan(2);
  });
});
