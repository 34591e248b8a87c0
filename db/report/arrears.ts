import { type ArrearsAge, arrearsAge } from '#domain/bill/overdue.ts';
import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { ReportPark } from './parks.ts';

/** A bill that is out and not wholly paid. */
export interface OpenBill {
  readonly id: string;
  readonly park: string;
  readonly accountId: number;
  readonly account: string;
  readonly name: Words;
  readonly year: number;
  readonly number: number;
  readonly dueOn: ParkDay;
  readonly age: ArrearsAge;
  readonly total: Fen;
  readonly paid: Fen;
}

const BILLS_MAX = 50_000;
const OPEN = `
  select b.id::text as id, p.code as park, b.park_id, a.id as account_id, a.code as account, a.name_zh, a.name_en, b.year, b.number, b.due_on::text as due_on,
    b.total_fen::text as total, coalesce(y.paid, 0)::text as paid
  from bill b join park p on p.id = b.park_id join account a on a.id = b.account_id
    left join lateral (select sum(amount_fen) as paid from bill_payment where bill_id = b.id) as y on true
  where b.park_id = any($1::int[]) and b.kind = 'bill' and b.number is not null and b.state not in ('paid', 'reversed') and b.total_fen > coalesce(y.paid, 0)
  order by p.code, a.code, b.due_on, b.id limit ${BILLS_MAX}`;

/** As they stand now, oldest of an account first. */
export const selectOpenBills = (db: Queryable, parks: readonly ReportPark[], now: InstantMs): Promise<OpenBill[]> => {
  const today = new Map(parks.map(({ id, zone }) => [id, parkDayOf(now, zone)]));
  return rowsOf(db, OPEN, [parks.map(({ id }) => id)], (row) => {
    const dueOn = dayIn(row, 'due_on');
    const day = today.get(wholeIn(row, 'park_id'));
    if (!day) throw new Error('report: a park that was not asked for');
    return {
      id: textIn(row, 'id'),
      park: textIn(row, 'park'),
      accountId: wholeIn(row, 'account_id'),
      account: textIn(row, 'account'),
      name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
      year: wholeIn(row, 'year'),
      number: wholeIn(row, 'number'),
      dueOn,
      age: arrearsAge(dueOn, day),
      total: fen(bigIn(row, 'total')),
      paid: fen(bigIn(row, 'paid')),
    };
  });
};
