import type { PostedLine } from '#domain/ledger/settle.ts';
import { fen } from '#domain/units/money.ts';
import { type AccountMonth, monthKey, PAIRS, pairIn, pairsOf } from '../bill/load-use.ts';
import { bigIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What settlements have posted of an account's month: how often, and line by line. */
export interface PostedMonth {
  /** 0: never. */
  readonly version: number;
  readonly lines: readonly PostedLine[];
}

/** One statement, so that lines and version are of one moment. */
const POSTED = `
  select t.account_id, t.month::text as month, s.version, l.line_key, l.posted_fen::text as posted
  from ${PAIRS} join settlement s on s.account_id = t.account_id and s.month = t.month
    left join settlement_line l on l.account_id = t.account_id and l.month = t.month
  order by 1, 2, 4`;

/** By `monthKey`; months that were never settled are not among them. */
export const selectPosted = async (db: Queryable, months: readonly AccountMonth[]): Promise<ReadonlyMap<string, PostedMonth>> => {
  const rows = await rowsOf(db, POSTED, pairsOf(months), (row) => ({
    key: pairIn(row),
    version: wholeIn(row, 'version'),
    lineKey: orNull(row, 'line_key', textIn),
    posted: orNull(row, 'posted', (one, column) => fen(bigIn(one, column))),
  }));
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => {
      const lines = own.flatMap(({ lineKey, posted }) => (lineKey === null || posted === null ? [] : [{ lineKey, posted }]));
      return [key, { version: own[0]?.version ?? 0, lines }];
    }),
  );
};

export const postedOf = (posted: ReadonlyMap<string, PostedMonth>, month: AccountMonth): PostedMonth =>
  posted.get(monthKey(month)) ?? { version: 0, lines: [] };
