import type { BilledShare } from '#domain/bill/compose-bill.ts';
import { yuanFromFen } from '#domain/units/money.ts';
import { type RunResale, selectRunResale } from '../purchase/resale-of-run.ts';
import type { Queryable } from '../queries/row.ts';
import { type BillAccount, selectShares } from './load-accounts.ts';

/** A run of a month's sharing, by its revision. */
export interface SharedRun {
  readonly id: string;
  readonly revision: number;
}

/**
 * What each account's bill says of a run, by account code: its shares of the pools; of postpaid accounts, where the run's tenants pay shares of the purchase
 * bills, those instead, which hold public energy, losses, capacity and power factor. Prepaid use was taken by its tariff the moment it was used.
 */
export async function selectBillShares(
  db: Queryable,
  run: SharedRun,
  accounts: readonly BillAccount[],
): Promise<ReadonlyMap<string, readonly BilledShare[]>> {
  const pools = await selectShares(
    db,
    run.id,
    accounts.map(({ code }) => code),
  );
  const resale = await selectRunResale(db, run.id);
  if (resale === null) return pools;
  const ofBills = sharesOfBills(resale, run.revision);
  return new Map(accounts.map(({ code, kind }) => [code, (kind === 'postpaid' ? ofBills : pools).get(code) ?? []]));
}

const sharesOfBills = ({ resale, bills }: RunResale, revision: number): ReadonlyMap<string, readonly BilledShare[]> => {
  const shares = resale.type === 'shares' ? resale.shares : [];
  const named = shares.map(({ account, part, group, period, wh, amount, ofWh, ofAmount }) => ({
    account: account ?? '',
    share: {
      group,
      // A share is known by its kind: two periods of one part are two.
      kind: period === null ? `resale.${part}` : `resale.${part}.${period}`,
      via: null,
      revision,
      // Money without kWh of its own says none.
      wh: part === 'rest' ? null : wh,
      amount,
      period,
      of: { wh: ofWh.toString(), yuan: yuanFromFen(ofAmount), bills },
    },
  }));
  return new Map([...Map.groupBy(named, ({ account }) => account)].map(([account, own]) => [account, own.map(({ share }) => share)]));
};
