import type { ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { MonthRange } from './parks.ts';

/** What a month's bills came to, and what came in on them until now. */
export interface CollectionRow {
  readonly park: string;
  /** First day. */
  readonly month: ParkDay;
  readonly bills: number;
  readonly billed: Fen;
  readonly paid: Fen;
}

const COLLECTION = `
  select p.code as park, b.month::text as month, count(*) filter (where b.kind <> 'reversal') as bills, sum(b.total_fen)::text as billed,
    coalesce(sum(case when coalesce(o.kind, b.kind) = 'statement' then b.total_fen
      else (select sum(y.amount_fen) from bill_payment y where y.bill_id = b.id) end), 0)::text as paid
  from bill b join park p on p.id = b.park_id left join bill o on o.id = b.reverses
  where b.park_id = any($1::int[]) and b.month between $2::date and $3::date and b.number is not null
  group by p.code, b.month order by b.month, p.code`;

/** Months in which something was billed. */
export const selectCollection = (db: Queryable, parkIds: readonly number[], { from, to }: MonthRange): Promise<CollectionRow[]> =>
  rowsOf(db, COLLECTION, [parkIds, from, to], (row) => ({
    park: textIn(row, 'park'),
    month: dayIn(row, 'month'),
    bills: wholeIn(row, 'bills'),
    billed: fen(bigIn(row, 'billed')),
    paid: fen(bigIn(row, 'paid')),
  }));
