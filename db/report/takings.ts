import { CHANNELS, type Channel } from '#domain/ledger/chart.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What one clerk took and gave back by one way; + came in, − went out. What was undone is taken from what it was. */
export interface TakingsRow {
  readonly park: string;
  /** A person's name, as it was in the shift. */
  readonly clerk: string;
  readonly channel: Channel;
  readonly receipts: number;
  readonly topUps: Fen;
  readonly refunds: Fen;
  readonly deposits: Fen;
  /** Paid out to accounts that were closed. */
  readonly closings: Fen;
}

const TAKINGS = `
  select p.code as park, s.clerk_name as clerk, r.channel, count(*) as receipts,
    coalesce(sum(r.amount_fen) filter (where x.kind = 'topUp'), 0)::text as top_ups, coalesce(sum(r.amount_fen) filter (where x.kind = 'refund'), 0)::text as refunds,
    coalesce(sum(r.amount_fen) filter (where x.kind in ('depositIn', 'depositOut')), 0)::text as deposits,
    coalesce(sum(r.amount_fen) filter (where x.kind = 'closing'), 0)::text as closings
  from receipt r join ledger_transfer t on t.id = r.transfer_id join shift s on s.id = r.shift_id join park p on p.id = r.park_id
    left join receipt o on r.kind = 'reversal' and o.park_id = r.park_id and o.year = r.of_year and o.number = r.of_number
    cross join lateral (select coalesce(o.kind, r.kind) as kind) as x
  where r.park_id = any($1::int[]) and t.day between $2::date and $3::date
  group by p.code, s.clerk, s.clerk_name, r.channel order by p.code, s.clerk_name, s.clerk, r.channel`;

/** By the park day receipts are booked for, both days included. */
export const selectTakings = (
  db: Queryable,
  parkIds: readonly number[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<TakingsRow[]> =>
  rowsOf(db, TAKINGS, [parkIds, from, to], (row) => ({
    park: textIn(row, 'park'),
    clerk: textIn(row, 'clerk'),
    channel: channelIn(textIn(row, 'channel')),
    receipts: wholeIn(row, 'receipts'),
    topUps: fen(bigIn(row, 'top_ups')),
    refunds: fen(bigIn(row, 'refunds')),
    deposits: fen(bigIn(row, 'deposits')),
    closings: fen(bigIn(row, 'closings')),
  }));

const channelIn = (text: string): Channel => {
  const found = CHANNELS.find((one) => one === text);
  if (!found) throw new TypeError(`receipt: ${text} is no channel`);
  return found;
};
