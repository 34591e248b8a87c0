import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import type { PurchaseSums } from '#domain/purchase/purchase-sums.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import {
  atMs,
  bigIn,
  dayIn,
  epochMs,
  instantIn,
  orNull,
  type Queryable,
  type Row,
  rowOf,
  rowsOf,
  textIn,
  wholeIn,
} from '../queries/row.ts';

export const PURCHASE_KINDS = ['grid', 'pv'] as const;
export type PurchaseKind = (typeof PURCHASE_KINDS)[number];

/** A revision of a purchase bill, with what it came to. */
export interface StoredPurchase {
  readonly id: number;
  /** First day. */
  readonly month: ParkDay;
  readonly kind: PurchaseKind;
  readonly revision: number;
  readonly number: string;
  /** Null: it was taken back. */
  readonly sheet: BillSheet | null;
  readonly total: Fen;
  readonly energy: Fen;
  readonly capacity: Fen;
  readonly powerFactor: Fen;
  readonly exportIncome: Fen;
  readonly usedWh: bigint;
  readonly doubts: number;
  readonly enteredAt: InstantMs;
  readonly enteredBy: string;
  /** Why it stands although it does not add up. */
  readonly acceptedFor: string | null;
}

/** Whether its money is shared. */
export const isStanding = ({ sheet, doubts, acceptedFor }: StoredPurchase): boolean =>
  sheet !== null && (doubts === 0 || acceptedFor !== null);

const COLUMNS = `b.id, b.month::text as month, b.kind, b.revision, b.number, b.content, b.total_fen::text as total, b.energy_fen::text as energy,
  b.capacity_fen::text as capacity, b.power_factor_fen::text as power_factor, b.export_income_fen::text as export_income, b.used_wh::text as used_wh,
  b.doubts, ${epochMs('b.entered_at')} as entered_at, b.entered_by, a.reason`;
const FROM = 'purchase_bill b left join purchase_acceptance a on a.bill_id = b.id';
const REVISIONS_MAX = 50;

const LATEST = `
  select distinct on (b.month, b.kind) ${COLUMNS} from ${FROM}
  where b.park_id = $1 and b.month >= $2::date and b.month <= $3::date order by b.month desc, b.kind, b.revision desc`;

/** The last revision of each month and kind, newest month first; those that were taken back among them. */
export const selectPurchases = (
  db: Queryable,
  parkId: number,
  { from, to }: { readonly from: ParkDay; readonly to: ParkDay },
): Promise<StoredPurchase[]> => rowsOf(db, LATEST, [parkId, from, to], purchaseFromRow);

const REVISIONS = `
  select ${COLUMNS} from ${FROM} where b.park_id = $1 and b.month = $2::date order by b.kind, b.revision desc limit ${REVISIONS_MAX}`;

/** Every revision of a month, the last of each kind first. */
export const selectRevisions = (db: Queryable, parkId: number, month: ParkDay): Promise<StoredPurchase[]> =>
  rowsOf(db, REVISIONS, [parkId, month], purchaseFromRow);

const STANDING = `select ${COLUMNS} from purchase_standing s join purchase_bill b on b.id = s.id left join purchase_acceptance a on a.bill_id = b.id
  where s.park_id = $1 and s.month = $2::date order by b.kind`;

/** The bills whose money a month shares: those that add up, or that a person let stand. */
export const selectStanding = (db: Queryable, parkId: number, month: ParkDay): Promise<StoredPurchase[]> =>
  rowsOf(db, STANDING, [parkId, month], purchaseFromRow);

const purchaseFromRow = (row: Row): StoredPurchase => ({
  id: wholeIn(row, 'id'),
  month: dayIn(row, 'month'),
  kind: kindIn(textIn(row, 'kind')),
  revision: wholeIn(row, 'revision'),
  number: textIn(row, 'number'),
  // Written by insertPurchase alone, from a sheet that was read.
  sheet: row.content as BillSheet | null,
  total: fen(bigIn(row, 'total')),
  energy: fen(bigIn(row, 'energy')),
  capacity: fen(bigIn(row, 'capacity')),
  powerFactor: fen(bigIn(row, 'power_factor')),
  exportIncome: fen(bigIn(row, 'export_income')),
  usedWh: bigIn(row, 'used_wh'),
  doubts: wholeIn(row, 'doubts'),
  enteredAt: instantIn(row, 'entered_at'),
  enteredBy: textIn(row, 'entered_by'),
  acceptedFor: orNull(row, 'reason', textIn),
});

const kindIn = (text: string): PurchaseKind => {
  const kind = PURCHASE_KINDS.find((one) => one === text);
  if (!kind) throw new TypeError(`purchase_bill: ${text} is no kind`);
  return kind;
};

export interface EnterPurchase {
  readonly parkId: number;
  readonly month: ParkDay;
  readonly kind: PurchaseKind;
  readonly number: string;
  /** Null: takes the bill back. */
  readonly entered: {
    readonly sheet: BillSheet;
    readonly total: Fen;
    readonly sums: PurchaseSums;
    readonly doubts: number;
    /** Needed to let one stand that has doubts; null: it waits. */
    readonly reason: string | null;
  } | null;
  readonly at: InstantMs;
  readonly actor: string;
}

const ENTER = `
  insert into purchase_bill (park_id, month, kind, revision, number, content, total_fen, energy_fen, capacity_fen, power_factor_fen, export_income_fen,
    used_wh, doubts, entered_at, entered_by)
  select $1, $2::date, $3, coalesce(max(revision), 0) + 1, $4, $5::jsonb, $6::bigint, $7::bigint, $8::bigint, $9::bigint, $10::bigint, $11::bigint, $12,
    ${atMs('$13')}, $14
  from purchase_bill where park_id = $1 and month = $2::date and kind = $3 returning id, revision`;
const ACCEPT = `insert into purchase_acceptance (bill_id, reason, accepted_at, accepted_by) values ($1, $2, ${atMs('$3')}, $4)`;

/** A new revision, and its acceptance where it has doubts and a reason. Within a transaction; of two at once one is refused by the key. */
export async function insertPurchase(
  db: Queryable,
  { parkId, month, kind, number, entered, at, actor }: EnterPurchase,
): Promise<{ readonly id: number; readonly revision: number }> {
  const sums = entered?.sums;
  const values = [
    parkId,
    month,
    kind,
    number,
    entered === null ? null : JSON.stringify(entered.sheet),
    ...[entered?.total, sums?.energy, sums?.capacity, sums?.powerFactor, sums?.exportIncome, sums?.usedWh].map((sum) =>
      (sum ?? 0n).toString(),
    ),
    entered?.doubts ?? 0,
    at,
    actor,
  ];
  const saved = await rowOf(db, ENTER, values, (row) => ({ id: wholeIn(row, 'id'), revision: wholeIn(row, 'revision') }));
  if (!saved) throw new Error('purchase_bill: nothing was saved');
  if (entered !== null && entered.doubts > 0 && entered.reason !== null)
    await rowsOf(db, ACCEPT, [saved.id, entered.reason, at, actor], () => null);
  return saved;
}
