import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { atMs, bigIn, epochMs, instantIn, type Queryable, rowOf, rowsOf, textIn } from '../queries/row.ts';

export const MASTER_MONEY_KINDS = ['energy', 'capacity', 'powerFactor'] as const;
export type MasterMoneyKind = (typeof MASTER_MONEY_KINDS)[number];

/** What the master cost in a month, entered from a bill of the grid company. */
export interface MoneyEntry {
  readonly kind: MasterMoneyKind;
  readonly amount: Fen;
  /** Number of the bill. */
  readonly source: string;
  readonly enteredAt: InstantMs;
  readonly enteredBy: string;
}

const SELECT = `
  select kind, amount_fen::text as amount_fen, source, ${epochMs('entered_at')} as entered_at, entered_by
  from allocation_money where park_id = $1 and month = $2::date order by kind`;

export const selectMasterMoney = (db: Queryable, parkId: number, month: ParkDay): Promise<MoneyEntry[]> =>
  rowsOf(db, SELECT, [parkId, month], (row) => ({
    kind: kindIn(textIn(row, 'kind')),
    amount: fen(bigIn(row, 'amount_fen')),
    source: textIn(row, 'source'),
    enteredAt: instantIn(row, 'entered_at'),
    enteredBy: textIn(row, 'entered_by'),
  }));

const kindIn = (text: string): MasterMoneyKind => {
  const kind = MASTER_MONEY_KINDS.find((one) => one === text);
  if (!kind) throw new TypeError(`allocation_money: ${text} is no kind`);
  return kind;
};

export interface EnterMoney {
  readonly parkId: number;
  readonly month: ParkDay;
  readonly kind: MasterMoneyKind;
  /** Null: takes it back. */
  readonly amount: Fen | null;
  readonly source: string;
  readonly at: InstantMs;
  readonly actor: string;
}

const ENTER = `
  insert into allocation_money (park_id, month, kind, amount_fen, source, entered_at, entered_by) values ($1, $2::date, $3, $4::bigint, $5, ${atMs('$6')}, $7)
  on conflict (park_id, month, kind) do update
    set amount_fen = excluded.amount_fen, source = excluded.source, entered_at = excluded.entered_at, entered_by = excluded.entered_by
  returning kind`;
const TAKE_BACK = 'delete from allocation_money where park_id = $1 and month = $2::date and kind = $3';

export async function enterMasterMoney(db: Queryable, { parkId, month, kind, amount, source, at, actor }: EnterMoney): Promise<void> {
  if (amount === null) await rowsOf(db, TAKE_BACK, [parkId, month, kind], () => null);
  else await rowOf(db, ENTER, [parkId, month, kind, amount.toString(), source, at, actor], () => null);
}
