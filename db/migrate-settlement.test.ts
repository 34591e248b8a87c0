import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { readBalances } from './ledger/balances.ts';
import { checkSettled } from './ledger/check-settled.ts';
import { settleAccounts } from './ledger/settle.ts';
import { migrate } from './migrate.ts';
import { freshDatabase } from './testing.ts';

const brokenIn = async (pool: Pool): Promise<number> => {
  const now = instantMs(Date.parse('2026-11-22T12:00:00+08:00'));
  return (await checkSettled(pool, { from: '2026-10-30', now, watch: null })).broken;
};

/** Two days of 951 Wh at 0.1 and 0.4 yuan: 47.55 fen each, 48 taken for each, and a statement that said so, with a cent of rounding. */
const OLDER = `
  with org as (insert into org_unit (kind, code, name_zh, name_en) values ('group', 'g', '', '') returning id)
    insert into park (org_unit_id, code, name_zh, name_en, zone) select id, 'p', '', '', 'Asia/Shanghai' from org;
  insert into account (park_id, code, name_zh, name_en, kind, opened_on) select id, 'T', '', '', 'prepaid', '2026-09-01' from park;
  insert into tariff (park_id, code, medium, name_zh, name_en) select id, 't', 'electricity', '', '' from park;
  insert into tariff_version (tariff_id, valid_from, source, content) select id, '2026-01-01', '',
    '{"rules": [], "components": [{"code": "td", "name": {"zh": "", "en": ""}, "prices": {"deepValley": "0.1", "valley": "0.1", "flat": "0.1",
      "peak": "0.1", "criticalPeak": "0.1"}}, {"code": "purchase", "name": {"zh": "", "en": ""}, "prices": {"deepValley": "0.1",
      "valley": "0.1", "flat": "0.4", "peak": "0.4", "criticalPeak": "0.4"}}]}' from tariff;
  insert into accrual select a.id, d::date, 1, v.id, 2, 951, 951 * 50000000::numeric, 1 from account a, tariff_version v, unnest(array['2026-10-30', '2026-10-31']) d;
  insert into ledger_account (park_id, account_id, kind) select park_id, id, 'wallet' from account;
  insert into ledger_account (park_id, kind) select id, 'revenue_use' from park;
  insert into ledger_transfer (kind, key, booked_at, park_id, day, actor) select 'usage', d, now(), p.id, d::date, 'test' from park p, unnest(array['2026-10-30', '2026-10-31']) d;
  insert into ledger_entry select t.id, 1, l.id, -48 from ledger_transfer t, ledger_account l where l.kind = 'wallet';
  insert into ledger_entry select t.id, 2, l.id, 48 from ledger_transfer t, ledger_account l where l.kind = 'revenue_use';
  insert into settlement select a.id, d::date, 48, 1 from account a, unnest(array['2026-10-30', '2026-10-31']) d;
  insert into settled_to select id, '2026-11-20' from park;
  insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, computed_at)
    select park_id, id, '2026-10-01', 'statement', 96, 96, 0, 0, 1902, 0, '', now() from account;
  insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, version_id, component, period, quantity, unit, price, amount_fen, tax_rate, excl_fen,
    tax_fen, posted)
    select b.id, n, k, 'electricity', '2026-10-01', '2026-10-01', '2026-10-31', v, c, p, q, u, m, f, 1300, f, 0, true from bill b,
      (values (1, 'use', 1, 'purchase', 2, 1902, 'kWh', 40000000, 76), (2, 'use', 1, 'td', null, 1902, 'kWh', 10000000, 19)) as l(n, k, v, c, p, q, u, m, f);`;

test('what was posted by the day becomes what was posted of the month; the next run puts it on its lines and gives back what days had rounded', async () => {
  await using db = await freshDatabase({ migrations: 12 });
  await db.pool.query(OLDER);
  await db.pool.query(`insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, component, amount_fen, tax_rate, excl_fen, tax_fen, posted)
    select id, 3, 'dailyRounding', 'electricity', '2026-10-01', '2026-10-01', '2026-10-31', 'dailyRounding', 1, 1300, 1, 0, true from bill`);
  await migrate({ url: db.url });
  const { rows } = await db.pool.query('select id, park_id from account');
  const [{ id, park_id: parkId }] = rows;
  expect(await readBalances(db.pool, parkId, [id])).toEqual([{ accountId: id, ledger: -96n, posted: 96n }]);
  expect(await brokenIn(db.pool)).toBe(0);
  expect((await db.pool.query('select kind, name from bill_line where line = 3')).rows).toEqual([
    { kind: 'fee', name: { zh: '日结尾差（逐日四舍五入）', en: 'Daily rounding to the cent' } },
  ]);
  expect((await db.pool.query('select count(*)::int as n from bill_due')).rows).toEqual([{ n: 1 }]);

  // 1,902 Wh are 76.08 and 19.02 fen.
  expect(await settleAccounts(db.pool, { now: () => instantMs(Date.parse('2026-11-22T12:00:00+08:00')) })).toMatchObject({ posted: 1 });
  expect((await db.pool.query('select line_key, posted_fen from settlement_line order by 1')).rows).toEqual([
    { line_key: '', posted_fen: 0 },
    { line_key: '1:all:td', posted_fen: 19 },
    { line_key: '1:flat:purchase', posted_fen: 76 },
  ]);
  expect(await readBalances(db.pool, parkId, [id])).toEqual([{ accountId: id, ledger: -95n, posted: 95n }]);
  expect(await brokenIn(db.pool)).toBe(0);
});
