import { createHash } from 'node:crypto';
import {
  type BilledShare,
  type BillInput,
  type ComposedBill,
  composeBill,
  type MonthContract,
  type MonthOfUse,
} from '#domain/bill/compose-bill.ts';
import type { BilledUse } from '#domain/bill/corrections.ts';
import type { SteppedMonth } from '#domain/bill/step-charges.ts';
import { ratesOf } from '#domain/bill/terms.ts';
import type { UseRow } from '#domain/bill/use-lines.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays, monthOf, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { bigText } from '../allocation/big-text.ts';
import { selectRunHead } from '../allocation/select-run.ts';
import { type PostedMonth, postedOf, selectPosted } from '../ledger/posted-lines.ts';
import { dayIn, type Queryable, rowsOf, wholeIn } from '../queries/row.ts';
import { type BillMonth, MONTHS_BACK, monthsBefore } from './bill-month.ts';
import { selectBillingTerms } from './billing-terms.ts';
import { lateFeeComponent, selectLateFees } from './late-fees.ts';
import { type BillAccount, selectBillAccounts } from './load-accounts.ts';
import { selectContracts } from './load-contracts.ts';
import { selectResaleMonths } from './load-resale.ts';
import { loadSharedAnew, selectRevised } from './load-shared-anew.ts';
import { selectBillShares } from './load-shares.ts';
import { selectSteps } from './load-steps.ts';
import { type AccountMonth, monthKey, selectBilled, selectUse } from './load-use.ts';
import { selectBilledVersions } from './load-versions.ts';
import { selectComparedFrom, selectNotBilled } from './not-billed.ts';

/** Rises when the same figures are to make another bill. */
const METHOD = 'bill/2';

/** What keeps a bill from being checked, and what a person should know. */
export type BillFault =
  | ComposedBill['faults'][number] /** Quarters of an hour that a meter of the account has not counted. */
  | {
      readonly type: 'missingSlots';
      readonly expected: number;
      readonly found: number;
    };

/** As JSON holds it: money is text of fen. */
export type StoredFault = BillFault extends infer One
  ? { readonly [Key in keyof One]: One[Key] extends bigint ? string : One[Key] }
  : never;

export interface LoadedBill {
  readonly account: BillAccount;
  readonly kind: BillInput['kind'];
  readonly composed: ComposedBill;
  readonly faults: readonly BillFault[];
  readonly hash: string;
  readonly allocationHash: string | null;
}

/** Bills of some accounts of a park, as they would be today. Accounts of the supply side have none. */
export async function loadBills(db: Queryable, of: BillMonth, accountIds: readonly number[]): Promise<readonly LoadedBill[]> {
  const accounts = await selectBillAccounts(db, of, accountIds);
  // What is stated as not billed says nothing of other months: their corrections wait for a bill.
  const alone = (await selectNotBilled(db, of, of.month)).has(of.month);
  const months = alone ? accounts.map(({ id }) => ({ accountId: id, month: of.month })) : await selectMonths(db, of, accounts);
  const use = await selectUse(db, months);
  const steps = await selectSteps(db, months);
  const billed = await selectBilled(db, months);
  const prepaid = new Set(accounts.flatMap(({ id, kind }) => (kind === 'prepaid' ? [id] : [])));
  const settled = await selectPosted(
    db,
    months.filter(({ accountId }) => prepaid.has(accountId)),
  );
  const head = await selectRunHead(db, of.parkId, of.month);
  const allocation = head === null || head.state === 'stopped' ? null : head;
  const shares = allocation === null ? new Map<string, BilledShare[]>() : await selectBillShares(db, allocation, accounts);
  const revised = alone ? [] : await selectRevised(db, of, monthsBefore(of.month, MONTHS_BACK));
  const sharedAnew = await loadSharedAnew(db, of, { accounts, revised });
  const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
  const terms = await selectContracts(db, of, accounts);
  const rates = ratesOf(await selectBillingTerms(db, of.parkId));
  const earlier = await selectEarlierContracts(db, of, { accounts, months });
  const shared = await selectResaleMonths(db, of.parkId, [...new Set(months.map(({ month }) => month))]);
  const late = alone ? NO_LATE_FEES : await selectLateDue(db, of, accounts);
  const monthsOf = Map.groupBy(months, ({ accountId }) => accountId);
  return accounts.map((account) => {
    const kind = account.kind === 'prepaid' ? 'statement' : 'bill';
    // Prepaid use was taken by its tariff the moment it was used.
    const bySharesIn = (month: ParkDay): boolean => kind === 'bill' && shared.has(month);
    const byShares = bySharesIn(of.month);
    const input: BillInput = {
      kind,
      month: monthOf(of.month),
      months: (monthsOf.get(account.id) ?? []).map((one) => ({
        ...monthOfUse(one, { use, steps, billed, settled: kind === 'statement' ? settled : null }),
        ...(bySharesIn(one.month) ? { bySharesOfBills: true } : { contract: earlier.get(monthKey(one)) ?? {} }),
      })),
      versions,
      shares: shares.get(account.code) ?? [],
      sharedAnew: sharedAnew.get(account.id) ?? [],
      fees: terms.get(account.id)?.fees ?? [],
      ...(late.has(account.id) ? { lateFees: late.get(account.id) ?? [] } : {}),
      rates,
      // Capacity and power factor of the park are in the shares.
      ...(byShares ? {} : terms.get(account.id)?.contract),
    };
    const found = account.slots;
    const missing: BillFault[] = found < account.slotsExpected ? [{ type: 'missingSlots', expected: account.slotsExpected, found }] : [];
    const composed = composeBill(input);
    return {
      account,
      kind,
      composed,
      faults: [...composed.faults, ...missing],
      hash: hashOf(input, { missing, allocation: allocation?.inputHash ?? null }),
      allocationHash: allocation?.inputHash ?? null,
    };
  });
}

/** Second parts and power factors of the earlier months that are looked at, by `monthKey`. */
async function selectEarlierContracts(
  db: Queryable,
  of: BillMonth,
  { accounts, months }: { readonly accounts: readonly BillAccount[]; readonly months: readonly AccountMonth[] },
): Promise<ReadonlyMap<string, MonthContract>> {
  const found = new Map<string, MonthContract>();
  for (const [month, own] of Map.groupBy(months, (one) => one.month)) {
    if (month === of.month) continue;
    const ids = new Set(own.map(({ accountId }) => accountId));
    const contracts = await selectContracts(
      db,
      { ...of, month },
      accounts.filter(({ id }) => ids.has(id)),
    );
    for (const [accountId, { contract }] of contracts) found.set(monthKey({ accountId, month }), contract);
  }
  return found;
}

type LateDue = ReadonlyMap<number, NonNullable<BillInput['lateFees']>>;
const NO_LATE_FEES: LateDue = new Map();

/** Late fees up to the month's last day that no bill has charged, by account. */
async function selectLateDue(db: Queryable, { parkId, zone, month }: BillMonth, accounts: readonly BillAccount[]): Promise<LateDue> {
  const accountIds = accounts.flatMap(({ id, kind }) => (kind === 'postpaid' ? [id] : []));
  if (accountIds.length === 0) return new Map();
  const until = addDays(parkDayOf(monthRange(month, zone).to, zone), -1);
  const open = (await selectLateFees(db, { parkId, zone, until, accountIds })).filter(({ fee, charged }) => fee !== charged);
  return new Map(
    [...Map.groupBy(open, ({ accountId }) => accountId)].map(([id, own]) => [
      id,
      own.map(({ billId, year, number, fee, charged }) => ({
        component: lateFeeComponent(billId),
        bill: `${year}-${String(number).padStart(6, '0')}`,
        amount: fen(fee - charged),
      })),
    ]),
  );
}

interface Loaded {
  readonly use: ReadonlyMap<string, readonly UseRow[]>;
  readonly steps: ReadonlyMap<string, readonly SteppedMonth[]>;
  readonly billed: ReadonlyMap<string, readonly BilledUse[]>;
  /** Null: the account is no prepaid one. */
  readonly settled: ReadonlyMap<string, PostedMonth> | null;
}

const monthOfUse = (one: AccountMonth, { use, steps, billed, settled }: Loaded): MonthOfUse => {
  const key = monthKey(one);
  return {
    month: monthOf(one.month),
    rows: use.get(key) ?? [],
    ...(steps.get(key)?.length ? { steps: steps.get(key) ?? [] } : {}),
    billed: billed.get(key) ?? [],
    settled: settled === null ? null : postedOf(settled, one).lines,
  };
};

/** Versions are written out: a price that is changed under its id changes the bill. */
const hashOf = ({ versions, ...input }: BillInput, more: object): string => {
  const used = new Set(input.months.flatMap(({ rows }) => rows.map(({ versionId }) => versionId)));
  const own = [...versions.values()].filter(({ id }) => used.has(id)).toSorted((a, b) => a.id - b.id);
  const prices = own.map(({ id, tariff, components, vectors }) => ({ id, tariff, components, vectors }));
  return createHash('sha256')
    .update(JSON.stringify({ method: METHOD, input, prices, ...more }, bigText))
    .digest('hex');
};

/**
 * Months of which an account has a bill that stands, and those whose run, begun after they were over, found nothing to bill it for. One that has a draft
 * still, or whose bill was taken back, has all of it on that one.
 */
const MONTHS = `
  select t.account_id, t.month::text as month from (
    select b.account_id, b.month from bill b
    where b.account_id = any($1::int[]) and b.kind <> 'reversal' and b.state in ('notBilled', 'issued', 'partlyPaid', 'paid')
      and b.month < $2::date and b.month >= $3::date
    union all
    select a.id, r.month from bill_run r join park p on p.id = r.park_id cross join unnest($1::int[]) as a(id)
    where r.park_id = $5 and r.month < $2::date and r.month >= $3::date and r.finished_at is not null
      and r.started_at >= ((r.month + interval '1 month')::timestamp at time zone p.zone)
      and not exists (select from bill b where b.account_id = a.id and b.month = r.month and b.kind <> 'reversal')
  ) as t
  where t.month >= $4::date or exists (select from bill_due d where d.account_id = t.account_id and d.month = t.month)
  order by t.account_id, t.month`;

/** The month itself, and earlier ones that may have changed since they were billed. */
async function selectMonths(db: Queryable, of: BillMonth, accounts: readonly BillAccount[]): Promise<readonly AccountMonth[]> {
  const { parkId, month } = of;
  const ids = accounts.map(({ id }) => id);
  const since = monthsBefore(month, MONTHS_BACK);
  const earlier = await selectAccountMonths(db, MONTHS, [ids, month, since, await selectComparedFrom(db, of), parkId]);
  const byAccount = Map.groupBy(earlier, ({ accountId }) => accountId);
  return ids.flatMap((accountId) => [...(byAccount.get(accountId) ?? []), { accountId, month }]);
}

const selectAccountMonths = (db: Queryable, text: string, values: readonly unknown[]): Promise<AccountMonth[]> =>
  rowsOf(db, text, values, (row) => ({ accountId: wholeIn(row, 'account_id'), month: dayIn(row, 'month') }));
