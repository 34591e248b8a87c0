import { bigIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';

/** What a month's bills say, whenever they went out, beside what was measured, shared and booked. Reversals count with their sign. */
export interface BillsAudit {
  /** Issued for this month, reversals apart. */
  readonly bills: number;
  /** Computed for it and charged to nobody: it is stated as not billed. */
  readonly notBilled: number;
  /** Of them and of corrections in later ones, fen. */
  readonly usedFen: bigint;
  readonly sharedFen: bigint;
  /** Demand, power factor, fees. */
  readonly otherFen: bigint;
  /** What does not agree, the first first; `what` names the account. */
  readonly differences: readonly { readonly what: string; readonly found: string; readonly expected: string }[];
}

const SUMS = `
  with lines as (
    select l.kind, l.share, l.amount_fen from bill b join bill_line l on l.bill_id = b.id
    where b.park_id = $1 and b.number is not null and l.of_month = $2::date)
  select (select count(*) from bill where park_id = $1 and month = $2::date and number is not null and kind <> 'reversal' and state <> 'reversed')::int as bills,
    (select count(*) from bill where park_id = $1 and month = $2::date and state = 'notBilled')::int as not_billed,
    coalesce(sum(amount_fen) filter (where kind in ('use', 'correction') and share is null), 0)::text as used,
    coalesce(sum(amount_fen) filter (where share is not null), 0)::text as shared,
    coalesce(sum(amount_fen) filter (where kind not in ('use', 'correction') and share is null), 0)::text as other from lines`;

/**
 * Surcharges of steps (components with a #) stand in no accrual, and who pays shares of the purchase bills pays no tariff.
 * By account and tariff version: a component's lines hold the whole use, and amounts are its exact charge, each line rounded once. The charge is told in 1e-11 yuan, 1e9 of them
 * a fen; a line is off by half a fen at most.
 */
const USE = `
  with billed as (
    select account_id, version_id, max(quantity) as quantity, sum(amount) as amount, sum(lines) as lines from (
      select b.account_id, l.version_id, l.component, sum(l.quantity) as quantity, sum(l.amount_fen) as amount, count(*) as lines
      from bill b join bill_line l on l.bill_id = b.id
      where b.park_id = $1 and (b.number is not null or b.state = 'notBilled') and l.of_month = $2::date and l.kind in ('use', 'correction') and l.share is null
        and l.version_id is not null and l.component not like '%#%'
      group by b.account_id, l.version_id, l.component) as c
    group by account_id, version_id
  ), measured as (
    select c.account_id, nullif(c.version_id, 0) as version_id, sum(c.quantity) as quantity, sum(c.charge) as charge
    from accrual c join account a on a.id = c.account_id left join tariff_version v on v.id = c.version_id left join tariff t on t.id = v.tariff_id
    where a.park_id = $1 and a.kind <> 'supply' and not (a.kind = 'postpaid' and t.medium = 'electricity' and exists (
        select from allocation_run r where r.park_id = $1 and r.month = $2::date and r.input ? 'resale'))
      and c.day >= $2::date and c.day < ($2::date + interval '1 month')
    group by 1, 2 having sum(c.charge) <> 0
  )
  select a.code, coalesce(m.quantity, 0)::text as measured, coalesce(b.quantity, 0)::text as billed, coalesce(m.charge, 0)::text as charge,
    coalesce(b.amount, 0)::text as amount, coalesce(b.lines, 0)::int as lines
  from measured m full join billed b on b.account_id = m.account_id and b.version_id is not distinct from m.version_id
    join account a on a.id = coalesce(m.account_id, b.account_id)
  order by a.code, coalesce(m.version_id, b.version_id)`;

/** Shares of the purchase bills stand in their place where the month is charged by them: `npm run audit` of the month holds those against the bills. */
const SHARES = `
  with said as (
    select a.code, l.share ->> 'kind' as kind, sum(l.amount_fen) as fen, coalesce(sum(l.quantity), 0) as wh
    from bill b join bill_line l on l.bill_id = b.id join account a on a.id = b.account_id
    where b.park_id = $1 and (b.number is not null or b.state = 'notBilled') and l.of_month = $2::date and l.share is not null
      and l.share ->> 'kind' not like 'resale%' group by 1, 2
  ), frozen as (
    select s.account as code, s.kind, sum(s.fen) as fen, coalesce(sum(s.wh), 0) as wh
    from allocation_share s join allocation_run r on r.id = s.run_id join account a on a.park_id = r.park_id and a.code = s.account
    where s.run_id = (
        select id from allocation_run where park_id = $1 and month = $2::date and state = 'frozen' order by revision desc limit 1)
      and not (a.kind = 'postpaid' and r.input ? 'resale')
    group by 1, 2
  )
  select coalesce(f.code, s.code) as code, coalesce(f.kind, s.kind) as kind, coalesce(f.fen, 0)::text as frozen_fen, coalesce(s.fen, 0)::text as said_fen,
    coalesce(f.wh, 0)::text as frozen_wh, coalesce(s.wh, 0)::text as said_wh
  from frozen f full join said s on s.code = f.code and s.kind = f.kind
  where coalesce(f.fen, 0) <> coalesce(s.fen, 0) or coalesce(f.wh, 0) <> coalesce(s.wh, 0) order by 1, 2`;

/** What the month's sharing took from the purchase bills as paid by tariffs, where it did, is what bills say of use. */
const OWN = `
  select (r.own_fen + coalesce((r.input #>> '{money,own,capacity}')::bigint, 0) + coalesce((r.input #>> '{money,own,powerFactor}')::bigint, 0))::text as own, (
      select coalesce(sum(l.amount_fen), 0) from bill b join bill_line l on l.bill_id = b.id
      where b.park_id = $1 and b.number is not null and l.of_month = $2::date and l.kind in ('use', 'demand', 'powerFactor', 'correction') and l.share is null
        and (l.version_id is not null or l.component in ('demand', 'powerFactor')) and l.item = 'electricity'
        and exists (select from assignment g join point p on p.id = g.point_id where g.account_id = b.account_id and p.role <> 'public'))::text as said
  from allocation_run r where r.id = (select id from allocation_run where park_id = $1 and month = $2::date and state = 'frozen' order by revision desc limit 1)
    and r.own_fen is not null`;

/** What an issued bill posts against what the ledger holds under its key. */
const BOOKED = `
  select b.id::text as id, a.code, b.to_post_fen::text as to_post, coalesce(-sum(e.amount_fen) filter (where l.account_id = b.account_id), 0)::text as booked
  from bill b join account a on a.id = b.account_id
    left join ledger_entry e on e.transfer_id = b.transfer_id left join ledger_account l on l.id = e.ledger_account_id
  where b.park_id = $1 and b.month = $2::date and b.number is not null and b.kind <> 'reversal'
  group by b.id, a.code, b.to_post_fen having b.to_post_fen <> coalesce(-sum(e.amount_fen) filter (where l.account_id = b.account_id), 0)
  order by b.id`;

const HALF_FEN = 500_000_000n;
const FEN = 1_000_000_000n;
const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** A month's bills against its accruals, its frozen shares and the ledger, in SQL of its own and not by what made them. Writes nothing. */
export async function auditBills(db: Queryable, { parkId, month }: BillMonth): Promise<BillsAudit> {
  const key = [parkId, month];
  const sums = await rowOf(db, SUMS, key, (row) => ({
    bills: wholeIn(row, 'bills'),
    notBilled: wholeIn(row, 'not_billed'),
    usedFen: bigIn(row, 'used'),
    sharedFen: bigIn(row, 'shared'),
    otherFen: bigIn(row, 'other'),
  }));
  if (sums === null) throw new Error('bill: no sums');
  if (sums.bills + sums.notBilled === 0) return { ...sums, differences: [] };
  return {
    ...sums,
    differences: [
      ...(await useDifferences(db, key)),
      ...(await shareDifferences(db, key)),
      ...(await ownDifferences(db, key)),
      ...(await bookedDifferences(db, key)),
    ],
  };
}

const useDifferences = async (db: Queryable, key: readonly unknown[]) =>
  (
    await rowsOf(db, USE, key, (row) => {
      const code = textIn(row, 'code');
      const [measured, billed] = [bigIn(row, 'measured'), bigIn(row, 'billed')];
      const [charge, amount, lines] = [bigIn(row, 'charge'), bigIn(row, 'amount'), BigInt(wholeIn(row, 'lines'))];
      return [
        ...(measured === billed
          ? []
          : [{ what: `${code}: Wh or litres on its bills against what was measured`, found: `${billed}`, expected: `${measured}` }]),
        ...(abs(amount * FEN - charge) <= lines * HALF_FEN
          ? []
          : [
              {
                what: `${code}: fen on ${lines} lines of its bills against the exact charge`,
                found: `${amount}`,
                expected: `${charge / FEN}`,
              },
            ]),
      ];
    })
  ).flat();

const shareDifferences = (db: Queryable, key: readonly unknown[]) =>
  rowsOf(db, SHARES, key, (row) => ({
    what: `${textIn(row, 'code')}: share of ${textIn(row, 'kind')} on its bills against the month's sharing, fen and Wh`,
    found: `${bigIn(row, 'said_fen')} ${bigIn(row, 'said_wh')}`,
    expected: `${bigIn(row, 'frozen_fen')} ${bigIn(row, 'frozen_wh')}`,
  }));

const ownDifferences = async (db: Queryable, key: readonly unknown[]) =>
  (
    await rowsOf(db, OWN, key, (row) => ({
      what: "tenants' own by tariff on their bills against the month's sharing, fen",
      found: `${bigIn(row, 'said')}`,
      expected: `${bigIn(row, 'own')}`,
    }))
  ).filter(({ found, expected }) => found !== expected);

const bookedDifferences = (db: Queryable, key: readonly unknown[]) =>
  rowsOf(db, BOOKED, key, (row) => ({
    what: `${textIn(row, 'code')}: bill ${textIn(row, 'id')}, fen in the ledger against what it posts`,
    found: `${bigIn(row, 'booked')}`,
    expected: `${bigIn(row, 'to_post')}`,
  }));
