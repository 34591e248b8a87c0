import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUSINESS_LATE_FEE } from '#domain/fees/late-fee.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { post } from '../ledger/post.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { ACT, clockAt, runWhole, writeBilledPark } from './billed-park.fixture.ts';
import { checkBills } from './check.ts';
import { issueBills } from './issue.ts';
import { setLateFeeTerms } from './late-fee-terms.ts';
import { selectLateFees } from './late-fees.ts';
import { loadBills } from './load-bills.ts';
import { payBill } from './pay.ts';
import { advanceFor, startRun } from './run.ts';
import { selectChecked } from './select-bills.ts';
import { waiveLateFee } from './waive.ts';

let db: TestDatabase;
let of: BillMonth;
let december: BillMonth;
let t2: { readonly bill: string; readonly account: number; readonly total: bigint };
const at = (text: string) => Date.parse(text) as InstantMs;
const NEW_YEAR = at('2027-01-02T10:00:00+08:00');
const act = { at: NEW_YEAR, actor: 'user:test' };
const issueAll = async (month: BillMonth, by: typeof act) => {
  await checkBills(db.pool, month, { ids: null, ...by });
  return issueBills(db.pool, month, { ids: await selectChecked(db.pool, month, null), ...by });
};
/** What the account's bill of December would charge. */
const lateLines = async (month = december) => {
  const [bill] = await loadBills(db.pool, month, [t2.account]);
  return (bill?.composed.lines ?? []).filter(({ component }) => component === `lateFee:${t2.bill}`);
};

beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  december = { ...of, month: parkDay('2026-12-01') };
  await runWhole(db.pool, of);
  // Issued on 22 November, due on 7 December.
  await issueAll(of, { at: ACT.at, actor: ACT.actor });
  const { rows } = await db.pool.query(
    `select b.id::text as bill, a.id as account, b.total_fen::text as total from bill b join account a on a.id = b.account_id where a.code = 'T2'`,
  );
  t2 = { ...rows[0], total: BigInt(rows[0].total) };
});
afterAll(() => db.stop());

test('a park that asks no late fee charges none', async () => {
  expect(await lateLines()).toEqual([]);
});

test('a bill that is not paid bears two thousandths a day from the day after it was due, in the next bill, taxed as its electricity', async () => {
  const terms = { ...BUSINESS_LATE_FEE, validFrom: parkDay('2026-12-01'), source: 'contract', ...act };
  await setLateFeeTerms(db.pool, of.parkId, terms);
  // 8 to 31 December: 24 days; 0.2 % each, half up to the fen.
  const [line, ...more] = await lateLines();
  expect(more).toEqual([]);
  expect(line).toMatchObject({ kind: 'fee', item: 'electricity', taxRate: 1_300, posted: false, amount: (t2.total * 48n + 500n) / 1_000n });
  expect(await lateLines({ ...of, month: parkDay('2026-11-01') })).toEqual([]);
});

test('what one bill has charged the next does not; in the new year what is carried over bears three thousandths', async () => {
  // Months go out in their order.
  for (const month of [{ ...of, month: parkDay('2026-11-01') }, december]) {
    await startRun(db.pool, month, act);
    await advanceFor(db.pool, month, { clock: clockAt(NEW_YEAR), budgetMs: 60_000 });
    // Nothing was measured in them, so there is nothing to share.
    await db.pool.query('delete from allocation_run where month = $1', [month.month]);
    expect((await issueAll(month, act)).filter(({ type }) => type !== 'issued')).toEqual([]);
  }
  const [line] = await lateLines({ ...of, month: parkDay('2027-01-01') });
  const whole = (t2.total * (48n + 93n) + 500n) / 1_000n;
  expect(line?.amount).toBe(whole - (t2.total * 48n + 500n) / 1_000n);
});

test('it stops when the bill is paid', async () => {
  const by = { parkId: of.parkId, at: NEW_YEAR, actor: 'test' };
  const lines = linesOf({ type: 'topUp', accountId: t2.account, channel: 'cash', amount: fen(t2.total + 100_000n) });
  await post(db.pool, by, { kind: 'topUp', key: 'pay', lines, memo: '', day: parkDay('2027-01-02') });
  expect((await payBill(db.pool, of, { id: t2.bill, key: 'all', amount: null, ...act })).type).toBe('paid');
  const [late] = await selectLateFees(db.pool, { ...of, until: parkDay('2027-03-01'), accountIds: [t2.account] });
  // 24 days of the old year, two of the new.
  expect(late).toMatchObject({ days: 24, daysOfLaterYears: 2, fee: (t2.total * 54n + 500n) / 1_000n });
});

test('a person gives up what was charged, once, with a reason; the bill stays as it is', async () => {
  const charged = (t2.total * 48n + 500n) / 1_000n;
  const waive = (amount: bigint) => waiveLateFee(db.pool, of, { id: t2.bill, amount: fen(amount), reason: 'agreed', ...act });
  expect(await waive(charged + 1n)).toEqual({ type: 'refused', left: charged });
  expect(await waive(charged - 1n)).toEqual({ type: 'waived', left: 1n });
  expect(await waive(2n)).toEqual({ type: 'refused', left: 1n });
  const { rows } = await db.pool.query(`select kind, memo from ledger_transfer where key = $1`, [`bill:${t2.bill}:waive:1`]);
  expect(rows).toEqual([{ kind: 'adjustment', memo: 'agreed' }]);
});
