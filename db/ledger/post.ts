import type { ClientBase, Pool } from 'pg';
import { HOLDER_KINDS, type LedgerRef, ofHolder, ofPark, PARK_KINDS, refKey } from '#domain/ledger/chart.ts';
import { contentOf, type Line, type PostingKind } from '#domain/ledger/posting.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { fen } from '#domain/units/money.ts';
import { withTransaction } from '../pool.ts';
import { atMs, bigIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf, wordsOf } from '../store/arrays.ts';

/** A posting with what it is booked under. */
export interface Booking {
  readonly kind: PostingKind;
  /** Of the event, unique for ever. */
  readonly key: string;
  /** From domain/ledger/posting.ts. */
  readonly lines: readonly Line[];
  readonly memo: string;
  /** In a month whose books are closed: it is booked for the first open day, and this is kept as `of_day`. */
  readonly day: ParkDay;
  /** Id of the transfer it takes back. */
  readonly reverses?: string;
}

/** Where, when and by whom postings are booked. */
export interface BookedBy {
  readonly parkId: number;
  readonly at: InstantMs;
  readonly actor: string;
}

export type Booked =
  | { readonly type: 'booked'; readonly id: string }
  /** The key was booked before, with the same content. */
  | { readonly type: 'again'; readonly id: string }
  /** The key was booked before, with another content. */
  | { readonly type: 'keyTaken'; readonly id: string };

/** Rows of one statement; an array literal stays below a megabyte. */
const BOOKINGS_MAX = 2_000;

/** One posting in a transaction of its own. */
export const post = async (pool: Pool, by: BookedBy, booking: Booking): Promise<Booked> =>
  withTransaction(pool, async (client) => {
    const [booked] = await postAll(client, by, [booking]);
    if (!booked) throw new Error(`ledger: ${booking.key} has no answer`);
    return booked;
  });

/**
 * Books postings in the caller's transaction, each key once; answers one by one, in their order. Keys are taken in one order, so that two
 * who post the same keys wait for each other instead of blocking each other.
 */
export const postAll = async (client: ClientBase, by: BookedBy, bookings: readonly Booking[]): Promise<readonly Booked[]> => {
  if (bookings.length > BOOKINGS_MAX) throw new RangeError(`ledger: ${bookings.length} postings at once`);
  if (new Set(bookings.map(({ key }) => key)).size !== bookings.length) throw new Error('ledger: two postings under one key');
  if (bookings.length === 0) return [];
  const refs = await ledgerAccountsOf(client, by.parkId, bookings);
  const ids = await insertTransfers(client, by, bookings);
  const fresh = bookings.filter(({ key }) => ids.has(key));
  await insertEntries(client, fresh, { ids, refs });
  const known = await knownOf(
    client,
    bookings.filter(({ key }) => !ids.has(key)),
  );
  return bookings.map((booking): Booked => {
    const id = ids.get(booking.key);
    if (id !== undefined) return { type: 'booked', id };
    const before = known.get(booking.key);
    if (!before) throw new Error(`ledger: ${booking.key} is neither new nor known`);
    return { type: before.parkId === by.parkId && before.content === contentOfBooking(booking) ? 'again' : 'keyTaken', id: before.id };
  });
};

const contentOfBooking = ({ kind, lines, memo }: Booking): string => contentOf(kind, lines, memo);

/** Ids of the ledger accounts the lines name, made where there is none yet. */
const ledgerAccountsOf = async (client: ClientBase, parkId: number, bookings: readonly Booking[]): Promise<ReadonlyMap<string, number>> => {
  const refs = new Map(bookings.flatMap(({ lines }) => lines.map(({ ref }) => [refKey(ref), ref] as const)));
  const found = await findLedgerAccounts(client, parkId, [...refs.values()]);
  const missing = [...refs].filter(([key]) => !found.has(key)).map(([, ref]) => ref);
  if (missing.length === 0) return found;
  await client.query(
    `insert into ledger_account (park_id, account_id, kind)
     select $1::int, a.id, t.kind from unnest($2::int[], $3::text[]) as t(account_id, kind) left join account a on a.id = t.account_id and a.park_id = $1
     where t.account_id = 0 or a.id is not null
     order by t.kind, t.account_id on conflict do nothing`,
    [parkId, ...columnsOf(missing)],
  );
  const all = await findLedgerAccounts(client, parkId, [...refs.values()]);
  for (const key of refs.keys()) if (!all.has(key)) throw new Error(`ledger: ${key} is no account of park ${parkId}`);
  return all;
};

const findLedgerAccounts = async (client: ClientBase, parkId: number, refs: readonly LedgerRef[]): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await rowsOf(
      client,
      `with wanted as (select account_id, kind from unnest($2::int[], $3::text[]) as t(account_id, kind))
       select l.id, l.kind || ':' || l.account_id as key
       from wanted t join ledger_account l on l.account_id = t.account_id and l.kind = t.kind and l.park_id = $1
       union all
       select l.id, l.kind || ':' from wanted t join ledger_account l on l.park_id = $1 and l.account_id is null and l.kind = t.kind
       where t.account_id = 0`,
      [parkId, ...columnsOf(refs)],
      (row) => [textIn(row, 'key'), wholeIn(row, 'id')] as const,
    ),
  );

const columnsOf = (refs: readonly LedgerRef[]): readonly unknown[] => [
  numbersOf(refs, ({ accountId }) => accountId ?? 0),
  wordsOf(refs, ({ kind }) => kind),
];

/** New transfers by key. A key somebody else is just booking is waited for. */
const insertTransfers = async (client: ClientBase, by: BookedBy, bookings: readonly Booking[]): Promise<ReadonlyMap<string, string>> => {
  const ordered = bookings.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return new Map(
    await rowsOf(
      client,
      `insert into ledger_transfer (park_id, booked_at, actor, kind, key, memo, day, of_day, content, reverses)
       select $1::int, ${atMs('$2')}, $3::text, t.kind, t.key, t.memo, greatest(t.day, o.day), case when t.day < o.day then t.day end, t.content, t.reverses
       from first_open_day($1::int) as o(day)
         cross join json_to_recordset($4::json) as t(kind text, key text, memo text, day date, content text, reverses bigint)
       on conflict (key) do nothing
       returning id::text as id, key`,
      [
        by.parkId,
        by.at,
        by.actor,
        JSON.stringify(
          ordered.map((booking) => ({
            kind: booking.kind,
            key: booking.key,
            memo: booking.memo,
            day: booking.day,
            content: contentOfBooking(booking),
            reverses: booking.reverses ?? null,
          })),
        ),
      ],
      (row) => [textIn(row, 'key'), textIn(row, 'id')] as const,
    ),
  );
};

interface Resolved {
  readonly ids: ReadonlyMap<string, string>;
  readonly refs: ReadonlyMap<string, number>;
}

const insertEntries = async (client: ClientBase, bookings: readonly Booking[], { ids, refs }: Resolved): Promise<void> => {
  const rows = bookings.flatMap(({ key, lines }) =>
    lines.map(({ ref, amount }, i) => ({ id: ids.get(key) ?? '', line: i + 1, account: refs.get(refKey(ref)) ?? 0, amount })),
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen)
     select t, n, l, f from unnest($1::bigint[], $2::smallint[], $3::int[], $4::bigint[]) as e(t, n, l, f)`,
    [
      wordsOf(rows, ({ id }) => id),
      numbersOf(rows, ({ line }) => line),
      numbersOf(rows, ({ account }) => account),
      numbersOf(rows, ({ amount }) => amount),
    ],
  );
};

/** What was booked under a key; null: nothing. */
export const selectByKey = async (client: ClientBase, key: string): Promise<Known | null> =>
  (await knownOf(client, [{ key }])).get(key) ?? null;

/** The lines of a transfer, as they were booked. */
export const selectLines = (db: Queryable, transferId: string): Promise<Line[]> =>
  rowsOf(
    db,
    `select l.kind, l.account_id, e.amount_fen::text as amount from ledger_entry e join ledger_account l on l.id = e.ledger_account_id
     where e.transfer_id = $1::bigint order by e.line`,
    [transferId],
    (row) => ({ ref: refFromRow(textIn(row, 'kind'), orNull(row, 'account_id', wholeIn)), amount: fen(bigIn(row, 'amount')) }),
  );

const refFromRow = (kind: string, accountId: number | null): LedgerRef => {
  const holder = HOLDER_KINDS.find((one) => one === kind);
  const park = PARK_KINDS.find((one) => one === kind);
  if (holder && accountId !== null) return ofHolder(holder, accountId);
  if (park && accountId === null) return ofPark(park);
  throw new TypeError(`ledger: an account ${kind} of ${accountId}`);
};

interface Known {
  readonly id: string;
  readonly parkId: number;
  readonly content: string;
}

const knownOf = async (client: ClientBase, bookings: readonly Pick<Booking, 'key'>[]): Promise<ReadonlyMap<string, Known>> =>
  bookings.length === 0
    ? new Map()
    : new Map(
        await rowsOf(
          client,
          'select key, id::text as id, park_id, content from ledger_transfer where key = any($1::text[])',
          [bookings.map(({ key }) => key)],
          (row) =>
            [textIn(row, 'key'), { id: textIn(row, 'id'), parkId: wholeIn(row, 'park_id'), content: textIn(row, 'content') }] as const,
        ),
      );
