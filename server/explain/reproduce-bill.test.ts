import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BillMonth } from '#db/bill/bill-month.ts';
import { ACT, addAccounts, runWhole, writeBilledPark } from '#db/bill/billed-park.fixture.ts';
import { checkBills } from '#db/bill/check.ts';
import { issueBills } from '#db/bill/issue.ts';
import { freshDatabase, type TestDatabase } from '#db/testing.ts';
import { reproduceBill } from './reproduce-bill.ts';

let db: TestDatabase;
let of: BillMonth;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  await addAccounts(db.pool, of, 3);
  await runWhole(db.pool, of);
});
afterAll(() => db.stop());

const accountId = async (code: string): Promise<number> =>
  (await db.pool.query('select id from account where code = $1', [code])).rows[0].id;

test('a month of which no bill is out has nothing to be compared with', async () => {
  expect(await reproduceBill(db.pool, of, await accountId('T2'))).toBeNull();
});

test('every line of an issued bill comes out anew, use, shares and all; one that was moved by a cent is named with both sides', async () => {
  const ids = await checkBills(db.pool, of, { ids: null, ...ACT });
  await issueBills(db.pool, of, { ids, ...ACT });
  for (const code of ['T1', 'T2', 'X0002']) {
    const found = await reproduceBill(db.pool, of, await accountId(code));
    expect({ code, differences: found?.differences }).toEqual({ code, differences: [] });
    expect(found?.stored).toBeGreaterThan(0);
    expect(found?.reproduced).toBe(found?.stored);
  }
  await db.pool.query('alter table bill_line disable trigger user');
  await db.pool.query(
    `update bill_line set amount_fen = amount_fen + 1, excl_fen = excl_fen + 1 where kind = 'share' and component = 'lineLoss' and bill_id = (
       select b.id from bill b join account a on a.id = b.account_id where a.code = 'T2') and share ->> 'group' is null`,
  );
  await db.pool.query('alter table bill_line enable trigger user');
  const [first, ...others] = (await reproduceBill(db.pool, of, await accountId('T2')))?.differences ?? [];
  expect(others).toEqual([]);
  expect(first?.what).toBe('bill line 0 lineLoss -1 - -');
  expect(first?.stored).not.toBe(first?.reproduced);
});
