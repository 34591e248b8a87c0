import type { ParkDay } from '#domain/time/instant.ts';
import { bigIn, type Queryable, rowsOf, textIn } from '../queries/row.ts';
import { IS_SAID } from './load-use.ts';

/** What bills that are out or stated as not billed, reversals and corrections among them, have said of one line of an account's month. */
export interface SaidLine {
  /** Version, component, period, and of a share its group, kind and way: `saidKey`. */
  readonly key: string;
  /** Thousandths of the unit. */
  readonly quantity: bigint;
  readonly amountFen: bigint;
}

/** Late fees hang on when bills are paid, not on the month. */
const SAID = `
  select concat_ws(' ', coalesce(l.version_id, 0), l.component, coalesce(l.period, -1), coalesce(l.share ->> 'group', '-'), coalesce(l.share ->> 'via', '-')) as key,
    coalesce(sum(l.quantity), 0)::text as quantity, sum(l.amount_fen)::text as amount
  from bill b join bill_line l on l.bill_id = b.id
  where b.account_id = $1 and ${IS_SAID} and l.of_month = $2::date and l.component not like 'lateFee%'
  group by 1 having coalesce(sum(l.quantity), 0) <> 0 or sum(l.amount_fen) <> 0 order by 1`;

/** Of a month, by all bills of the account that are out; none: no bill is. */
export const selectSaid = (db: Queryable, accountId: number, month: ParkDay): Promise<SaidLine[]> =>
  rowsOf(db, SAID, [accountId, month], (row) => ({
    key: textIn(row, 'key'),
    quantity: bigIn(row, 'quantity'),
    amountFen: bigIn(row, 'amount'),
  }));
