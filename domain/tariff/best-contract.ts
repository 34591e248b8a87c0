import type { ParkMonth } from '../time/park-day.ts';
import { type Exact, exact } from '../units/money.ts';
import { withMode } from './compare-books.ts';
import type { DemandMonth } from './demand-charge.ts';
import type { PriceBook } from './price-book.ts';
import { connectedVA } from './suspension.ts';
import { twoPartCharge } from './two-part.ts';

export interface SeenMonth extends DemandMonth {
  readonly month: ParkMonth;
}

/**
 * The one contract demand that would have cost least over these months, the smallest where several do. What a month costs is a chain of
 * straight lines in the contract that bends where the floor ends and where 105 % of it reach the maximum, so one of these is the best. Null
 * where the book has no second part, or lacks a price for a month.
 */
export const bestContractW = (
  book: PriceBook,
  months: readonly SeenMonth[],
): { readonly contractW: number; readonly charge: Exact } | null => {
  let best: { readonly contractW: number; readonly charge: Exact } | null = null;
  for (const contractW of bendsOf(book, months)) {
    const charge = chargeOver(book, months, contractW);
    if (charge === null) return null;
    if (best === null || charge < best.charge) best = { contractW, charge };
  }
  return best;
};

/** From small to large; none below the floor, which would be billed as the floor. */
const bendsOf = ({ twoPart }: PriceBook, months: readonly SeenMonth[]): readonly number[] => {
  const floors = months.map(({ month }) => Math.ceil((connectedVA(twoPart?.units ?? [], month) * 2) / 5));
  const bends = [...floors, ...months.map(({ maxDemandW }) => Math.ceil((maxDemandW * 100) / 105))];
  return [...new Set(bends)].filter((bend) => bend >= Math.min(...floors)).sort((a, b) => a - b);
};

const chargeOver = (book: PriceBook, months: readonly SeenMonth[], contractW: number): Exact | null => {
  const twoPart = withMode(book, 'contract', contractW)?.twoPart;
  if (!twoPart) return null;
  let sum = 0n;
  for (const { month, maxDemandW, usedWh } of months) {
    const charged = twoPartCharge(twoPart, month, { maxDemandW, usedWh });
    if (charged === null) return null;
    sum += charged.charge;
  }
  return exact(sum);
};
