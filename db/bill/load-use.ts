import type { BilledUse } from '#domain/bill/corrections.ts';
import { LINE_UNITS } from '#domain/bill/line.ts';
import { TAX_ITEMS } from '#domain/bill/tax.ts';
import type { UseRow } from '#domain/bill/use-lines.ts';
import type { Words } from '#domain/park/model.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { exact, fen, price } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { bigIn, dayIn, flagIn, orNull, type Queryable, type Row, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf, wordsOf } from '../store/arrays.ts';

/** A month of an account. */
export interface AccountMonth {
  readonly accountId: number;
  /** First day. */
  readonly month: ParkDay;
}

export const monthKey = ({ accountId, month }: AccountMonth): string => `${accountId} ${month}`;

/** Account-months as a table, its two parameters, and the key of a row that names one. */
export const PAIRS = 'unnest($1::int[], $2::date[]) as t(account_id, month)';
export const pairsOf = (months: readonly AccountMonth[]): readonly unknown[] => [
  numbersOf(months, ({ accountId }) => accountId),
  wordsOf(months, ({ month }) => month),
];
export const pairIn = (row: Row): string => `${wholeIn(row, 'account_id')} ${textIn(row, 'month')}`;

const grouped = <T>(rows: readonly { readonly key: string; readonly value: T }[]): ReadonlyMap<string, readonly T[]> =>
  new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => [key, own.map(({ value }) => value)]));

const USE = `
  select t.account_id, t.month::text as month, c.version_id, c.period, sum(c.quantity)::text as quantity, sum(c.charge)::text as charge,
    min(c.day)::text as from_on, max(c.day)::text as to_on
  from ${PAIRS} join accrual c on c.account_id = t.account_id and c.day >= t.month and c.day < least((t.month + interval '1 month')::date, $3::date)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4`;

/** What the accruals say, by `monthKey`; of park days before `before` alone where it is given. */
export const selectUse = async (
  db: Queryable,
  months: readonly AccountMonth[],
  before: ParkDay | null = null,
): Promise<ReadonlyMap<string, readonly UseRow[]>> =>
  grouped(
    await rowsOf(db, USE, [...pairsOf(months), before], (row) => ({
      key: pairIn(row),
      value: {
        versionId: wholeIn(row, 'version_id'),
        period: periodAt(wholeIn(row, 'period')),
        quantity: quantity(wholeIn(row, 'quantity')),
        charge: exact(bigIn(row, 'charge')),
        from: dayIn(row, 'from_on'),
        to: dayIn(row, 'to_on'),
      },
    })),
  );

/** The lines of each issued bill by its key: `offset 0` keeps the planner from reading all lines there are. */
const LINES_OF_BILL = (columns: string): string => `lateral (select ${columns} from bill_line where bill_id = b.id offset 0) as l`;

/** Bills whose lines later ones correct: those that are out, and those of months that are stated as not billed. */
export const IS_SAID = `(number is not null or state = 'notBilled')`;

/** Reversals count with their sign, so that a bill that was taken back has billed nothing. */
const BILLED = `
  with b as materialized (select id, account_id from bill where account_id = any($1::int[]) and ${IS_SAID})
  select t.account_id, t.month::text as month, l.version_id, l.component, l.period, min(l.item) as item, min(l.unit) as unit,
    (array_agg(l.name order by b.id))[1] as name, (array_agg(l.price::text order by b.id))[1] as price, coalesce(sum(l.quantity), 0)::text as quantity,
    sum(l.amount_fen)::text as amount, min(l.from_on)::text as from_on, max(l.to_on)::text as to_on, bool_or(l.posted) as posted
  from b cross join ${LINES_OF_BILL('kind, of_month, version_id, component, period, item, unit, name, price, quantity, amount_fen, from_on, to_on, posted, share')}
    join ${PAIRS} on t.account_id = b.account_id and t.month = l.of_month
  where (l.kind in ('use', 'demand', 'powerFactor', 'correction') or l.posted) and l.share is null
  group by t.account_id, t.month, l.version_id, l.component, l.period having coalesce(sum(l.quantity), 0) <> 0 or sum(l.amount_fen) <> 0
  order by t.account_id, t.month, l.version_id, l.component, l.period`;

/** What bills have said of these months: use, second part and power factor, and whatever else settlements had taken. */
export const selectBilled = async (db: Queryable, months: readonly AccountMonth[]): Promise<ReadonlyMap<string, readonly BilledUse[]>> =>
  grouped(
    await rowsOf(db, BILLED, pairsOf(months), (row) => ({
      key: pairIn(row),
      value: {
        versionId: orNull(row, 'version_id', wholeIn),
        component: textIn(row, 'component'),
        // Written from a line alone.
        name: row.name as Words | null,
        period: orNull(row, 'period', (one, column) => periodAt(wholeIn(one, column))),
        item: oneOf(TAX_ITEMS, textIn(row, 'item')),
        unit: orNull(row, 'unit', (one, column) => oneOf(LINE_UNITS, textIn(one, column))),
        price: orNull(row, 'price', (one, column) => price(bigIn(one, column))),
        quantity: bigIn(row, 'quantity'),
        amount: fen(bigIn(row, 'amount')),
        from: dayIn(row, 'from_on'),
        to: dayIn(row, 'to_on'),
        posted: flagIn(row, 'posted'),
      },
    })),
  );

const periodAt = (index: number): Period => {
  const period = PERIODS[index];
  if (!period) throw new RangeError(`period ${index}`);
  return period;
};

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((one) => one === text);
  if (!found) throw new TypeError(`bill_line: ${text} is none of ${all.join(', ')}`);
  return found;
};
