import type { Channel } from '#domain/ledger/chart.ts';
import { CHANNELS } from '#domain/ledger/chart.ts';
import { RECEIPT_KINDS, type ReceiptKind } from '#domain/ledger/counter.ts';
import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import {
  atMs,
  bigIn,
  dayIn,
  epochMs,
  flagIn,
  instantIn,
  type Queryable,
  type Row,
  rowOf,
  rowsOf,
  textIn,
  wholeIn,
} from '../queries/row.ts';

/** Names a receipt within its park. */
export interface ReceiptRef {
  readonly year: number;
  readonly number: number;
}

/** What was handed over, as the receipt says it. */
export interface Receipt extends ReceiptRef {
  readonly kind: ReceiptKind;
  readonly channel: Channel;
  /** + came in, − went out. */
  readonly amount: Fen;
  readonly reference: string;
  readonly reason: string;
  /** The receipt that is refunded or taken back. */
  readonly of: ReceiptRef | null;
  /** Of the wallet, or of the deposit, after it. */
  readonly balance: Fen;
  readonly at: InstantMs;
  readonly day: ParkDay;
  readonly account: string;
  readonly accountId: number;
  readonly name: Words;
  /** A person's name. */
  readonly clerk: string;
  readonly transferId: string;
  /** Paid back on it so far. */
  readonly refunded: Fen;
  readonly undone: boolean;
}

export interface NewReceipt {
  readonly parkId: number;
  readonly year: number;
  readonly transferId: string;
  readonly accountId: number;
  readonly shiftId: number;
  readonly kind: ReceiptKind;
  readonly channel: Channel;
  readonly amount: Fen;
  readonly reference: string;
  readonly reason: string;
  readonly of: ReceiptRef | null;
  readonly balance: Fen;
  readonly at: InstantMs;
}

/** The row is held until the transaction ends, so that a number that is given back leaves no gap. */
const NEXT = `
  insert into receipt_number (park_id, year, last) values ($1, $2, 1)
  on conflict (park_id, year) do update set last = receipt_number.last + 1 returning last`;

const INSERT = `
  insert into receipt (park_id, year, number, transfer_id, account_id, shift_id, kind, channel, amount_fen, reference, reason, of_year, of_number, balance_fen, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, ${atMs('$15')})`;

/** Writes a receipt under the next number of its park and year; answers it. */
export const insertReceipt = async (db: Queryable, given: NewReceipt): Promise<ReceiptRef> => {
  const number = await rowOf(db, NEXT, [given.parkId, given.year], (row) => wholeIn(row, 'last'));
  if (number === null) throw new Error('receipt: no number');
  const { parkId, year, transferId, accountId, shiftId, kind, channel, amount, reference, reason, of, balance, at } = given;
  const values = [parkId, year, number, transferId, accountId, shiftId, kind, channel, amount.toString(), reference, reason];
  await rowsOf(db, INSERT, [...values, of?.year ?? null, of?.number ?? null, balance.toString(), at], () => null);
  return { year, number };
};

const COLUMNS = `
  r.year, r.number, r.kind, r.channel, r.amount_fen::text as amount, r.reference, r.reason, r.of_year, r.of_number, r.balance_fen::text as balance,
  ${epochMs('r.at')} as at, t.day::text as day, a.code as account, a.id as account_id, a.name_zh, a.name_en, s.clerk_name as clerk,
  r.transfer_id::text as transfer_id,
  (select coalesce(-sum(f.amount_fen), 0) from receipt f where f.park_id = r.park_id and f.of_year = r.year and f.of_number = r.number and f.kind = 'refund'
    and not exists (select from receipt u where u.park_id = f.park_id and u.of_year = f.year and u.of_number = f.number and u.kind = 'reversal'))::text as refunded,
  exists (select from receipt u where u.park_id = r.park_id and u.of_year = r.year and u.of_number = r.number and u.kind = 'reversal') as undone`;
const TABLES = `
  receipt r join ledger_transfer t on t.id = r.transfer_id join account a on a.id = r.account_id join shift s on s.id = r.shift_id join park p on p.id = r.park_id`;

const receiptFromRow = (row: Row): Receipt => ({
  year: wholeIn(row, 'year'),
  number: wholeIn(row, 'number'),
  kind: oneOf(RECEIPT_KINDS, textIn(row, 'kind')),
  channel: oneOf(CHANNELS, textIn(row, 'channel')),
  amount: fen(bigIn(row, 'amount')),
  reference: textIn(row, 'reference'),
  reason: textIn(row, 'reason'),
  of: row.of_year === null ? null : { year: wholeIn(row, 'of_year'), number: wholeIn(row, 'of_number') },
  balance: fen(bigIn(row, 'balance')),
  at: instantIn(row, 'at'),
  day: dayIn(row, 'day'),
  account: textIn(row, 'account'),
  accountId: wholeIn(row, 'account_id'),
  name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
  clerk: textIn(row, 'clerk'),
  transferId: textIn(row, 'transfer_id'),
  refunded: fen(bigIn(row, 'refunded')),
  undone: flagIn(row, 'undone'),
});

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new TypeError(`row: ${text} is none of ${all.join(', ')}`);
  return found;
};

export const selectReceipt = (db: Queryable, park: string, { year, number }: ReceiptRef): Promise<Receipt | null> =>
  rowOf(db, `select ${COLUMNS} from ${TABLES} where p.code = $1 and r.year = $2 and r.number = $3`, [park, year, number], receiptFromRow);

/** The receipt of a transfer, for an act that is asked for again. */
export const selectReceiptOf = (db: Queryable, transferId: string): Promise<Receipt | null> =>
  rowOf(db, `select ${COLUMNS} from ${TABLES} where r.transfer_id = $1::bigint`, [transferId], receiptFromRow);

export interface ReceiptPage {
  readonly account: string | null;
  readonly shiftId: number | null;
  /** Those below it. */
  readonly before: ReceiptRef | null;
  readonly limit: number;
}

/** Newest first. */
export const selectReceiptPage = (db: Queryable, park: string, { account, shiftId, before, limit }: ReceiptPage): Promise<Receipt[]> =>
  rowsOf(
    db,
    `select ${COLUMNS} from ${TABLES} where p.code = $1 and ($2::text is null or a.code = $2) and ($3::int is null or r.shift_id = $3)
       and ($4::int is null or (r.year, r.number) < ($4, $5::int)) order by r.year desc, r.number desc limit $6`,
    [park, account, shiftId, before?.year ?? null, before?.number ?? null, limit],
    receiptFromRow,
  );
