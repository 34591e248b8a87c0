import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, startBench } from '../testing/bench.ts';
import { asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const account = 'small:T1';

const FLAT = 2;
const PEAK = 3;

beforeAll(async () => {
  bench = await startBench();
  const accrue = (day: string, period: number, quantity: number, charge: bigint, more: { priced?: boolean; account?: string } = {}) =>
    bench.db.pool.query(
      `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
       select a.id, $1, p.id, case when $6 then v.id else 0 end, $2, $3, $4, 1
       from park k join account a on a.park_id = k.id and a.code = $5 join point p on p.park_id = k.id and p.code = 'P1'
         join tariff t on t.park_id = k.id and t.code = 'tou' join tariff_version v on v.tariff_id = t.id where k.code = 'small'`,
      [day, period, quantity, charge.toString(), more.account ?? 'T1', more.priced ?? true],
    );
  await accrue('2026-10-20', FLAT, 1_001, 1_001n * 50_000_000n);
  await accrue('2026-10-21', PEAK, 7, 7n * 80_000_000n);
  // Booked at a price that has changed since.
  await accrue('2026-10-22', FLAT, 10, 10n * 60_000_000n);
  await accrue('2026-10-23', 0, 5, 0n, { priced: false });
  await accrue('2026-10-20', FLAT, 99, 99n * 50_000_000n, { account: 'T2' });
  await recharge('T1', 30_000, '2026-10-25T08:00:00+08:00', 'one');
  await recharge('T1', -12_345, '2026-10-26T08:00:00+08:00', 'a correction');
  await recharge('T2', 5, '2026-10-27T08:00:00+08:00', 'five fen');
});
afterAll(() => bench[Symbol.asyncDispose]());

const recharge = async (code: string, fen: number, bookedAt: string, memo: string): Promise<void> => {
  await bench.db.pool.query(
    `with cash as (
       insert into ledger_account (park_id, account_id, kind) select id, null, 'cash' from park where code = 'small'
       on conflict (park_id, account_id, kind) do update set kind = 'cash' returning id
     ), booked as (
       insert into ledger_transfer (park_id, kind, key, booked_at, day, memo, actor)
       select id, 'topUp', $4::text, $3::timestamptz, '2026-10-25', $4, 'test' from park where code = 'small' returning id
     )
     insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen)
     select b.id, 1, l.id, $2::bigint from booked b, ledger_account l join account a on a.id = l.account_id join park k on k.id = a.park_id
     where l.kind = 'wallet' and a.code = $1 and k.code = 'small'
     union all select b.id, 2, c.id, -$2::bigint from booked b, cash c`,
    [code, fen, bookedAt, memo],
  );
};

describe('what an account used', () => {
  test('is told by day, point, period and part of the price, exactly', async () => {
    const { lines } = await ask('tenant', 'accounts.use', { account, from: '2026-10-20', to: '2026-10-21' });
    expect(lines).toEqual([
      { day: '2026-10-20', point: 'P1', period: 'flat', component: 'td', quantity: 1_001, chargeYuan: '0.10010000000' },
      { day: '2026-10-20', point: 'P1', period: 'flat', component: 'purchase', quantity: 1_001, chargeYuan: '0.40040000000' },
      { day: '2026-10-21', point: 'P1', period: 'peak', component: 'td', quantity: 7, chargeYuan: '0.00070000000' },
      { day: '2026-10-21', point: 'P1', period: 'peak', component: 'purchase', quantity: 7, chargeYuan: '0.00490000000' },
    ]);
  });

  test('and was charged at another price than today’s stays in one line; what is not priced has no period', async () => {
    const { lines } = await ask('tenant', 'accounts.use', { account, from: '2026-10-22', to: '2026-10-31' });
    expect(lines).toEqual([
      { day: '2026-10-22', point: 'P1', period: 'flat', component: 'all', quantity: 10, chargeYuan: '0.00600000000' },
      { day: '2026-10-23', point: 'P1', period: null, component: 'unpriced', quantity: 5, chargeYuan: '0.00000000000' },
    ]);
  });

  test('has what tiers added on the day that it arose, the same where the amount is opened and in the file', async () => {
    const versions = [{ from: '2026-01-01', limits: ['1'], surcharges: ['0', '0.1'] }];
    const steps = [{ code: 'tier', name: { zh: '阶梯', en: 'Tier' }, window: 'month', of: 'limits', versions }];
    await bench.db.pool.query(`update tariff set steps = $1::jsonb where code = 'tou'`, [JSON.stringify(steps)]);
    const days = { account, from: '2026-10-21', to: '2026-10-22' };
    // 1.001 kWh the day before: all of these days lie above the first kWh of the month.
    const tier = { medium: 'electricity', component: 'tier#2', name: { zh: '阶梯 第2档', en: 'Tier, tier 2' }, price: '0.10000000' };
    const told = [
      { ...tier, day: '2026-10-21', quantity: 7, chargeYuan: '0.00070000000' },
      { ...tier, day: '2026-10-22', quantity: 10, chargeYuan: '0.00100000000' },
    ];
    expect((await ask('tenant', 'accounts.use', days)).tiers).toEqual(told);
    const opened = await ask('tenant', 'explain.charges', days);
    expect([opened.tiers, opened.totals[0].lines, opened.rounding.exactYuan]).toEqual([told, 4, '0.01330000000']);
    const ofPoint = await ask('tenant', 'explain.charges', { ...days, point: 'P1' });
    expect([ofPoint.tiers, ofPoint.rounding.exactYuan]).toEqual([[], '0.01160000000']);
    const file = await fetch(`${bench.url}/api/v1/export/accruals.csv?park=small&account=T1&lang=en&from=2026-10-21&to=2026-10-22`, {
      headers: bench.headers.tenant,
    });
    expect((await file.text()).trim().split('\r\n').slice(1)).toEqual([
      '2026-10-21,T1,Company A,P1,peak,0.007,0.00560000000,,',
      '2026-10-21,T1,Company A,,,,0.00070000000,"Tier, tier 2",0.007',
      '2026-10-22,T1,Company A,P1,flat,0.010,0.00600000000,,',
      '2026-10-22,T1,Company A,,,,0.00100000000,"Tier, tier 2",0.010',
    ]);
    await bench.db.pool.query(`update tariff set steps = '[]' where code = 'tou'`);
  });

  test('is asked for 400 days at most', async () => {
    await expect(ask('tenant', 'accounts.use', { account, from: '2025-10-01', to: '2026-11-05' })).rejects.toThrow('BAD_REQUEST');
    expect((await ask('tenant', 'accounts.use', { account, from: '2025-10-01', to: '2026-11-04' })).lines).toHaveLength(6);
  });
});

describe('the ledger of an account', () => {
  test('comes newest first with the balance after each posting, in pages', async () => {
    const lines = await ask('tenant', 'accounts.ledger', { account, limit: 2 });
    expect(lines).toEqual([
      {
        id: expect.any(String),
        at: at('2026-10-26T08:00:00+08:00'),
        day: '2026-10-25',
        kind: 'topUp',
        amountYuan: '-123.45',
        balanceYuan: '1177.05',
        memo: 'a correction',
      },
      {
        id: expect.any(String),
        at: at('2026-10-25T08:00:00+08:00'),
        day: '2026-10-25',
        kind: 'topUp',
        amountYuan: '300.00',
        balanceYuan: '1300.50',
        memo: 'one',
      },
    ]);
    expect(await ask('tenant', 'accounts.ledger', { account, before: lines[1].id })).toMatchObject([
      { kind: 'opening', amountYuan: '1000.50', balanceYuan: '1000.50', at: at('2026-10-13T00:00:00+08:00') },
    ]);
  });
});

describe('the newest money of a park', () => {
  test('is what came in, with the account and why; what went out is not in it, nor what came in elsewhere', async () => {
    const receipts = await ask('wall', 'ledger.recent', { park: 'small' });
    expect(receipts.map(({ account, kind, amountYuan }: Record<string, string>) => [account, kind, amountYuan])).toEqual([
      ['T2', 'topUp', '0.05'],
      ['T1', 'topUp', '300.00'],
      ['T1', 'opening', '1000.50'],
    ]);
    expect(receipts[0]).toMatchObject({ at: at('2026-10-27T08:00:00+08:00'), name: { en: 'Company B' } });
    expect(await ask('wall', 'ledger.recent', { park: 'small', limit: 1 })).toHaveLength(1);
  });
});
