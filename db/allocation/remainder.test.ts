import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SharedPrice } from '#domain/allocation/rules.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import { mayIssue } from '#domain/lawful-price/finding.ts';
import type { FileTerms } from '#domain/park/file-terms.ts';
import { billFromSheet } from '#domain/purchase/bill-from-sheet.ts';
import { sheetFromText } from '#domain/purchase/bill-sheet.ts';
import { purchaseSums } from '#domain/purchase/purchase-sums.ts';
import { instantMs, type ParkDay } from '#domain/time/instant.ts';
import { monthOf, parkDay } from '#domain/time/park-day.ts';
import { auditBills } from '../bill/audit-bills.ts';
import type { BillMonth } from '../bill/bill-month.ts';
import { ACT, clockAt, runWhole, writeBilledPark } from '../bill/billed-park.fixture.ts';
import { checkBills } from '../bill/check.ts';
import { issueBills } from '../bill/issue.ts';
import { advanceFor, startRun } from '../bill/run.ts';
import { selectCharged, selectChecked } from '../bill/select-bills.ts';
import { settleAccounts } from '../ledger/settle.ts';
import { insertPurchase } from '../purchase/bills-store.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { auditMonth } from './audit-month.ts';
import { loadLawful } from './load-lawful.ts';
import { insertRules } from './rules-store.ts';
import { selectPools, selectRunHead, selectShares } from './select-run.ts';
import { MONTH_END, NOW, OCTOBER, RULES, SINCE } from './shared-park.fixture.ts';

let db: TestDatabase;
let of: BillMonth;
const by = { at: NOW, actor: 'test' };
const DECEMBER = instantMs(Date.parse('2026-12-02T10:00:00+08:00'));
const NOVEMBER = parkDay('2026-11-01');

beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
});
afterAll(() => db.stop());

/** Its energy, its demand, and their sum. */
const enter = (energyYuan: string, totalYuan: string, demandYuan = '20.00') => {
  const read = sheetFromText(
    [
      '账单编号,G-10',
      `电费合计,${totalYuan}`,
      '费用类别,费用组成,分时时段,计费电量,计费标准,电费',
      `市场化购电费,零售,平,1824,,${energyYuan}`,
      `容(需)量电费,,,,,${demandYuan}`,
    ].join('\n'),
  );
  if (read.type !== 'sheet') throw new Error('no sheet');
  const found = billFromSheet(read.sheet, { kind: 'grid', month: monthOf(OCTOBER) });
  if (found.type !== 'bill' || !found.bill.grid) throw new Error(JSON.stringify(found));
  const entered = { sheet: read.sheet, total: found.bill.grid.printedTotal, sums: purchaseSums(found.bill), doubts: 0, reason: null };
  return insertPurchase(db.pool, { parkId: of.parkId, month: OCTOBER, kind: 'grid', number: 'G-10', entered, ...by });
};
/** All by use: the sample room that is empty by area would be cheaper for its landlord than PC-02 lets it be. */
const byUse = { ...RULES, groups: RULES.groups.map((group) => ({ ...group, kinds: RULES.groups[0]?.kinds ?? group.kinds })) };
const priced = (sharedPrice: SharedPrice) =>
  insertRules(db.pool, {
    parkId: of.parkId,
    validFrom: OCTOBER,
    rules: { ...byUse, resale: { way: 'actualBill', method: 'tariff', exportSharePpm: 1_000_000, sharedInFees: false, sharedPrice } },
    ...by,
  });
const head = async (month: ParkDay = OCTOBER) => {
  const found = await selectRunHead(db.pool, of.parkId, month);
  if (!found) throw new Error('no run');
  return found;
};
const pools = async () => (await selectPools(db.pool, (await head()).id)).map(({ group, kind, fen: paid }) => [group, kind, paid]);
const sumRule = async () => {
  const { used, shares } = await selectCharged(db.pool, of);
  const findings = checkMonth({ ...(await loadLawful(db.pool, of, await head())), ownUse: used, shares });
  return {
    may: mayIssue(findings),
    figures: Object.fromEntries((findings.find(({ id }) => id === 'PC-01')?.figures ?? []).map(({ name, value }) => [name, value])),
  };
};
/** T2 by actual demand, and its power factor by 300 varh a quarter of an hour at P3: db/bill/contracts.test.ts. */
const CONTRACT: FileTerms = {
  twoPart: { tariff: 'tou', units: [], modes: [{ from: '2026-10', mode: 'actual' }] },
  powerFactor: { standard: '0.90', base: ['purchase', 'td', 'demand'] },
};
const REACTIVE = `
  insert into slot (point_id, register, start, installation_id, quantity, quality, day, charge)
  select s.point_id, 2, s.start, s.installation_id, 300, 2, s.day, 0 from slot s join point p on p.id = s.point_id
  where p.code = 'P3' and s.register = 0 and s.start >= to_timestamp($1::float8 / 1000) and s.start < to_timestamp($2::float8 / 1000)`;

const differences = async () => (await auditMonth(db.pool, of, NOW))?.differences;

describe('a month whose shared energy costs what the bills leave', () => {
  test('takes what tenants’ own use brings in, as their bills say it, from the bills: 1,300.00 - 783.36 - 19.20 of an empty room = 497.44', async () => {
    await priced('remainder');
    await enter('1300.00', '1320.00');
    await runWhole(db.pool, of);
    expect(await head()).toMatchObject({ energyFen: 130_000n, ownFen: 78_336n, vacantFen: 1_920n });
    expect((await pools()).filter(([, kind]) => kind !== 'capacity').reduce((sum, [, , paid]) => sum + BigInt(paid ?? 0n), 0n)).toBe(
      49_744n,
    );
    expect(await differences()).toEqual([]);
    expect(await sumRule()).toMatchObject({ may: true, figures: { paid: '1320.00', excess: '0.00' } });
  });

  test('is cheaper by what the mean asks beyond the bills: at the mean tenants of a cheap month pay more than it cost, and nothing goes out', async () => {
    await enter('800.00', '820.00');
    await priced('mean');
    await runWhole(db.pool, of);
    expect(await head()).toMatchObject({ ownFen: null, vacantFen: null });
    expect((await sumRule()).may).toBe(false);
    await priced('remainder');
    await runWhole(db.pool, of);
    expect(await sumRule()).toMatchObject({ may: true, figures: { paid: '820.00', excess: '0.00' } });
  });

  test('where tariffs brought in more than the bills asks nothing for what is shared, and gives the rest back by use with the same bills', async () => {
    await enter('700.00', '720.00');
    await runWhole(db.pool, of);
    expect(await pools()).toContainEqual([null, 'surplus', -10_256n]);
    expect((await pools()).filter(([, kind]) => kind === 'sharedArea' || kind === 'lineLoss').every(([, , paid]) => paid === 0n)).toBe(
      true,
    );
    const back = (await selectShares(db.pool, (await head()).id)).filter(({ kind }) => kind === 'surplus');
    // By use: 1,605,120 Wh, of which T1 547,200, T2 846,720, T3 172,800, nobody 38,400.
    expect(back.map(({ account, wh, fen: paid }) => [account, wh, paid])).toEqual([
      [null, null, -245n],
      ['T1', null, -3_497n],
      ['T2', null, -5_410n],
      ['T3', null, -1_104n],
    ]);
    expect(await differences()).toEqual([]);
    expect(await sumRule()).toMatchObject({ may: true, figures: { paid: '720.00', excess: '0.00' } });
  });

  test('and of demand and power factor what tenants’ own contracts leave: 200.00 - 97.44, and 15.62 of an adjustment go to the others', async () => {
    await enter('700.00', '900.00', '200.00');
    await db.pool.query(REACTIVE, [SINCE, MONTH_END]);
    await db.pool.query(`update account set terms = $1::jsonb where code = 'T2'`, [JSON.stringify(CONTRACT)]);
    await runWhole(db.pool, of);
    expect(await head()).toMatchObject({ ownFen: 78_336n, ownCapacityFen: 9_744n, ownPowerFactorFen: 1_562n });
    expect(await pools()).toContainEqual([null, 'capacity', 10_256n]);
    expect(await pools()).toContainEqual([null, 'powerFactor', -1_562n]);
    expect(await sumRule()).toMatchObject({ may: true, figures: { paid: '900.00', excess: '0.00' } });
  });

  test('goes out and is in the books: bills, the landlord and the ledger come to what was paid', async () => {
    await settleAccounts(db.pool, clockAt(NOW));
    await runWhole(db.pool, of);
    await checkBills(db.pool, of, { ids: null, ...ACT });
    const issued = await issueBills(db.pool, of, { ids: await selectChecked(db.pool, of, null), ...ACT });
    expect(issued.every(({ type }) => type === 'issued')).toBe(true);
    expect(await head()).toMatchObject({ state: 'frozen', ownFen: 78_336n });
    expect((await auditBills(db.pool, of)).differences).toEqual([]);
    const { rows } = await db.pool.query(
      `select sum(l.amount_fen)::text as yuan from bill_line l join bill b on b.id = l.bill_id where b.month = '2026-10-01' and l.item = 'electricity'`,
    );
    const landlord = (await selectShares(db.pool, (await head()).id, '')).reduce((sum, { fen: paid }) => sum + (paid ?? 0n), 0n);
    expect(BigInt(rows[0]?.yuan) + landlord + 1_920n).toBe(90_000n);
  });

  test('late readings move own use and what the bills leave: the month is shared anew, and bills with their corrections still come to what was paid', async () => {
    // T2 had used a tenth more at P3 than had come: less of it was lost above.
    await db.pool.query(
      `update slot set quantity = 382, charge = 382 * 50000000::numeric where point_id = (select id from point where code = 'P3')`,
    );
    await db.pool.query(
      `update accrual set quantity = slots * 382, charge = slots * 382 * 50000000::numeric where point_id = (select id from point where code = 'P3')`,
    );
    await db.pool.query(`call refresh_continuous_aggregate('slot_hour_stored', null, null)`);
    const november = { ...of, month: NOVEMBER };
    await settleAccounts(db.pool, clockAt(DECEMBER));
    await startRun(db.pool, november, { at: DECEMBER, actor: 'test' });
    await advanceFor(db.pool, november, { clock: clockAt(DECEMBER), budgetMs: 60_000 });
    // 1,824 quarters of 2 Wh more, at 0.5 yuan in parts that are each rounded.
    expect(await head()).toMatchObject({ revision: 2, ownFen: 78_336n + 183n });
    const { rows } = await db.pool.query(
      `select sum(l.amount_fen)::text as yuan from bill_line l join bill b on b.id = l.bill_id where l.of_month = '2026-10-01' and l.item = 'electricity'`,
    );
    const run = await head();
    const landlord = (await selectShares(db.pool, run.id, '')).reduce((sum, { fen: paid }) => sum + (paid ?? 0n), 0n);
    expect(BigInt(rows[0]?.yuan) + landlord + (run.vacantFen ?? 0n)).toBe(90_000n);
  });

  test('a bill that was moved by a cent is told', async () => {
    await db.pool.query('alter table bill_line disable trigger user');
    await db.pool.query(
      `update bill_line set amount_fen = amount_fen + 1, excl_fen = excl_fen + 1 where kind = 'use' and bill_id = (
         select b.id from bill b join account a on a.id = b.account_id where a.code = 'T2' and b.month = '2026-10-01')`,
    );
    await db.pool.query('alter table bill_line enable trigger user');
    expect((await auditBills(db.pool, of)).differences.map(({ what }) => what)).toContain(
      "tenants' own by tariff on their bills against the month's sharing, fen",
    );
  });
});
