import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleAccounts } from '#db/ledger/settle.ts';
import { RESALE_DEFAULT } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import { SLOT_MS } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench, type Who } from '../testing/bench.ts';
import { addSlots, asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const of = { park: 'small', month: '2026-10' };
const FIRST = at('2026-10-13T00:00:00+08:00');
const LAST = at('2026-11-01T00:00:00+08:00') - SLOT_MS;

/** T1 (prepaid) uses 950 Wh at both ends of the month, of 1,000 that come in. */
beforeAll(async () => {
  bench = await startBench();
  await addSlots(
    bench,
    [FIRST, LAST].flatMap((start) => [
      { point: 'G', start, quantity: 1_000, account: 'GRID' },
      { point: 'P1', start, quantity: 950, account: 'T1', quality: start === FIRST ? 2 : 1 },
    ]),
  );
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where account_id is not null group by 1, 2, 3, 4, 5`,
  );
  await settleAccounts(bench.db.pool, { now: () => NOW });
});
afterAll(() => bench[Symbol.asyncDispose]());

const billed = async () => (await ask('manager', 'bills.list', of))[0];
const runAll = async () => {
  await act('manager', 'bills.start', of);
  for (;;) {
    const run = await act('manager', 'bills.advance', of);
    if (run === null || run.finishedAt !== null) return run;
  }
};

test('a month that was not run has nothing, and tells it', async () => {
  expect(await ask('manager', 'bills.month', of)).toEqual({
    over: true,
    run: null,
    states: [],
    allocation: null,
    findings: [],
    mayIssue: true,
    dueDays: 15,
    open: [],
  });
  expect(await ask('manager', 'bills.list', of)).toEqual([]);
});

describe('a month', () => {
  test('is run, looked at, checked and issued', async () => {
    expect(await runAll()).toMatchObject({ accounts: 2, done: 2, changed: 1, finishedAt: NOW });
    expect(await billed()).toMatchObject({
      account: 'T1',
      kind: 'statement',
      state: 'draft',
      totalYuan: '0.95',
      toPostYuan: '0.00',
      beforeYuan: null,
      number: null,
    });
    expect(await act('manager', 'bills.issue', { ...of, ids: null })).toEqual({ type: 'issued', issued: 0, refused: [] });
    expect(await act('manager', 'bills.check', { ...of, ids: null })).toEqual({ checked: 1 });
    expect((await ask('manager', 'bills.month', of)).states).toEqual([{ state: 'checked', bills: 1, totalYuan: '0.95', faulty: 0 }]);
    const { id } = await billed();
    await expect(ask('tenant', 'bills.one', { park: 'small', id })).rejects.toThrow('FORBIDDEN');
    expect(await ask('tenant', 'bills.ofAccount', { account: 'small:T1' })).toEqual([]);
    expect(await act('manager', 'bills.issue', { ...of, ids: [id] })).toEqual({ type: 'issued', issued: 1, refused: [] });
    expect(await act('manager', 'bills.issue', { ...of, ids: [id] })).toEqual({ type: 'issued', issued: 0, refused: [] });
    const { rows } = await bench.db.pool.query(`select action, data from audit where action like 'bills.%' order by id desc limit 1`);
    expect(rows).toEqual([{ action: 'bills.issue', data: { month: '2026-10', bills: 1, first: 1, last: 1 } }]);
  });

  test('is the tenant’s to read, line by line, down to its slots', async () => {
    const [bill] = await ask('tenant', 'bills.ofAccount', { account: 'small:T1' });
    expect(bill).toMatchObject({ state: 'paid', totalYuan: '0.95', exclYuan: '0.84', taxYuan: '0.11', usedWh: 1_900 });
    expect(bill.number).toMatchObject({ year: 2026, number: 1 });
    const { lines } = await ask('tenant', 'bills.one', { park: 'small', id: bill.id });
    expect(
      lines.map((line: Record<string, unknown>) => [line.component, line.period, line.quantity, line.priceYuan, line.amountYuan]),
    ).toEqual([
      ['purchase', 'flat', '1900', '0.40000000', '0.76'],
      ['td', null, '1900', '0.10000000', '0.19'],
    ]);
    expect(await ask('tenant', 'bills.why', { park: 'small', id: bill.id, line: 1 })).toEqual({
      days: [
        { day: '2026-10-13', point: 'P1', quantity: 950, slots: 1, refined: 0, chargeYuan: '0.38000000000' },
        { day: '2026-10-31', point: 'P1', quantity: 950, slots: 1, refined: 1, chargeYuan: '0.38000000000' },
      ],
      tier: null,
      share: null,
    });
    await expect(ask('otherTenant', 'bills.one', { park: 'small', id: bill.id })).rejects.toThrow('FORBIDDEN');
    await expect(ask('manager', 'bills.why', { park: 'small', id: bill.id, line: 9 })).rejects.toThrow('NOT_FOUND');
  });

  test('is read by partners, by REST: what was issued, what is open of it, and its lines', async () => {
    const rest = async (who: Who, path: string) => {
      const response = await fetch(`${bench.url}/api/v1${path}`, { headers: bench.headers[who] });
      return { status: response.status, body: await response.json() };
    };
    const { body } = await rest('tenantKey', '/accounts/small:T1/bills');
    expect(body).toMatchObject([
      {
        kind: 'statement',
        state: 'paid',
        month: '2026-10',
        number: { year: 2026, number: 1 },
        totalYuan: '0.95',
        paidYuan: '0.00',
        openYuan: '0.00',
      },
    ]);
    const one = await rest('parkKey', `/bills/small/${body[0].id}`);
    expect(one.body.lines.map(({ component, amountYuan, posted }: Record<string, unknown>) => [component, amountYuan, posted])).toEqual([
      ['purchase', '0.76', true],
      ['td', '0.19', true],
    ]);
    expect(Object.keys(one.body)).not.toContain('faults');
    expect((await rest('otherTenant', `/bills/small/${body[0].id}`)).status).toBe(403);
    expect((await rest('parkKey', '/bills/small/999')).status).toBe(404);
  });

  test('is taken back with a reason, and may be billed anew', async () => {
    const { id } = await billed();
    await expect(act('manager', 'bills.reverse', { park: 'small', id, reason: '' })).rejects.toThrow('BAD_REQUEST');
    expect(await act('manager', 'bills.reverse', { park: 'small', id, reason: '抄表错误' })).toMatchObject({ type: 'reversed', number: 2 });
    expect(await act('manager', 'bills.pay', { park: 'small', id, key: 'pay-it-all' })).toEqual({
      type: 'refused',
      because: 'notOpen',
      shortByYuan: null,
      openYuan: null,
    });
    const [reversal, first] = await ask('tenant', 'bills.ofAccount', { account: 'small:T1' });
    expect([first.state, reversal]).toEqual([
      'reversed',
      expect.objectContaining({ kind: 'reversal', totalYuan: '-0.95', reason: '抄表错误' }),
    ]);
    expect(reversal.reverses).toMatchObject({ id, year: 2026, number: 1 });
    expect(await runAll()).toMatchObject({ changed: 1 });
  });
});

test('while a rule on passing electricity on is broken that blocks, nothing is issued', async () => {
  const rules = suggestRules([
    { code: 'G', role: 'grid', parent: null },
    { code: 'P1', role: 'tenant', parent: 'G' },
  ] as never);
  // At what the bills leave the excess would go back, and all be lawful.
  const atMean = { ...rules, resale: { ...RESALE_DEFAULT, way: 'actualBill' } };
  await act('manager', 'allocation.saveRules', { ...of, rules: atMean });
  // Less was paid for all of it than is charged, by more than the tolerance of one yuan.
  await act('manager', 'allocation.enterMoney', { ...of, kind: 'energy', yuan: '0.01', source: 'test' });
  await bench.db.pool.query(`update accrual set quantity = quantity + 9000000, charge = charge + 450000000000000 where day = '2026-10-31'
    and account_id = (select a.id from account a join park p on p.id = a.park_id where p.code = 'small' and a.code = 'T1')`);
  await runAll();
  const month = await ask('manager', 'bills.month', of);
  expect(month).toMatchObject({ allocation: 'draft', mayIssue: false });
  expect(month.findings[0]).toMatchObject({ id: 'PC-01', outcome: 'broken', severity: 'block' });
  expect(await act('manager', 'bills.issue', { ...of, ids: null })).toMatchObject({ type: 'unlawful' });
});
