import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileStep } from '#domain/park/file-terms.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { exact, exactFromFen, fen, roundToFen } from '#domain/units/money.ts';
import { selectStanding } from '../ledger/counter-account.ts';
import { settleAccounts } from '../ledger/settle.ts';
import { selectStandings } from '../ledger/standings.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { CLOCK, runWhole, writeBilledPark } from './billed-park.fixture.ts';
import { loadBills } from './load-bills.ts';
import { selectStepDaysOf } from './load-step-days.ts';
import { selectLines } from './select-bills.ts';
import { selectWhyTier } from './select-why-tier.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  // Whole limits: nobody is in his first year.
  await db.pool.query(`update account set opened_on = '2020-01-01'`);
});
afterAll(() => db.stop());

const name = { zh: '阶梯', en: 'Tier' };
const steps = (...limits: readonly string[]): readonly FileStep[] => [
  { code: 'tier', name, window: 'year', of: 'limits', versions: [{ from: '2026-01-01', limits, surcharges: ['0', '0.05', '0.3'] }] },
];
const priceBy = (all: readonly FileStep[]) =>
  db.pool.query(`update tariff set steps = $1::jsonb where code = 'tou'`, [JSON.stringify(all)]);
const idOf = async (code: string): Promise<number> => (await db.pool.query('select id from account where code = $1', [code])).rows[0].id;
const lines = async (account: string, month = of.month) => {
  const [bill] = await loadBills(db.pool, { ...of, month }, [await idOf(account)]);
  const shown = bill?.composed.lines.filter(({ component }) => component.includes('#')) ?? [];
  return shown.map(({ kind, component, name: words, quantity, price, amount }) => [kind, component, words?.en, quantity, price, amount]);
};
/** More of what was used at P3 on a day, as the stream would add it. */
const use = async (day: string, wh: number) => {
  await db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select a.id, $1::date, p.id, 1, 2, $2::bigint, $2::bigint * 50000000::numeric, 1 from account a, point p where a.code = 'T2' and p.code = 'P3'
     on conflict (account_id, day, point_id, version_id, period) do update set quantity = accrual.quantity + excluded.quantity,
       charge = accrual.charge + excluded.charge`,
    [day, wh],
  );
  await db.pool.query(
    `insert into settle_due (account_id, day) select id, $1::date from account where code = 'T2' on conflict do nothing`,
    [day],
  );
};

test('a bill has a line for each tier beyond the first that was reached: 846.72 kWh are 500 of the second and 46.72 of the third', async () => {
  await priceBy(steps('300', '800'));
  expect(await lines('T2')).toEqual([
    ['use', 'tier#2', 'Tier, tier 2', 500_000n, 5_000_000n, 2_500n],
    ['use', 'tier#3', 'Tier, tier 3', 46_720n, 30_000_000n, 1_402n],
  ]);
});

test('a tier’s line opens to the days of which a part lies in it, from what the window had seen before', async () => {
  await priceBy(steps('300', '800'));
  await runWhole(db.pool, of);
  const { rows } = await db.pool.query('select id::text as id from bill where account_id = $1', [await idOf('T2')]);
  const line = (await selectLines(db.pool, rows[0].id)).find(({ component }) => component === 'tier#3');
  const why = line ? await selectWhyTier(db.pool, rows[0].id, line) : null;
  // P3 has 36.48 kWh a day and P2, from the 24th, 19.2 more: 791.04 before the last day, of whose 55.68 the last 46.72 lie above 800.
  expect(why).toMatchObject({ window: '2026', from: 800_000, to: null });
  expect(why?.days).toEqual([{ day: '2026-10-31', before: 791_040, used: 46_720, charge: 46_720n * 30_000_000n }]);
  expect(roundToFen(exact(why?.days.reduce<bigint>((sum, { charge }) => sum + charge, 0n) ?? 0n))).toBe(line?.amount);
});

test('a statement’s tiers are what settlements took, line by line', async () => {
  await priceBy(steps('100', '500'));
  await db.pool.query(
    `insert into settle_due (account_id, day) select id, '2026-10-31' from account where code = 'T1' on conflict do nothing`,
  );
  await settleAccounts(db.pool, CLOCK);
  // 547.2 kWh in October.
  const { rows } = await db.pool.query(
    `select l.line_key, l.posted_fen::int as fen from settlement_line l join account a on a.id = l.account_id where a.code = 'T1' and l.line_key like '%#%' order by 1`,
  );
  expect(rows).toEqual([
    { line_key: '1:all:tier#2', fen: 2_000 },
    { line_key: '1:all:tier#3', fen: 1_416 },
  ]);
  const [statement] = await loadBills(db.pool, of, [await idOf('T1')]);
  expect(statement?.faults.filter(({ type }) => type === 'unsettled')).toEqual([]);
  expect((await lines('T1')).map(([, component, , , , amount]) => [component, amount])).toEqual([
    ['tier#2', 2_000n],
    ['tier#3', 1_416n],
  ]);
});

test('what a counter may give back has tiers in it, as boards have: nothing is left to take of what was settled', async () => {
  const standing = await selectStanding(db.pool, 'small', 'T1', CLOCK.now());
  const { rows } = await db.pool.query(
    `select sum(c.charge)::text as accrued from accrual c join account a on a.id = c.account_id where a.code = 'T1'`,
  );
  const days = await selectStepDaysOf(db.pool, { park: 'small', account: 'T1', from: of.month, to: parkDay('2026-10-31') });
  const tiers = days.reduce<bigint>((sum, { charge }) => sum + charge, 0n);
  expect(roundToFen(exact(tiers))).toBe(3_416n);
  const posted = await db.pool.query(
    `select sum(posted_fen)::text as fen from settlement_line l join account a on a.id = l.account_id where a.code = 'T1'`,
  );
  expect(standing?.unposted).toBe(BigInt(rows[0].accrued) + tiers - exactFromFen(fen(BigInt(posted.rows[0].fen))));
  expect(Number(roundToFen(standing?.unposted ?? exact(0n)))).toBeLessThanOrEqual(2);
});

test('late use in one month moves the tiers of the next, which is looked at again', async () => {
  await priceBy(steps('1000', '1200'));
  const november = parkDay('2026-11-01');
  await use('2026-11-03', 200_000);
  // 846.72 before: 153.28 are left of the first tier.
  expect((await lines('T2', november)).map(([, component, , wh]) => [component, wh])).toEqual([['tier#2', 46_720n]]);
  await use('2026-10-20', 100_000);
  expect((await lines('T2', november)).map(([, component, , wh]) => [component, wh])).toEqual([['tier#2', 146_720n]]);
  const due = await db.pool.query(
    `select month::text from bill_due d join account a on a.id = d.account_id where a.code = 'T2' order by 1`,
  );
  expect(due.rows.map(({ month }) => month)).toEqual(['2026-10-01', '2026-11-01', '2026-12-01']);
  // Settled of a prepaid one, November is posted anew although its own days have not changed.
  const id = await idOf('T2');
  await db.pool.query(`update account set kind = 'prepaid' where id = $1`, [id]);
  await settleAccounts(db.pool, CLOCK);
  const standing = async () =>
    (await selectStandings(db.pool, [{ accountId: id, month: november }], parkDay('2026-11-22'))).flatMap(({ owed }) => owed);
  expect(await standing()).toEqual([]);
  await use('2026-10-21', 53_280);
  expect((await standing()).map(({ owed }) => owed)).not.toEqual([]);
  await settleAccounts(db.pool, CLOCK);
  expect(await standing()).toEqual([]);
});

test('the same use comes to the same, whether the price changed before it or after', async () => {
  await priceBy(steps('1', '2'));
  const before = await lines('T2');
  await priceBy(steps('300', '800'));
  await priceBy(steps('1', '2'));
  expect(await lines('T2')).toEqual(before);
});
