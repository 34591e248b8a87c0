import type { ParkDay } from '#domain/time/instant.ts';
import { monthsFrom } from '../bill/bill-month.ts';
import { type AccountMonth, monthKey } from '../bill/load-use.ts';
import { type Queryable, rowsOf, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';

const BY_THE_YEAR = `
  select distinct g.account_id from assignment g join tariff t on t.id = g.tariff_id
  where g.account_id = any($1::int[]) and t.steps @? '$[*] ? (@.window == "year")'`;

/**
 * Months and, for accounts with steps by the year, those of the same year that follow each, up to `today`: what was used in one moves what the later
 * ones have left in their tiers. No month twice.
 */
export const withLaterMonths = async (db: Queryable, months: readonly AccountMonth[], today: ParkDay): Promise<readonly AccountMonth[]> => {
  if (months.length === 0) return [];
  const rows = await rowsOf(db, BY_THE_YEAR, [numbersOf(months, ({ accountId }) => accountId)], (row) => wholeIn(row, 'account_id'));
  const byTheYear = new Set(rows);
  const all = months.flatMap((one) => {
    if (!byTheYear.has(one.accountId)) return [one];
    const later = monthsFrom(one.month, today).filter((month) => month.slice(0, 4) === one.month.slice(0, 4));
    return [one, ...later.map((month) => ({ accountId: one.accountId, month }))];
  });
  return [...new Map(all.map((one) => [monthKey(one), one])).values()];
};
