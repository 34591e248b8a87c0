import type { ParkMonth } from '../time/park-day.ts';
import { type Fen, fen } from '../units/money.ts';
import type { PriceBook } from './price-book.ts';
import type { Load } from './rate-load.ts';
import { type GivenFacts, type RatedMonth, type RatedMonths, rateMonths } from './rate-months.ts';
import type { DatedMode } from './two-part.ts';

export interface MonthComparison {
  readonly month: ParkMonth;
  readonly now: RatedMonth;
  readonly against: RatedMonth;
  /** > 0: the other costs less. */
  readonly saving: Fen;
}

export interface Compared {
  readonly type: 'compared';
  readonly months: readonly MonthComparison[];
  readonly saving: Fen;
}

export type Comparison =
  | Compared
  | { readonly type: 'unpriced'; readonly which: 'now' | 'against'; readonly rated: Extract<RatedMonths, { type: 'unpriced' }> };

/** What a load's months would have cost by another book: another tariff, another mode. */
export const compareBooks = (
  books: { readonly now: PriceBook; readonly against: PriceBook },
  load: Load,
  given: GivenFacts,
): Comparison => {
  const now = rateMonths(books.now, load, given);
  if (now.type === 'unpriced') return { type: 'unpriced', which: 'now', rated: now };
  const against = rateMonths(books.against, load, given);
  if (against.type === 'unpriced') return { type: 'unpriced', which: 'against', rated: against };
  const months = now.months.flatMap((one): MonthComparison[] => {
    const other = against.months.find(({ month }) => month === one.month);
    return other ? [{ month: one.month, now: one, against: other, saving: fen(one.total - other.total) }] : [];
  });
  return { type: 'compared', months, saving: fen(months.reduce((sum, { saving }) => sum + saving, 0n)) };
};

/** The same book with another way of paying for demand from its first month on; null where it has no second part. */
export const withMode = (book: PriceBook, mode: DatedMode['mode'], contractW?: number): PriceBook | null => {
  const [first] = book.twoPart?.modes ?? [];
  if (book.twoPart === null || first === undefined) return null;
  const modes: readonly DatedMode[] = [{ from: first.from, mode, ...(contractW === undefined ? {} : { contractW }) }];
  return { ...book, twoPart: { ...book.twoPart, modes } };
};
