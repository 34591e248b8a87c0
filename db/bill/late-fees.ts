import { lateDays } from '#domain/fees/late-days.ts';
import { type LateFeeTerms, lateFee } from '#domain/fees/late-fee.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, flagIn, type Queryable, type Row, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { selectLateFeeTerms, termsOn } from './late-fee-terms.ts';

/** 违约金 of one bill up to a day. */
export interface LateFeeOf {
  readonly billId: string;
  readonly accountId: number;
  readonly account: string;
  readonly year: number;
  readonly number: number;
  readonly dueOn: ParkDay;
  /** What the bill asks for, late fees of earlier bills not in it: they bear none themselves. */
  readonly owed: Fen;
  readonly days: number;
  readonly daysOfLaterYears: number;
  /** All of it up to the day. */
  readonly fee: Fen;
  /** On bills that are out. */
  readonly charged: Fen;
  /** Of what was charged, given up. */
  readonly waived: Fen;
}

/** Which bills are looked at: of some accounts, or of all of a park. */
export interface LateFeeQuestion {
  readonly parkId: number;
  readonly zone: string;
  /** Up to and including this day. */
  readonly until: ParkDay;
  /** Null: all of the park. */
  readonly accountIds: readonly number[] | null;
}

/** Names the lines a bill's late fee stands in. */
export const lateFeeComponent = (billId: string): string => `lateFee:${billId}`;

/** Debts that are older have been seen to otherwise. */
const YEARS_BACK = 3;

/** Lines are read by the key of their bill: `offset 0` keeps the planner from reading all there are. */
const LATE = `
  select b.id::text as id, b.account_id, a.code as account, b.year, b.number, b.due_on::text as due_on, b.state <> 'reversed' as stands,
    (b.total_fen - (select coalesce(sum(l.amount_fen), 0) from (select component, amount_fen from bill_line where bill_id = b.id offset 0) as l
      where l.component like 'lateFee:%'))::text as owed,
    (select coalesce(sum(l.amount_fen), 0) from bill x cross join lateral (
        select component, amount_fen from bill_line where bill_id = x.id offset 0) as l
      where x.account_id = b.account_id and x.number is not null and x.issued_at >= b.issued_at and l.component = 'lateFee:' || b.id)::text as charged,
    (select coalesce(sum(w.amount_fen), 0) from late_fee_waiver w where w.bill_id = b.id)::text as waived,
    coalesce((select jsonb_agg(jsonb_build_object('on', (y.at at time zone $2)::date::text, 'fen', y.amount_fen::text) order by y.at)
      from bill_payment y where y.bill_id = b.id and (y.at at time zone $2)::date <= $3::date), '[]') as payments
  from bill b join account a on a.id = b.account_id
  where b.park_id = $1 and ($4::int[] is null or b.account_id = any($4)) and b.kind = 'bill' and b.number is not null and b.total_fen > 0
    and b.due_on < $3::date and b.due_on >= $3::date - interval '${YEARS_BACK} years'
  order by b.account_id, b.due_on, b.id`;

/** Bills that were, up to the day, late for any time or were charged for it; none where the park asks no late fee. */
export async function selectLateFees(db: Queryable, { parkId, zone, until, accountIds }: LateFeeQuestion): Promise<readonly LateFeeOf[]> {
  const all = await selectLateFeeTerms(db, parkId);
  if (all.length === 0) return [];
  const rows = await rowsOf(db, LATE, [parkId, zone, until, accountIds], (row) =>
    feeFromRow(row, { terms: termsOn(all, dayIn(row, 'due_on')), until }),
  );
  return rows.filter(({ fee, charged }) => fee !== 0n || charged !== 0n);
}

const feeFromRow = (row: Row, { terms, until }: { readonly terms: LateFeeTerms | null; readonly until: ParkDay }): LateFeeOf => {
  const owed = fen(bigIn(row, 'owed'));
  const dueOn = dayIn(row, 'due_on');
  const payments = paymentsIn(row);
  const last = lastDayLate(owed, payments, until);
  const fee = terms === null || !flagIn(row, 'stands') || owed <= 0n ? fen(0n) : lateFee(terms, { owed, dueOn, payments }, until);
  return {
    billId: textIn(row, 'id'),
    accountId: wholeIn(row, 'account_id'),
    account: textIn(row, 'account'),
    year: wholeIn(row, 'year'),
    number: wholeIn(row, 'number'),
    dueOn,
    owed,
    ...lateDays({ dueOn, graceDays: terms?.graceDays ?? 0 }, last),
    fee,
    charged: fen(bigIn(row, 'charged')),
    waived: fen(bigIn(row, 'waived')),
  };
};

interface Payment {
  readonly on: ParkDay;
  readonly amount: Fen;
}

const paymentsIn = ({ payments }: Row): readonly Payment[] =>
  // Made by the statement above.
  (payments as readonly { readonly on: string; readonly fen: string }[]).map((one) => ({
    on: parkDay(one.on),
    amount: fen(BigInt(one.fen)),
  }));

/** The day the principal was paid, or `until`. */
const lastDayLate = (owed: Fen, payments: readonly Payment[], until: ParkDay): ParkDay => {
  let open: bigint = owed;
  for (const { on, amount } of payments) {
    open -= amount;
    if (open <= 0n) return on;
  }
  return until;
};
