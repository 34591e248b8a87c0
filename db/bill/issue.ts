import type { ClientBase, Pool } from 'pg';
import { daysToPayOn } from '#domain/bill/terms.ts';
import { type Line, linesOf, type Posting, reversalOf } from '#domain/ledger/posting.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { freezeRun } from '../allocation/freeze.ts';
import { selectRunHead } from '../allocation/select-run.ts';
import { type Booking, postAll } from '../ledger/post.ts';
import { withTransaction } from '../pool.ts';
import { atMs, bigIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { type BillMonth, isOver, MONTHS_BACK, monthsBefore } from './bill-month.ts';
import { selectBillingTerms } from './billing-terms.ts';
import { loadBills } from './load-bills.ts';
import { selectRevised } from './load-shared-anew.ts';
import { selectNotBilled, selectOpenMonths, takeTurns } from './not-billed.ts';
import { takeNumbers } from './write-drafts.ts';

/** Bills of one transaction: their numbers are held so long. */
const BILLS_A_PIECE = 50;

export interface Act {
  readonly at: InstantMs;
  readonly actor: string;
}

export type IssueRefusal =
  /** It is a draft, or there is no such bill in this month. */
  | 'notChecked'
  /** Other figures stand there than it was computed from: run the month again. */
  | 'changed'
  | 'monthRunning'
  /** An earlier month was never run, and nobody has stated that it is not billed. */
  | 'monthSkipped'
  /** It is stated as not billed. */
  | 'notBilled'
  /** Loss or rules stop the month's allocation. */
  | 'allocationStopped';

export type Issued =
  | { readonly type: 'issued'; readonly id: string; readonly year: number; readonly number: number; readonly again: boolean }
  | { readonly type: 'refused'; readonly id: string; readonly because: IssueRefusal };

/** Issues checked bills, piece by piece; each answers for itself. One that is out already is told its number. */
export async function issueBills(
  pool: Pool,
  of: BillMonth,
  { ids, ...act }: Act & { readonly ids: readonly string[] },
): Promise<readonly Issued[]> {
  const answers: Issued[] = [];
  const held = await whyHeld(pool, of);
  const ordered = [...new Set(ids)].toSorted((a, b) => Number(BigInt(a) - BigInt(b)));
  for (let i = 0; i < ordered.length; i += BILLS_A_PIECE) {
    const piece = ordered.slice(i, i + BILLS_A_PIECE);
    answers.push(...(await withTransaction(pool, (client) => issuePiece(client, of, { ids: piece, held, ...act }))));
  }
  return answers;
}

/** What keeps all bills of a month back: months go out in their order, or are said to be left out. */
async function whyHeld(pool: Pool, of: BillMonth): Promise<IssueRefusal | null> {
  if ((await selectNotBilled(pool, of, of.month)).has(of.month)) return 'notBilled';
  return (await selectOpenMonths(pool, of)).some(({ ran }) => !ran) ? 'monthSkipped' : null;
}

interface OpenBill {
  readonly id: string;
  readonly accountId: number;
  readonly state: string;
  readonly kind: string;
  readonly total: Fen;
  readonly toPost: Fen;
  readonly hash: string;
  readonly allocationHash: string | null;
  readonly year: number | null;
  readonly number: number | null;
}

const LOCK = `
  select id::text as id, account_id, state, kind, total_fen::text as total, to_post_fen::text as to_post, input_hash, allocation_hash, year, number
  from bill where park_id = $1 and month = $2::date and id = any($3::bigint[]) order by id for update`;

/** Everything of a piece, or nothing: numbers, postings and states stand or fall together. */
async function issuePiece(
  client: ClientBase,
  of: BillMonth,
  { ids, held, at, actor }: Act & { readonly ids: readonly string[]; readonly held: IssueRefusal | null },
): Promise<Issued[]> {
  await takeTurns(client, of);
  const bills = await rowsOf(
    client,
    LOCK,
    [of.parkId, of.month, ids],
    (row): OpenBill => ({
      id: textIn(row, 'id'),
      accountId: wholeIn(row, 'account_id'),
      state: textIn(row, 'state'),
      kind: textIn(row, 'kind'),
      total: fen(bigIn(row, 'total')),
      toPost: fen(bigIn(row, 'to_post')),
      hash: textIn(row, 'input_hash'),
      allocationHash: orNull(row, 'allocation_hash', textIn),
      year: orNull(row, 'year', wholeIn),
      number: orNull(row, 'number', wholeIn),
    }),
  );
  const refused = new Map<string, IssueRefusal>(ids.map((id) => [id, 'notChecked']));
  const done = new Map<string, Issued>();
  for (const { id, year, number } of bills)
    if (year !== null && number !== null) done.set(id, { type: 'issued', id, year, number, again: true });
  const checked = bills.filter(({ state }) => state === 'checked');
  const ready = await stillSo(client, of, { checked, refused, held, at, actor });
  const day = parkDayOf(at, of.zone);
  const year = Number(day.slice(0, 4));
  if (ready.length > 0) {
    const first = await takeNumbers(client, { parkId: of.parkId, year, count: ready.length });
    const transfers = await postBills(client, of, { bills: ready, at, actor });
    await markIssued(
      client,
      ready.map((bill, i) => ({ bill, number: first + i, transfer: transfers.get(bill.id) ?? null })),
      { at, actor, year, due: addDays(day, daysToPayOn(await selectBillingTerms(client, of.parkId), day)) },
    );
    for (const [i, { id }] of ready.entries()) done.set(id, { type: 'issued', id, year, number: first + i, again: false });
  }
  return ids.map((id) => done.get(id) ?? { type: 'refused', id, because: refused.get(id) ?? 'notChecked' });
}

/** Which of the checked ones are what they would be computed to be now; the sharing they speak of is frozen with the first of them. */
async function stillSo(
  client: ClientBase,
  of: BillMonth,
  {
    checked,
    refused,
    held,
    at,
    actor,
  }: Act & {
    readonly checked: readonly OpenBill[];
    readonly refused: Map<string, IssueRefusal>;
    readonly held: IssueRefusal | null;
  },
): Promise<readonly OpenBill[]> {
  if (checked.length === 0) return [];
  const refuse = (bills: readonly OpenBill[], because: IssueRefusal): readonly OpenBill[] => {
    for (const { id } of bills) refused.set(id, because);
    return [];
  };
  if (!isOver(of, at)) return refuse(checked, 'monthRunning');
  if (held !== null) return refuse(checked, held);
  const head = await selectRunHead(client, of.parkId, of.month);
  if (head?.state === 'stopped') return refuse(checked, 'allocationStopped');
  const now = new Map(
    (
      await loadBills(
        client,
        of,
        checked.map(({ accountId }) => accountId),
      )
    ).map((bill) => [bill.account.id, bill.hash]),
  );
  const same = checked.filter(({ accountId, hash }) => now.get(accountId) === hash);
  refuse(
    checked.filter((bill) => !same.includes(bill)),
    'changed',
  );
  if (same.length === 0) return same;
  const revised = (await selectRevised(client, of, monthsBefore(of.month, MONTHS_BACK))).filter(({ frozen }) => !frozen);
  for (const { month, inputHash } of [...(head === null ? [] : [{ month: of.month, inputHash: head.inputHash }]), ...revised]) {
    const frozen = await freezeRun(client, { parkId: of.parkId, month, inputHash, at, actor });
    if (frozen.type !== 'frozen') return refuse(same, 'changed');
  }
  return same;
}

/** A bill is owed; what of a statement was not taken yet is taken from the wallet. Below zero it is the other way round. */
async function postBills(
  client: ClientBase,
  { parkId, zone }: BillMonth,
  { bills, at, actor }: Act & { readonly bills: readonly OpenBill[] },
): Promise<ReadonlyMap<string, string>> {
  const day = parkDayOf(at, zone);
  const posted = bills.filter(({ toPost }) => toPost !== 0n);
  const bookings = posted.map(({ id, accountId, kind, toPost }): Booking => {
    const type = kind === 'statement' ? 'fee' : 'bill';
    return { kind: type, key: `bill:${id}`, lines: linesOfBill({ type, accountId, amount: toPost }), memo: '', day };
  });
  const booked = await postAll(client, { parkId, at, actor }, bookings);
  return new Map(
    booked.map((one, i) => {
      const bill = posted[i];
      if (one.type === 'keyTaken' || bill === undefined) throw new Error(`bill: ${bill?.id} was posted otherwise`);
      return [bill.id, one.id] as const;
    }),
  );
}

const linesOfBill = (posting: Extract<Posting, { type: 'fee' | 'bill' }>): readonly Line[] =>
  posting.amount > 0n ? linesOf(posting) : reversalOf(linesOf({ ...posting, amount: fen(-posting.amount) }));

const ISSUED = `
  update bill b set state = t.state, year = $2, number = t.number, issued_at = ${atMs('$3')}, issued_by = $4, due_on = $5::date, transfer_id = t.transfer,
    paid_at = case when t.state = 'paid' then ${atMs('$3')} end
  from jsonb_to_recordset($1::jsonb) as t(id bigint, state text, number int, transfer bigint) where b.id = t.id`;

/** Nothing is left to pay of a statement, or of a bill of nothing. */
async function markIssued(
  db: Queryable,
  bills: readonly { readonly bill: OpenBill; readonly number: number; readonly transfer: string | null }[],
  { at, actor, year, due }: Act & { readonly year: number; readonly due: string },
): Promise<void> {
  const rows = bills.map(({ bill, number, transfer }) => ({
    id: bill.id,
    state: bill.kind === 'statement' || bill.total === 0n ? 'paid' : 'issued',
    number,
    transfer,
  }));
  await rowsOf(db, ISSUED, [JSON.stringify(rows), year, at, actor, due], () => null);
}
