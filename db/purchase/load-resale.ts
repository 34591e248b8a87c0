import { RESALE_DEFAULT } from '#domain/allocation/rules.ts';
import { billFromSheet } from '#domain/purchase/bill-from-sheet.ts';
import { type PurchaseSums, purchaseSums } from '#domain/purchase/purchase-sums.ts';
import type { ResaleInput } from '#domain/purchase/resale.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import type { Queryable } from '../queries/row.ts';
import { type PurchaseKind, type StoredPurchase, selectStanding } from './bills-store.ts';
import { monthUses, quarterUses, type UsesOf } from './load-uses.ts';

/** What a month's shares of the purchase bills are made from, but for who bears public energy, which the sharing itself says. */
export interface ResaleBasis extends Omit<ResaleInput, 'borne'> {
  /** Numbers of the bills. */
  readonly bills: readonly string[];
}

export type LoadedResale = ResaleBasis | 'noBill' | null;

export interface ResaleOf extends UsesOf {
  readonly parkId: number;
  readonly month: ParkDay;
}

/** Null: the month's tenants pay by tariff. `noBill`: they pay shares of a bill that is not there yet. */
export async function loadResale(db: Queryable, of: ResaleOf, method = of.rules.resale?.method ?? 'tariff'): Promise<LoadedResale> {
  if (method === 'tariff') return null;
  const standing = await selectStanding(db, of.parkId, of.month);
  const grid = sumsOf(standing, 'grid', of.month);
  if (grid === null) return 'noBill';
  return {
    method,
    grid,
    pv: sumsOf(standing, 'pv', of.month),
    exportSharePpm: (of.rules.resale ?? RESALE_DEFAULT).exportSharePpm,
    uses: method === 'composite' ? monthUses(of) : await quarterUses(db, of),
    bills: standing.map(({ number }) => number),
  };
}

const sumsOf = (standing: readonly StoredPurchase[], kind: PurchaseKind, month: ParkDay): PurchaseSums | null => {
  const sheet = standing.find((one) => one.kind === kind)?.sheet;
  if (!sheet) return null;
  const found = billFromSheet(sheet, { kind, month: monthOf(month) });
  if (found.type !== 'bill') throw new Error(`purchase_bill: the ${kind} bill of ${month} cannot be read any more`);
  return purchaseSums(found.bill);
};
