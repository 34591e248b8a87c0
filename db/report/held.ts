import type { Words } from '#domain/park/model.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, type Queryable, rowsOf, textIn } from '../queries/row.ts';

/** What the park held for an account, and what it was owed by it. */
export interface HeldRow {
  readonly park: string;
  readonly account: string;
  readonly name: Words;
  readonly kind: string;
  /** Below zero: the account owes it. */
  readonly wallet: Fen;
  readonly deposit: Fen;
  /** Of bills, below zero. */
  readonly receivable: Fen;
}

const ACCOUNTS_MAX = 20_000;

/** At the end of a park day in each park's own zone: what was booked by then. */
const HELD = `
  select p.code as park, a.code as account, a.name_zh, a.name_en, a.kind,
    coalesce(sum(e.amount_fen) filter (where l.kind = 'wallet'), 0)::text as wallet, coalesce(sum(e.amount_fen) filter (where l.kind = 'deposit'), 0)::text as deposit,
    coalesce(sum(e.amount_fen) filter (where l.kind = 'receivable'), 0)::text as receivable
  from ledger_account l join account a on a.id = l.account_id join park p on p.id = l.park_id
    join ledger_entry e on e.ledger_account_id = l.id join ledger_transfer t on t.id = e.transfer_id
  where l.park_id = any($1::int[]) and t.booked_at < (($2::date + 1)::timestamp at time zone p.zone)
  group by p.code, a.id having sum(e.amount_fen) filter (where l.kind = 'wallet') <> 0 or sum(e.amount_fen) filter (where l.kind = 'deposit') <> 0
    or sum(e.amount_fen) filter (where l.kind = 'receivable') <> 0
  order by p.code, a.code limit ${ACCOUNTS_MAX}`;

/** Accounts with any of the three. */
export const selectHeld = (db: Queryable, parkIds: readonly number[], day: string): Promise<HeldRow[]> =>
  rowsOf(db, HELD, [parkIds, day], (row) => ({
    park: textIn(row, 'park'),
    account: textIn(row, 'account'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    kind: textIn(row, 'kind'),
    wallet: fen(bigIn(row, 'wallet')),
    deposit: fen(bigIn(row, 'deposit')),
    receivable: fen(bigIn(row, 'receivable')),
  }));
