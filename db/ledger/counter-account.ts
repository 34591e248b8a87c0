import type { CounterAccount } from '#domain/ledger/counter.ts';
import { availableOf } from '#domain/prepay/available.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { type Exact, exact, exactFromFen, type Fen, fen } from '#domain/units/money.ts';
import { selectStepTotal } from '../bill/load-step-days.ts';
import { selectAccountKey } from '../queries/account-key.ts';
import { atMs, bigIn, dayIn, flagIn, orNull, type Queryable, rowOf, textIn, wholeIn } from '../queries/row.ts';
import { lockWallet } from './balances.ts';

/** An account as a counter judges it. What is used in the quarter of an hour in progress is not in it yet. */
export interface AccountStanding extends CounterAccount {
  readonly id: number;
  readonly parkId: number;
  readonly zone: string;
  readonly wallet: Fen;
  /** Accrued, surcharges of tiers among it, and not yet posted. */
  readonly unposted: Exact;
  readonly closedOn: ParkDay | null;
  /** A meter is charged to it now or later. */
  readonly charged: boolean;
}

const STANDING = `
  select a.id, a.park_id, p.zone, a.kind, a.hoard_max_fen::text as hoard_max, c.closed_on::text as closed_on,
    (select coalesce(sum(e.amount_fen), 0) from ledger_account l join ledger_entry e on e.ledger_account_id = l.id
      where l.account_id = a.id and l.kind = 'wallet')::text as wallet,
    (select coalesce(sum(e.amount_fen), 0) from ledger_account l join ledger_entry e on e.ledger_account_id = l.id
      where l.account_id = a.id and l.kind = 'deposit')::text as deposit,
    (select coalesce(sum(charge), 0) from accrual where account_id = a.id)::text as accrued,
    (select coalesce(sum(posted_fen), 0) from settlement_line where account_id = a.id)::text as posted,
    exists (select from assignment g where g.account_id = a.id and (g.to_at is null or g.to_at > ${atMs('$3')})) as charged
  from account a join park p on p.id = a.park_id left join account_closing c on c.account_id = a.id
  where p.code = $1 and a.code = $2`;

/** Null: there is no such account. */
export const selectStanding = async (db: Queryable, park: string, account: string, at: InstantMs): Promise<AccountStanding | null> => {
  const key = await selectAccountKey(db, park, account);
  if (key === null) return null;
  const tiers = await selectStepTotal(db, key.id);
  return rowOf(db, STANDING, [park, account, at], (row) => {
    const wallet = fen(bigIn(row, 'wallet'));
    const unposted = exact(bigIn(row, 'accrued') + tiers - exactFromFen(fen(bigIn(row, 'posted'))));
    const closedOn = orNull(row, 'closed_on', dayIn);
    return {
      id: wholeIn(row, 'id'),
      parkId: wholeIn(row, 'park_id'),
      zone: textIn(row, 'zone'),
      kind: kindOf(textIn(row, 'kind')),
      wallet,
      unposted,
      available: availableOf(wallet, unposted),
      deposit: fen(bigIn(row, 'deposit')),
      hoardMax: fen(bigIn(row, 'hoard_max')),
      closed: closedOn !== null,
      closedOn,
      charged: flagIn(row, 'charged'),
    };
  });
};

const kindOf = (text: string): CounterAccount['kind'] => (text === 'prepaid' || text === 'postpaid' ? text : 'supply');

/** As above, with the account's wallet held until the transaction ends: what is judged by it stays true. */
export const lockStanding = async (db: Queryable, park: string, account: string, at: InstantMs): Promise<AccountStanding | null> => {
  const key = await selectAccountKey(db, park, account);
  if (key === null) return null;
  await lockWallet(db, key.id);
  return selectStanding(db, park, account, at);
};
