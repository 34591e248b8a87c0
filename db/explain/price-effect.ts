import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import type { Price } from '#domain/units/money.ts';
import { atMs, bigIn, dayIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What an account used by a tariff, what it was charged for that, and what other prices of the same quarters of an hour come to. */
export interface PricedUse {
  readonly accountId: number;
  readonly account: string;
  readonly name: Words;
  /** Wh (litres). */
  readonly quantity: number;
  /** 1e-11 yuan. */
  readonly now: bigint;
  readonly against: bigint;
}

/** The price of each quarter of an hour. */
export interface SlotPrices {
  readonly starts: readonly InstantMs[];
  readonly prices: readonly Price[];
}

/** As many accounts as the largest park has (15,000), and a few more. */
const ACCOUNTS_MAX = 20_000;
/**
 * Supply contracts have no bills here. What was used is summed by price before it is multiplied: there are five of them, or as many as the clock has
 * quarters; what was charged stands by day already, in the accruals of the tariff's versions. What none of them priced is on neither side.
 */
const USES = `
  with priced as materialized (
    select to_timestamp(s / 1000) as start, p from unnest($4::float8[], $5::bigint[]) as t(s, p)
  ), used as materialized (
    select s.account_id, q.p, sum(s.quantity)::bigint as quantity
    from slot s join priced q on q.start = s.start
    where s.point_id = any(array(select g.point_id from assignment g where g.tariff_id = $1 and g.from_at < ${atMs('$3')}
        and coalesce(g.to_at, 'infinity') > ${atMs('$2')}))
      and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
      and s.version_id = any(array(select id from tariff_version where tariff_id = $1))
    group by 1, 2
  ), sums as (
    select account_id, sum(quantity)::bigint as quantity, sum(quantity * p::numeric) as against from used group by 1
  ), charged as (
    select c.account_id, sum(c.charge) as now from accrual c
    where c.account_id in (select account_id from used) and c.day >= $6::date and c.day <= $7::date
      and c.version_id in (select id from tariff_version where tariff_id = $1)
    group by 1
  )
  select a.id, a.code, a.name_zh, a.name_en, u.quantity, coalesce(c.now, 0)::text as now, u.against::text as against
  from sums u join account a on a.id = u.account_id and a.kind <> 'supply' left join charged c on c.account_id = u.account_id
  order by a.code limit ${ACCOUNTS_MAX}`;

/** Days (both included) with the instants they reach over, and the price of each quarter of an hour of these. */
export interface PricedDays {
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly range: InstantRange;
  readonly priced: SlotPrices;
}

/** Slots of some days under other prices, by account: exact, whatever the prices were when they were charged. */
export const selectPricedUse = (db: Queryable, tariffId: number, { from, to, range, priced }: PricedDays): Promise<readonly PricedUse[]> =>
  rowsOf(db, USES, [tariffId, range.from, range.to, priced.starts, priced.prices.map(String), from, to], (row) => ({
    accountId: wholeIn(row, 'id'),
    account: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    quantity: wholeIn(row, 'quantity'),
    now: bigIn(row, 'now'),
    against: bigIn(row, 'against'),
  }));

const BILLS_OUT = `
  select b.month::text as month, count(*)::int as bills from bill b
  where b.park_id = $1 and b.account_id = any($2::int[]) and b.number is not null and b.kind <> 'reversal' and b.state <> 'reversed'
    and b.month >= date_trunc('month', $3::date) and b.month <= $4::date
  group by 1 order by 1`;

/** Bills that are out of the months that some days lie in, by month (first days). */
export const selectBillsOut = (
  db: Queryable,
  parkId: number,
  of: { readonly accountIds: readonly number[]; readonly from: ParkDay; readonly to: ParkDay },
): Promise<readonly { readonly month: ParkDay; readonly bills: number }[]> =>
  rowsOf(db, BILLS_OUT, [parkId, of.accountIds, of.from, of.to], (row) => ({ month: dayIn(row, 'month'), bills: wholeIn(row, 'bills') }));
