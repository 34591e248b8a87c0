import type { LineKind } from '#domain/bill/line.ts';
import { LINE_KINDS } from '#domain/bill/line.ts';
import { TAX_ITEMS, type TaxItem } from '#domain/bill/tax.ts';
import type { Words } from '#domain/park/model.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, orNull, type Queryable, rowsOf, textIn } from '../queries/row.ts';
import type { MonthRange } from './parks.ts';

/** Lines of a month's bills that are out, summed by what they are for. */
export interface RevenueRow {
  readonly park: string;
  /** First day; of the bill. */
  readonly month: ParkDay;
  readonly kind: LineKind;
  readonly component: string;
  readonly name: Words | null;
  readonly item: TaxItem;
  readonly excl: Fen;
  readonly tax: Fen;
  readonly total: Fen;
}

/** Late fees name their bill: they are one component here. */
const REVENUE = `
  select p.code as park, b.month::text as month, l.kind, split_part(l.component, ':', 1) as component,
    case when l.component like '%:%' then null else min(l.name::text) end as name, l.item,
    sum(l.excl_fen)::text as excl, sum(l.tax_fen)::text as tax, sum(l.amount_fen)::text as total
  from bill b join park p on p.id = b.park_id cross join lateral (
    select kind, component, name, item, excl_fen, tax_fen, amount_fen from bill_line where bill_id = b.id offset 0) as l
  where b.park_id = any($1::int[]) and b.month between $2::date and $3::date and b.number is not null
  group by p.code, b.month, l.kind, split_part(l.component, ':', 1), l.component like '%:%', l.item
  order by b.month, p.code, l.kind, component, l.item`;

export const selectRevenue = (db: Queryable, parkIds: readonly number[], { from, to }: MonthRange): Promise<RevenueRow[]> =>
  rowsOf(db, REVENUE, [parkIds, from, to], (row) => ({
    park: textIn(row, 'park'),
    month: dayIn(row, 'month'),
    kind: oneOf(LINE_KINDS, textIn(row, 'kind')),
    component: textIn(row, 'component'),
    // Written from a line alone.
    name: orNull(row, 'name', (one) => JSON.parse(textIn(one, 'name')) as Words),
    item: oneOf(TAX_ITEMS, textIn(row, 'item')),
    excl: fen(bigIn(row, 'excl')),
    tax: fen(bigIn(row, 'tax')),
    total: fen(bigIn(row, 'total')),
  }));

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new TypeError(`bill_line: ${text} is none of ${all.join(', ')}`);
  return found;
};

/** A month's revenue as its bills say it, and as the ledger does. */
export interface LedgerMatch {
  readonly park: string;
  readonly month: ParkDay;
  /** Sum of the lines of the month's bills. */
  readonly billed: Fen;
  /** Booked when they were issued. */
  readonly byBills: Fen;
  /** Lines of theirs that daily settlements had booked before. */
  readonly bySettlements: Fen;
  /** Use of the month that was taken from wallets and stands on no statement yet. */
  readonly unbilled: Fen;
}

const MATCH = `
  with months as (select p.id, p.code, d::date as month, (d + interval '1 month')::date as next
    from park p cross join generate_series($2::date, $3::date, interval '1 month') as d where p.id = any($1::int[]))
  select m.code as park, m.month::text as month, x.billed::text as billed, x.by_settlements::text as by_settlements,
    (select coalesce(sum(e.amount_fen), 0) from bill b join ledger_entry e on e.transfer_id = b.transfer_id
       join ledger_account l on l.id = e.ledger_account_id and l.kind like 'revenue%' where b.park_id = m.id and b.month = m.month)::text as by_bills,
    ((select coalesce(sum(e.amount_fen), 0) from ledger_transfer t join ledger_entry e on e.transfer_id = t.id
       join ledger_account l on l.id = e.ledger_account_id and l.kind = 'revenue_use'
       where t.park_id = m.id and coalesce(t.of_day, t.day) >= m.month and coalesce(t.of_day, t.day) < m.next)
     - (select coalesce(sum(l.amount_fen), 0) from bill b cross join lateral (
         select of_month, amount_fen, posted from bill_line where bill_id = b.id offset 0) as l
       where b.park_id = m.id and b.month >= m.month and (b.number is not null or b.state = 'notBilled') and l.posted and l.of_month = m.month))::text as unbilled
  from months m cross join lateral (
    select coalesce(sum(l.amount_fen), 0) as billed, coalesce(sum(l.amount_fen) filter (where l.posted), 0) as by_settlements
    from bill b cross join lateral (select amount_fen, posted from bill_line where bill_id = b.id offset 0) as l
    where b.park_id = m.id and b.month = m.month and b.number is not null) as x
  order by m.month, m.code`;

export const selectLedgerMatch = (db: Queryable, parkIds: readonly number[], { from, to }: MonthRange): Promise<LedgerMatch[]> =>
  rowsOf(db, MATCH, [parkIds, from, to], (row) => ({
    park: textIn(row, 'park'),
    month: dayIn(row, 'month'),
    billed: fen(bigIn(row, 'billed')),
    byBills: fen(bigIn(row, 'by_bills')),
    bySettlements: fen(bigIn(row, 'by_settlements')),
    unbilled: fen(bigIn(row, 'unbilled')),
  }));
