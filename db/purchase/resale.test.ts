import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResaleMethod } from '#domain/allocation/rules.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import { billFromSheet } from '#domain/purchase/bill-from-sheet.ts';
import { sheetFromText } from '#domain/purchase/bill-sheet.ts';
import { purchaseSums } from '#domain/purchase/purchase-sums.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { auditMonth } from '../allocation/audit-month.ts';
import { loadLawful } from '../allocation/load-lawful.ts';
import { insertRules } from '../allocation/rules-store.ts';
import { runMonth } from '../allocation/run-month.ts';
import { selectRunHead } from '../allocation/select-run.ts';
import { NOW, OCTOBER, QUARTERS, RULES } from '../allocation/shared-park.fixture.ts';
import type { BillMonth } from '../bill/bill-month.ts';
import { ACT, clockAt, runWhole, writeBilledPark } from '../bill/billed-park.fixture.ts';
import { checkBills } from '../bill/check.ts';
import { issueBills } from '../bill/issue.ts';
import { loadBills } from '../bill/load-bills.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { insertPurchase } from './bills-store.ts';
import { selectRunResale } from './resale-of-run.ts';

let db: TestDatabase;
let of: BillMonth;
const by = { at: NOW, actor: 'test' };
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
});
afterAll(() => db.stop());

/** Everything of October is flat (period 2): 1,000 Wh a quarter came in, 60 of them lost; 1,500.00 yuan in all. */
const BILL = [
  '账单编号,G-10',
  '电费合计,1500.00',
  '费用类别,费用组成,分时时段,计费电量,计费标准,电费',
  '市场化购电费,零售,平,1824,,1000.00',
  '系统运行费,系统运行费,,1824,,300.00',
  '容(需)量电费,,,,,200.00',
].join('\n');

const enter = (text: string) => {
  const read = sheetFromText(text);
  if (read.type !== 'sheet') throw new Error('no sheet');
  const found = billFromSheet(read.sheet, { kind: 'grid', month: monthOf(OCTOBER) });
  if (found.type !== 'bill' || !found.bill.grid) throw new Error(JSON.stringify(found));
  const entered = { sheet: read.sheet, total: found.bill.grid.printedTotal, sums: purchaseSums(found.bill), doubts: 0, reason: null };
  return insertPurchase(db.pool, { parkId: of.parkId, month: OCTOBER, kind: 'grid', number: 'G-10', entered, ...by });
};
const by$ = (method: ResaleMethod) =>
  insertRules(db.pool, {
    parkId: of.parkId,
    validFrom: OCTOBER,
    rules: { ...RULES, resale: { way: 'actualBill', method, exportSharePpm: 1_000_000, sharedInFees: false } },
    ...by,
  });
const run = async () => {
  await runMonth(db.pool, of, NOW);
  const head = await selectRunHead(db.pool, of.parkId, OCTOBER);
  if (!head) throw new Error('no run');
  return head;
};
const sharesOf = async () => (await selectRunResale(db.pool, (await run()).id))?.resale;
const sums = async () => {
  const found = await sharesOf();
  if (found?.type !== 'shares') throw new Error('no shares');
  return Map.groupBy(found.shares, ({ account }) => account ?? 'landlord');
};
const money = async () =>
  Object.fromEntries([...(await sums())].map(([account, own]) => [account, own.reduce((sum, { amount }) => sum + amount, 0n)]));
const idOf = async (account: string): Promise<number> =>
  (await db.pool.query<{ id: number }>('select id from account where code = $1', [account])).rows[0]?.id ?? 0;
const linesOf = async (account: string) => {
  const [bill] = await loadBills(db.pool, of, [await idOf(account)]);
  return bill?.composed.lines.map((line) => [line.kind, line.component, line.period, line.quantity, line.amount, line.share?.of]) ?? [];
};

test('a month whose tenants pay shares of a bill waits for the bill', async () => {
  await by$('composite');
  expect(await run()).toMatchObject({ state: 'stopped', stops: [{ type: 'noPurchaseBill' }] });
});

describe('a month by shares of its bill', () => {
  beforeAll(() => enter(BILL));

  test('by one price: 1,500 yuan over 940 Wh a quarter, the light through who bears it, to the fen', async () => {
    await by$('composite');
    expect(await run()).toMatchObject({ state: 'draft', energyFen: 130_000n });
    const owed = await money();
    expect(Object.values(owed).reduce((sum, amount) => sum + amount, 0n)).toBe(150_000n);
    // T1: 300 of 940 and half of the light's 60.
    expect(owed.T1).toBe(47_872n + 4_787n);
    expect((await auditMonth(db.pool, of, NOW))?.differences).toEqual([]);
  });

  test('by period and by interval: here all of it is flat, and the sums are the same', async () => {
    const composite = await money();
    for (const method of ['period', 'interval'] as const) {
      await by$(method);
      const owed = await money();
      expect(Object.values(owed).reduce((sum, amount) => sum + amount, 0n)).toBe(150_000n);
      for (const [account, amount] of Object.entries(owed)) expect(Math.abs(Number(amount - (composite[account] ?? 0n)))).toBeLessThan(3);
    }
    expect((await sums()).get('T1')?.map(({ part, period }) => [part, period])).toEqual([
      ['grid', 'flat'],
      ['rest', null],
      ['public', null],
    ]);
  });

  test('bills postpaid tenants by their shares, each line saying of what it is a part; prepaid ones keep their tariff', async () => {
    await by$('composite');
    const head = await run();
    const lines = await linesOf('T2');
    expect(lines.map(([kind, component]) => `${kind} ${component}`)).toEqual(['share resale.all', 'share resale.public']);
    expect(lines[0]?.at(-1)).toEqual({ wh: (940n * BigInt(QUARTERS)).toString(), yuan: '1500.00', bills: ['G-10'] });
    expect((await linesOf('T1')).map(([kind]) => kind)).toContain('use');
    const month = await loadLawful(db.pool, of, head);
    expect(month).toMatchObject({ gridBill: 150_000n, pvBill: 0n, way: 'actualBill' });
    expect(checkMonth(month).find(({ id }) => id === 'PC-01')?.outcome).toBe('kept');
  });

  test('stays as it was shared: later months bill no use of it by the tariff', async () => {
    await runWhole(db.pool, of);
    const { rows } = await db.pool.query<{ id: string }>(
      `select b.id::text as id from bill b join account a on a.id = b.account_id where a.code = 'T2' and b.month = '2026-10-01'`,
    );
    const ids = rows.map(({ id }) => id);
    await checkBills(db.pool, of, { ids, ...ACT });
    expect(await issueBills(db.pool, of, { ids, ...ACT })).toMatchObject([{ type: 'issued' }]);
    const november = { ...of, month: '2026-11-01' as typeof OCTOBER };
    await runMonth(db.pool, november, clockAt(NOW).now());
    const [bill] = await loadBills(db.pool, november, [await idOf('T2')]);
    expect(bill?.composed.lines.filter(({ kind }) => kind === 'correction')).toEqual([]);
  });
});
