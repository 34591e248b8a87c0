import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { checkSettled, PIECES, type SettledWatch, TICK_MS } from './check-settled.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.stop());

const ACCOUNTS = 24;
const NOON = Date.parse('2026-11-22T12:00:00Z');
/** Accounts that are settled day by day since the last of October, three cents each time. */
const SETTLED = `
  truncate org_unit, park, account, ledger_account, ledger_transfer, ledger_entry, settlement, settlement_line cascade;
  with org as (insert into org_unit (kind, code, name_zh, name_en) values ('group', 'g', '', '') returning id)
    insert into park (org_unit_id, code, name_zh, name_en, zone) select id, 'p', '', '', 'UTC' from org;
  insert into account (park_id, code, name_zh, name_en, kind, opened_on) select id, 'A' || n, '', '', 'prepaid', '2026-10-01' from park, generate_series(1, ${ACCOUNTS}) n;
  insert into ledger_account (park_id, account_id, kind) select park_id, id, 'wallet' from account;
  insert into ledger_account (park_id, kind) select id, 'revenue_use' from park;
  insert into ledger_transfer (park_id, kind, key, booked_at, day, actor)
    select a.park_id, 'usage', a.code || ' ' || d::date, d + interval '1 day', d::date, 'x' from account a, generate_series('2026-10-31'::timestamp, '2026-11-05', interval '1 day') d;
  insert into ledger_entry
    select t.id, 1, l.id, -3 from ledger_transfer t join account a on a.code = split_part(t.key, ' ', 1) join ledger_account l on l.account_id = a.id
    union all select t.id, 2, l.id, 3 from ledger_transfer t, ledger_account l where l.kind = 'revenue_use';
  insert into settlement select id, m::date, 1 from account, unnest('{2026-10-01,2026-11-01}'::date[]) m;
  insert into settlement_line select account_id, month, '1:flat:td', case when month = '2026-10-01' then 3 else 15 end from settlement;`;
beforeEach(() => db.pool.query(SETTLED));

const look = (ticks: number, watch: SettledWatch | null) =>
  checkSettled(db.pool, { from: '2026-11-20', now: instantMs(NOON + ticks * TICK_MS), watch });
const accountIds = async (): Promise<number[]> => (await db.pool.query('select id from account order by id')).rows.map(({ id }) => id);

test('what is in order is said to be, and after the first look a twelfth is looked at each time', async () => {
  const first = await look(0, null);
  expect([first.broken, first.looked]).toEqual([0, ACCOUNTS]);
  const second = await look(1, first.watch);
  expect(second.broken).toBe(0);
  expect(second.looked).toBeLessThanOrEqual(ACCOUNTS / PIECES + 1);
  // Twice in one tick: nothing is due.
  expect((await look(1, second.watch)).looked).toBe(0);
});

test.each([
  ['lines that say more', `update settlement_line set posted_fen = posted_fen + 1 where month = '2026-11-01'`],
  ['lines that are gone', `delete from settlement_line where month = '2026-11-01'`],
  [
    'entries that are other than they were',
    `alter table ledger_entry disable trigger append_only;
     update ledger_entry set amount_fen = -4 where line = 1 and transfer_id in (select id from ledger_transfer where day = '2026-11-03')`,
  ],
  [
    'transfers that are another day’s',
    `alter table ledger_transfer disable trigger append_only; update ledger_transfer set day = '2026-10-31' where day = '2026-11-01'`,
  ],
])('%s are told within the hour, everybody’s once', async (_, breaks) => {
  let { watch } = await look(5, null);
  await db.pool.query(breaks);
  const found: number[] = [];
  for (let tick = 6; tick < 6 + PIECES; tick++) {
    const seen = await look(tick, watch);
    watch = seen.watch;
    found.push(seen.broken);
  }
  expect(found.reduce((sum, n) => sum + n, 0)).toBe(ACCOUNTS);
  expect(Math.max(...found)).toBeLessThanOrEqual(ACCOUNTS / PIECES + 1);
});

test('a booking that no settlement knows of is told by the next look', async () => {
  const first = await look(0, null);
  for (const [n, id] of (await accountIds()).entries()) {
    if (n % 8 !== 3) continue;
    await db.pool.query(
      `with t as (insert into ledger_transfer (park_id, kind, key, booked_at, day, actor) select park_id, 'usage', 'extra ' || $1::int, now(), '2026-11-10', 'x' from account where id = $1 returning id)
       insert into ledger_entry select t.id, 1, l.id, -1 from t, ledger_account l where l.account_id = $1
       union all select t.id, 2, l.id, 1 from t, ledger_account l where l.kind = 'revenue_use'`,
      [id],
    );
  }
  expect((await look(0, first.watch)).broken).toBe(3);
});

test('a look that comes late takes all turns that were missed, and the first in another month is at everybody', async () => {
  const { watch } = await look(0, null);
  const ids = await accountIds();
  await db.pool.query(`update settlement_line set posted_fen = posted_fen + 1 where account_id = $1 and month = '2026-11-01'`, [ids[17]]);
  expect(await look(40, watch)).toMatchObject({ broken: 1, looked: ACCOUNTS });
  expect(await checkSettled(db.pool, { from: '2026-12-01', now: instantMs(NOON), watch })).toMatchObject({ broken: 0, looked: ACCOUNTS });
});
