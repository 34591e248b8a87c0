import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { checkLaws } from './invariants.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.stop());

/** Rows that break each law, of all its checks. */
const broken = async () => {
  const rows: Record<string, number> = {};
  for (const check of await checkLaws(db.pool, '2026-11-20')) rows[check.law] = (rows[check.law] ?? 0) + check.broken;
  return rows;
};
const SLOT = `insert into slot (point_id, register, start, installation_id, quantity, quality, account_id, version_id, period, day, charge)`;

test('each broken law is told, and a database in order breaks none', async () => {
  await db.pool.query(`${SLOT} values (1, 0, '2026-11-22T01:00Z', 1, 250, 2, 7, 3, 2, '2026-11-22', 500)`);
  await db.pool.query(`insert into accrual values (7, '2026-11-22', 1, 3, 2, 250, 500, 1)`);
  await db.pool.query(`insert into ingest_count values (1, '2026-11-22', 10, 7, 2, 1)`);
  expect(await broken()).toEqual({ 1: 0, 3: 0, 4: 0, 5: 0 });
  await db.pool.query('update accrual set charge = 501');
  expect(await broken()).toEqual({ 1: 0, 3: 0, 4: 1, 5: 0 });
  await db.pool.query('update accrual set charge = 500');
  await db.pool.query(`${SLOT} values (1, 0, '2026-11-22T01:15Z', 1, -1, 2, null, null, null, '2026-11-22', 0)`);
  await db.pool.query('update ingest_count set stored = 8');
  expect(await broken()).toEqual({ 1: 1, 3: 1, 4: 1, 5: 0 });
  await db.pool.query(`with park as (insert into org_unit (kind, code, name_zh, name_en) values ('group', 'g', '', '') returning id),
    made as (insert into park (org_unit_id, code, name_zh, name_en, zone) select id, 'p', '', '', 'UTC' from park returning id)
    insert into ledger_account (park_id, kind) select id, 'cash' from made`);
  // Who can take the trigger away can write what does not sum.
  await db.pool.query('alter table ledger_entry disable trigger zero_sum');
  await db.pool.query(`with t as (insert into ledger_transfer (park_id, kind, key, booked_at, day, actor) select park_id, 'topUp', 'x', '2026-11-22', '2026-11-22', 'x' from ledger_account
    returning id) insert into ledger_entry select t.id, 1, l.id, 5 from t, ledger_account l`);
  expect(await broken()).toMatchObject({ 5: 1 });
});
