import type { BillLine } from '#domain/bill/line.ts';
import { PERIODS } from '#domain/tariff/tariff.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { bigText } from '../allocation/big-text.ts';
import { atMs, bigIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { BillMonth } from './bill-month.ts';
import type { LoadedBill } from './load-bills.ts';

const STANDING = `
  select account_id, id::text as id, state, input_hash from bill
  where account_id = any($1::int[]) and month = $2::date and kind <> 'reversal' and state <> 'reversed' for update`;

/**
 * Writes the drafts that are new or other than what stands there, and takes away those that have nothing to say any more; answers how many.
 * A checked one that has changed is a draft again; one that is out is left alone.
 */
export async function writeDrafts(
  db: Queryable,
  of: BillMonth,
  { bills, now }: { readonly bills: readonly LoadedBill[]; readonly now: InstantMs },
): Promise<number> {
  const found = await rowsOf(db, STANDING, [bills.map(({ account }) => account.id), of.month], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    id: textIn(row, 'id'),
    open: row.state === 'draft' || row.state === 'checked',
    hash: textIn(row, 'input_hash'),
  }));
  const standing = new Map(found.map((one) => [one.accountId, one]));
  const isEmpty = ({ composed, faults }: LoadedBill) => composed.lines.length === 0 && faults.length === 0;
  const changed = bills.filter((bill) => {
    const before = standing.get(bill.account.id);
    return before === undefined ? !isEmpty(bill) : before.open && before.hash !== bill.hash;
  });
  const gone = changed.flatMap(({ account }) => standing.get(account.id)?.id ?? []);
  if (gone.length > 0) await rowsOf(db, 'delete from bill where id = any($1::bigint[])', [gone], () => null);
  const kept = changed.filter((bill) => !isEmpty(bill));
  const ids = await insertBills(db, of, kept, now);
  await insertLines(
    db,
    kept.flatMap(({ account, composed }) => composed.lines.map((line, i) => ({ id: ids.get(account.id) ?? '', line, n: i + 1 }))),
  );
  return changed.length;
}

const BILLS = `
  insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, faults, input_hash, allocation_hash, computed_at)
  select $1, t.account, $2::date, t.kind, t.total, t.excl, t.tax, t.to_post, t.wh, t.l, t.faults, t.hash, t.allocation, ${atMs('$3')}
  from jsonb_to_recordset($4::jsonb) as t(account int, kind text, total bigint, excl bigint, tax bigint, to_post bigint, wh bigint, l bigint, faults jsonb,
    hash text, allocation text)
  order by t.account returning id::text as id, account_id`;

async function insertBills(
  db: Queryable,
  { parkId, month }: BillMonth,
  bills: readonly LoadedBill[],
  now: InstantMs,
): Promise<ReadonlyMap<number, string>> {
  if (bills.length === 0) return new Map();
  const rows = bills.map(({ account, kind, composed, faults, hash, allocationHash }) => ({
    account: account.id,
    kind,
    total: composed.total,
    excl: composed.excl,
    tax: composed.tax,
    to_post: composed.toPost,
    wh: composed.usedWh,
    l: composed.usedL,
    faults,
    hash,
    allocation: allocationHash,
  }));
  return new Map(
    await rowsOf(
      db,
      BILLS,
      [parkId, month, now, JSON.stringify(rows, bigText)],
      (row) => [wholeIn(row, 'account_id'), textIn(row, 'id')] as const,
    ),
  );
}

/** Lines of one statement: some 300 bytes each, so a megabyte and a half. */
const LINES_MAX = 5_000;
const LINES = `
  insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, version_id, component, name, period, quantity, unit, price, amount_fen, tax_rate,
    excl_fen, tax_fen, posted, reason, share, factor)
  select t.bill, t.n, t.kind, t.item, t.of_month::date, t.from_on::date, t.to_on::date, t.version, t.component, t.name, t.period, t.quantity, t.unit, t.price,
    t.amount, t.rate, t.excl, t.tax, t.posted, t.reason, t.share, t.factor
  from jsonb_to_recordset($1::jsonb) as t(bill bigint, n int, kind text, item text, of_month text, from_on text, to_on text, version int, component text,
    name jsonb, period smallint, quantity bigint, unit text, price bigint, amount bigint, rate int, excl bigint, tax bigint, posted boolean, reason text,
    share jsonb, factor jsonb)`;

export async function insertLines(
  db: Queryable,
  lines: readonly { readonly id: string; readonly line: BillLine; readonly n: number }[],
): Promise<void> {
  for (let i = 0; i < lines.length; i += LINES_MAX) {
    const rows = lines.slice(i, i + LINES_MAX).map(({ id, line, n }) => rowOfLine(id, line, n));
    await rowsOf(db, LINES, [JSON.stringify(rows, bigText)], () => null);
  }
}

const rowOfLine = (bill: string, line: BillLine, n: number) => ({
  bill,
  n,
  kind: line.kind,
  item: line.item,
  of_month: `${line.month}-01`,
  from_on: line.from,
  to_on: line.to,
  version: line.versionId,
  component: line.component,
  name: line.name,
  period: line.period === null ? null : PERIODS.indexOf(line.period),
  quantity: line.quantity,
  unit: line.unit,
  price: line.price,
  amount: line.amount,
  rate: line.taxRate,
  excl: line.excl,
  tax: line.tax,
  posted: line.posted,
  reason: line.reason,
  share: line.share,
  factor: line.factor,
});

/** Numbers of a park and year without gaps: the row is held until the transaction ends. The first of `count`. */
export async function takeNumbers(
  db: Queryable,
  { parkId, year, count }: { readonly parkId: number; readonly year: number; readonly count: number },
): Promise<number> {
  const [last] = await rowsOf(
    db,
    `insert into bill_number (park_id, year, last) values ($1, $2, $3)
     on conflict (park_id, year) do update set last = bill_number.last + excluded.last returning last`,
    [parkId, year, count],
    (row) => bigIn(row, 'last'),
  );
  if (last === undefined) throw new Error(`bill: no number for park ${parkId}`);
  return Number(last) - count + 1;
}
