import type { Pool } from 'pg';
import type { Clock } from '#domain/time/clock.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { enterMasterMoney } from '../allocation/money-store.ts';
import { insertRules } from '../allocation/rules-store.ts';
import { NOW, OCTOBER, RULES, writeSharedPark } from '../allocation/shared-park.fixture.ts';
import { settleAccounts } from '../ledger/settle.ts';
import type { BillMonth } from './bill-month.ts';
import { advanceFor, type RunState, startRun } from './run.ts';

export const clockAt = (at: number): Clock => ({ now: () => at as InstantMs });
export const CLOCK = clockAt(NOW);
export const ACT = { at: NOW, actor: 'user:test' };

const FOLD = `
  insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
  select account_id, day, point_id, version_id, period, sum(quantity), sum(charge), count(*) from slot where account_id <> 0 group by 1, 2, 3, 4, 5
  on conflict (account_id, day, point_id, version_id, period)
    do update set quantity = excluded.quantity, charge = excluded.charge, slots = excluded.slots`;

/** The shared park of db/allocation with its accruals, a rule and the master's capacity money; answers its October. */
export async function writeBilledPark(pool: Pool): Promise<BillMonth> {
  const parkId = await writeSharedPark(pool);
  await pool.query(FOLD);
  await insertRules(pool, { parkId, validFrom: OCTOBER, rules: RULES, at: NOW, actor: 'test' });
  await enterMasterMoney(pool, {
    parkId,
    month: OCTOBER,
    kind: 'capacity',
    amount: 1_000n as never,
    source: 'test',
    at: NOW,
    actor: 'test',
  });
  await settleAccounts(pool, CLOCK);
  return { parkId, zone: 'Asia/Shanghai', month: OCTOBER };
}

const MANY = `
  with made as (
    insert into account (park_id, code, name_zh, name_en, kind, opened_on)
    select $1, 'X' || lpad(n::text, 4, '0'), '样', 'sample', 'postpaid', '2026-10-01' from generate_series(1, $2::int) n returning id
  )
  insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
  select id, d::date, (select id from point where code = 'P3' and park_id = $1), 1, 2, 1000 + id, (1000 + id) * 50000000::numeric, 96
  from made, generate_series('2026-10-13'::date, '2026-10-15', interval '1 day') d`;

/** So many more accounts, each with three days of use. */
export const addAccounts = (pool: Pool, { parkId }: BillMonth, count: number): Promise<unknown> => pool.query(MANY, [parkId, count]);

/** A run from its start to its end. */
export async function runWhole(pool: Pool, of: BillMonth): Promise<RunState> {
  await startRun(pool, of, ACT);
  for (;;) {
    const state = await advanceFor(pool, of, { clock: CLOCK, budgetMs: 60_000 });
    if (state?.finishedAt) return state;
    if (state === null) throw new Error('nothing runs');
  }
}
