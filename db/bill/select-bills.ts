import type { BillLine, CorrectionReason, FactorOf, ShareOf } from '#domain/bill/line.ts';
import { CORRECTION_REASONS, LINE_KINDS, LINE_UNITS } from '#domain/bill/line.ts';
import { BILL_KINDS, BILL_STATES, type BillKind, type BillState } from '#domain/bill/states.ts';
import { TAX_ITEMS } from '#domain/bill/tax.ts';
import type { Words } from '#domain/park/model.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { type Fen, fen, price } from '#domain/units/money.ts';
import {
  bigIn,
  dayIn,
  epochMs,
  flagIn,
  instantIn,
  orNull,
  type Queryable,
  type Row,
  rowOf,
  rowsOf,
  textIn,
  wholeIn,
} from '../queries/row.ts';
import { type BillMonth, monthsBefore } from './bill-month.ts';
import type { StoredFault } from './load-bills.ts';

/** A bill without its lines. */
export interface BillHead {
  readonly id: string;
  readonly account: string;
  readonly name: Words;
  readonly kind: BillKind;
  readonly state: BillState;
  readonly month: ParkDay;
  readonly total: Fen;
  readonly excl: Fen;
  readonly tax: Fen;
  readonly toPost: Fen;
  /** Of a bill: put on it so far; of a statement nothing is paid. */
  readonly paid: Fen;
  readonly usedWh: number;
  readonly usedL: number;
  readonly faults: readonly StoredFault[];
  readonly number: BillNumber | null;
  readonly computedAt: InstantMs;
  readonly issuedAt: InstantMs | null;
  readonly dueOn: ParkDay | null;
  readonly paidAt: InstantMs | null;
  /** Of a reversal: what it takes back, and why. */
  readonly reverses: BillNumber | null;
  readonly reason: string;
}

export interface BillNumber {
  readonly id: string;
  readonly year: number;
  readonly number: number;
}

const HEAD = `
  b.id::text as id, a.code as account, a.name_zh, a.name_en, b.kind, b.state, b.month::text as month, b.total_fen::text as total, b.excl_fen::text as excl,
  b.tax_fen::text as tax, b.to_post_fen::text as to_post,
  (select coalesce(sum(p.amount_fen), 0) from bill_payment p where p.bill_id = b.id)::text as paid, b.used_wh, b.used_l, b.faults, b.year, b.number, ${epochMs('b.computed_at')} as computed_at,
  ${epochMs('b.issued_at')} as issued_at, b.due_on::text as due_on, ${epochMs('b.paid_at')} as paid_at, b.reason,
  r.id::text as reverses_id, r.year as reverses_year, r.number as reverses_number`;
const FROM = 'from bill b join account a on a.id = b.account_id left join bill r on r.id = b.reverses';

const headFromRow = (row: Row): BillHead => ({
  id: textIn(row, 'id'),
  account: textIn(row, 'account'),
  name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
  kind: oneOf(BILL_KINDS, textIn(row, 'kind')),
  state: billStateIn(row),
  month: dayIn(row, 'month'),
  total: fen(bigIn(row, 'total')),
  excl: fen(bigIn(row, 'excl')),
  tax: fen(bigIn(row, 'tax')),
  toPost: fen(bigIn(row, 'to_post')),
  paid: fen(bigIn(row, 'paid')),
  usedWh: wholeIn(row, 'used_wh'),
  usedL: wholeIn(row, 'used_l'),
  // Written by writeDrafts alone.
  faults: row.faults as readonly StoredFault[],
  number: row.number === null ? null : { id: textIn(row, 'id'), year: wholeIn(row, 'year'), number: wholeIn(row, 'number') },
  computedAt: instantIn(row, 'computed_at'),
  issuedAt: orNull(row, 'issued_at', instantIn),
  dueOn: orNull(row, 'due_on', dayIn),
  paidAt: orNull(row, 'paid_at', instantIn),
  reverses:
    row.reverses_id === null
      ? null
      : { id: textIn(row, 'reverses_id'), year: wholeIn(row, 'reverses_year'), number: wholeIn(row, 'reverses_number') },
  reason: textIn(row, 'reason'),
});

const LIST = `
  select ${HEAD}, (select p.total_fen::text from bill p
    where p.account_id = b.account_id and p.month = $3::date and p.kind <> 'reversal' and p.state <> 'reversed') as before
  ${FROM} where b.park_id = $1 and b.month = $2::date and (a.code, b.id) > ($4, $5::bigint) order by a.code, b.id limit $6`;

/** A month's bills by account, reversals among them, each beside the month before; the next page after the last row. */
export const selectBills = (
  db: Queryable,
  { parkId, month }: BillMonth,
  { after, limit }: { readonly after: { readonly account: string; readonly id: string } | null; readonly limit: number },
): Promise<(BillHead & { readonly before: Fen | null })[]> =>
  rowsOf(db, LIST, [parkId, month, monthsBefore(month, 1), after?.account ?? '', after?.id ?? '0', limit], (row) => ({
    ...headFromRow(row),
    before: orNull(row, 'before', (one, column) => fen(bigIn(one, column))),
  }));

/** One bill of a park; null: there is none. */
export const selectBill = (db: Queryable, park: string, id: string): Promise<BillHead | null> =>
  rowOf(db, `select ${HEAD} ${FROM} join park k on k.id = b.park_id where k.code = $1 and b.id = $2::bigint`, [park, id], headFromRow);

/** What has been issued to an account, newest first. */
export const selectIssued = (
  db: Queryable,
  { park, account }: { readonly park: string; readonly account: string },
  limit: number,
): Promise<BillHead[]> =>
  rowsOf(
    db,
    `select ${HEAD} ${FROM} join park k on k.id = b.park_id
     where k.code = $1 and a.code = $2 and b.number is not null order by b.issued_at desc, b.id desc limit $3`,
    [park, account, limit],
    headFromRow,
  );

export interface StateSum {
  readonly state: BillState;
  readonly bills: number;
  readonly total: Fen;
  /** With a fault that keeps them from being checked. */
  readonly faulty: number;
}

const SUMS = `
  select state, count(*) as bills, sum(total_fen)::text as total,
    count(*) filter (where exists (select from jsonb_array_elements(faults) f where f ->> 'type' <> 'missingSlots')) as faulty
  from bill where park_id = $1 and month = $2::date and kind <> 'reversal' group by state`;

/** How many bills of a month are in which state, and what they come to. */
export const selectStateSums = (db: Queryable, { parkId, month }: BillMonth): Promise<StateSum[]> =>
  rowsOf(db, SUMS, [parkId, month], (row) => ({
    state: oneOf(BILL_STATES, textIn(row, 'state')),
    bills: wholeIn(row, 'bills'),
    total: fen(bigIn(row, 'total')),
    faulty: wholeIn(row, 'faulty'),
  }));

const ELECTRICITY = `
  select coalesce(sum(l.amount_fen) filter (where l.kind in ('use', 'demand', 'powerFactor')), 0)::text as used,
    coalesce(sum(l.amount_fen) filter (where l.kind = 'share'), 0)::text as shares
  from bill b join bill_line l on l.bill_id = b.id
  where b.park_id = $1 and b.month = $2::date and b.kind <> 'reversal' and b.state <> 'reversed' and l.item = 'electricity' and l.of_month = b.month
    and exists (select from assignment g join point p on p.id = g.point_id where g.account_id = b.account_id and p.role <> 'public')`;

/**
 * What the month's bills charge end users for electricity, corrections of earlier months apart. An account of shared area alone is the park's own: what
 * it uses is in the shares, or the landlord's.
 */
export async function selectCharged(db: Queryable, { parkId, month }: BillMonth): Promise<{ readonly used: Fen; readonly shares: Fen }> {
  const found = await rowOf(db, ELECTRICITY, [parkId, month], (row) => ({
    used: fen(bigIn(row, 'used')),
    shares: fen(bigIn(row, 'shares')),
  }));
  if (found === null) throw new Error('bill: no sums');
  return found;
}

const CHECKED = `select id::text as id from bill where park_id = $1 and month = $2::date and state = 'checked' and ($3::bigint[] is null or id = any($3)) order by id`;

export const selectChecked = (db: Queryable, { parkId, month }: BillMonth, ids: readonly string[] | null): Promise<string[]> =>
  rowsOf(db, CHECKED, [parkId, month, ids], (row) => textIn(row, 'id'));

/** A line as it is stored, with the tariff it stands on. */
export interface StoredLine extends BillLine {
  readonly line: number;
  readonly version: { readonly tariff: Words; readonly validFrom: ParkDay; readonly source: string } | null;
}

const LINES = `
  select l.line, l.kind, l.item, l.of_month::text as of_month, l.from_on::text as from_on, l.to_on::text as to_on, l.version_id, l.component, l.name, l.period,
    l.quantity::text as quantity, l.unit, l.price::text as price, l.amount_fen::text as amount, l.tax_rate, l.excl_fen::text as excl, l.tax_fen::text as tax,
    l.posted, l.reason, l.share, l.factor, t.name_zh, t.name_en, v.valid_from::text as valid_from, v.source
  from bill_line l left join tariff_version v on v.id = l.version_id left join tariff t on t.id = v.tariff_id
  where l.bill_id = $1::bigint order by l.line`;

export const selectLines = (db: Queryable, billId: string): Promise<StoredLine[]> => rowsOf(db, LINES, [billId], lineFromRow);

const FIRST_REVISION = { revision: 1 };

const lineFromRow = (row: Row): StoredLine => ({
  line: wholeIn(row, 'line'),
  kind: oneOf(LINE_KINDS, textIn(row, 'kind')),
  item: oneOf(TAX_ITEMS, textIn(row, 'item')),
  month: monthOf(dayIn(row, 'of_month')),
  from: dayIn(row, 'from_on'),
  to: dayIn(row, 'to_on'),
  versionId: orNull(row, 'version_id', wholeIn),
  component: textIn(row, 'component'),
  // These three are written by insertLines alone; of the first bills a share names no revision.
  name: row.name as Words | null,
  share: row.share === null ? null : { ...FIRST_REVISION, ...(row.share as ShareOf) },
  factor: factorIn(row),
  period: orNull(row, 'period', (one, column) => PERIODS[wholeIn(one, column)] ?? null),
  quantity: orNull(row, 'quantity', bigIn),
  unit: orNull(row, 'unit', (one, column) => oneOf(LINE_UNITS, textIn(one, column))),
  price: orNull(row, 'price', (one, column) => price(bigIn(one, column))),
  amount: fen(bigIn(row, 'amount')),
  taxRate: wholeIn(row, 'tax_rate'),
  excl: fen(bigIn(row, 'excl')),
  tax: fen(bigIn(row, 'tax')),
  posted: flagIn(row, 'posted'),
  reason: orNull(row, 'reason', (one, column): CorrectionReason => oneOf(CORRECTION_REASONS, textIn(one, column))),
  version:
    row.valid_from === null
      ? null
      : {
          tariff: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
          validFrom: dayIn(row, 'valid_from'),
          source: textIn(row, 'source'),
        },
});

const factorIn = (row: Row): FactorOf | null => {
  const factor = row.factor as { readonly powerFactor: number; readonly ratio: number; readonly base: string | number } | null;
  return factor && { ...factor, base: fen(BigInt(factor.base)) };
};

export const billStateIn = (row: Row): BillState => oneOf(BILL_STATES, textIn(row, 'state'));

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((one) => one === text);
  if (!found) throw new TypeError(`bill: ${text} is none of ${all.join(', ')}`);
  return found;
};
