import type { Pool } from 'pg';
import type { BillMonth } from '#db/bill/bill-month.ts';
import { checkBills } from '#db/bill/check.ts';
import { issueBills } from '#db/bill/issue.ts';
import { payBill } from '#db/bill/pay.ts';
import { advanceFor, startRun } from '#db/bill/run.ts';
import { selectChecked } from '#db/bill/select-bills.ts';
import { closeBooks } from '#db/books/close.ts';
import { readBalances } from '#db/ledger/balances.ts';
import { type BookedBy, postAll } from '#db/ledger/post.ts';
import { settleAccounts } from '#db/ledger/settle.ts';
import { withTransaction } from '#db/pool.ts';
import { bigIn, rowOf, rowsOf, textIn, wholeIn } from '#db/queries/row.ts';
import { mayIssue } from '#domain/lawful-price/finding.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import type { Clock } from '#domain/time/clock.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { lawfulFindings } from '#server/bill/lawful-findings.ts';
import { enterPurchases, type PurchasePrices } from './purchase.ts';

const ACTOR = 'year';
const BUDGET_MS = 3_600_000;
/** A wallet below this is filled up to it: everybody lives through the year. */
const WALLET_FEN = 5_000_000n;

/** A month of the year that is played. */
export interface YearMonth extends BillMonth {
  /** Code of the park. */
  readonly park: string;
  readonly prices: PurchasePrices;
}

export interface MonthEnd {
  readonly issued: number;
  readonly paid: number;
  /** Bills that were not to go out, and books that were not to be closed, by why. */
  readonly refused: readonly string[];
}

/** What people do when a month is over: settle, enter what the master cost, share, bill, issue, collect. */
export async function endMonth(pool: Pool, of: YearMonth, clock: Clock): Promise<MonthEnd> {
  const by = { at: clock.now(), actor: ACTOR };
  await settleAccounts(pool, clock);
  await enterPurchases(pool, of, { prices: of.prices, ...by });
  await startRun(pool, of, by);
  await advanceFor(pool, of, { clock, budgetMs: BUDGET_MS });
  await checkBills(pool, of, { ids: null, ...by });
  const ids = await selectChecked(pool, of, null);
  const findings = await lawfulFindings(pool, of);
  const unlawful = mayIssue(findings)
    ? []
    : findings
        .filter(({ outcome, severity }) => outcome === 'broken' && severity === 'block')
        .map(({ id, figures }) => `${id} ${figures.map(({ name, value }) => `${name} ${value}`).join(' ')}`);
  const issued = unlawful.length > 0 ? [] : await issueBills(pool, of, { ids, ...by });
  await fillWallets(pool, of, clock);
  const unpaid = await rowsOf(
    pool,
    `select id::text as id, month::text as month from bill where park_id = $1 and state = 'issued' and kind = 'bill' order by id`,
    [of.parkId],
    (row) => textIn(row, 'id'),
  );
  let paid = 0;
  for (const id of unpaid) if ((await payBill(pool, of, { id, key: 'month end', amount: null, ...by })).type === 'paid') paid += 1;
  const drafts = await rowsOf(
    pool,
    `select distinct f ->> 'type' as type from bill b, jsonb_array_elements(b.faults) f where b.park_id = $1 and b.month = $2::date and b.state = 'draft'`,
    [of.parkId, of.month],
    (row) => textIn(row, 'type'),
  );
  const closed = await closeBooks(pool, { ...of, ...by });
  const open = closed.type === 'refused' ? closed.steps.flatMap(({ id, state }) => (state === 'missing' ? [`books: ${id}`] : [])) : [];
  const refused = issued.flatMap((one) => (one.type === 'refused' ? [one.because] : []));
  return { issued: issued.length - refused.length, paid, refused: [...unlawful, ...refused, ...drafts, ...open] };
}

/** Everybody comes to the counter. */
async function fillWallets(pool: Pool, { parkId, zone, month }: BillMonth, clock: Clock): Promise<void> {
  const by: BookedBy = { parkId, at: clock.now(), actor: ACTOR };
  const accounts = await rowsOf(pool, `select id from account where park_id = $1 and kind <> 'supply' order by id`, [parkId], (row) =>
    wholeIn(row, 'id'),
  );
  const held = new Map((await readBalances(pool, parkId, null)).map(({ accountId, ledger }) => [accountId, ledger]));
  const owed = new Map(
    await rowsOf(
      pool,
      `select account_id, sum(total_fen)::text as owed from bill where park_id = $1 and state = 'issued' and kind = 'bill' group by account_id`,
      [parkId],
      (row) => [wholeIn(row, 'account_id'), bigIn(row, 'owed')] as const,
    ),
  );
  const bookings = accounts.flatMap((accountId) => {
    const amount: Fen = fen(WALLET_FEN + (owed.get(accountId) ?? 0n) - (held.get(accountId) ?? 0n));
    if (amount <= 0n) return [];
    const lines = linesOf({ type: 'topUp', accountId, channel: 'slip', amount });
    return [{ kind: 'topUp' as const, key: `year:${month}:${accountId}`, lines, memo: '', day: parkDayOf(by.at, zone) }];
  });
  await withTransaction(pool, (client) => postAll(client, by, bookings));
}

export const countRows = async (pool: Pool): Promise<{ readonly readings: number; readonly slots: number }> =>
  (await rowOf(
    pool,
    'select (select count(*) from reading)::float8 as readings, (select count(*) from slot)::float8 as slots',
    [],
    (row) => ({
      readings: wholeIn(row, 'readings'),
      slots: wholeIn(row, 'slots'),
    }),
  )) ?? { readings: 0, slots: 0 };
