import { CHANNELS, type Channel } from '#domain/ledger/chart.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { atMs, bigIn, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** A clerk's time at a till. */
export interface Shift {
  readonly id: number;
  readonly clerk: string;
  readonly clerkName: string;
  readonly openedAt: InstantMs;
  /** Cash that was put into the till to give change from. */
  readonly float: Fen;
  /** Null while it is open. */
  readonly closed: { readonly at: InstantMs; readonly counted: Fen; readonly booked: Fen } | null;
  /** What came in by each way, less what went out, and how many receipts there are. */
  readonly sums: Readonly<Record<Channel, Fen>>;
  readonly receipts: number;
}

const COLUMNS = `
  s.id, s.clerk, s.clerk_name, ${epochMs('s.opened_at')} as opened_at, s.float_fen::text as float_fen, ${epochMs('s.closed_at')} as closed_at,
  s.counted_fen::text as counted, s.booked_fen::text as booked, x.receipts, x.cash::text as cash, x.pos::text as pos, x.slip::text as slip`;
const TABLES = `
  shift s join park p on p.id = s.park_id cross join lateral (
    select count(*)::int as receipts, ${CHANNELS.map((channel) => `coalesce(sum(r.amount_fen) filter (where r.channel = '${channel}'), 0) as ${channel}`).join(', ')}
    from receipt r where r.shift_id = s.id) as x`;

const shiftFromRow = (row: Row): Shift => ({
  id: wholeIn(row, 'id'),
  clerk: textIn(row, 'clerk'),
  clerkName: textIn(row, 'clerk_name'),
  openedAt: instantIn(row, 'opened_at'),
  float: fen(bigIn(row, 'float_fen')),
  closed: orNull(row, 'closed_at', (from) => ({
    at: instantIn(from, 'closed_at'),
    counted: fen(bigIn(from, 'counted')),
    booked: fen(bigIn(from, 'booked')),
  })),
  sums: { cash: fen(bigIn(row, 'cash')), pos: fen(bigIn(row, 'pos')), slip: fen(bigIn(row, 'slip')) },
  receipts: wholeIn(row, 'receipts'),
});

/** The open shift of a clerk. */
export const selectOpenShift = (db: Queryable, park: string, clerk: string): Promise<Shift | null> =>
  rowOf(db, `select ${COLUMNS} from ${TABLES} where p.code = $1 and s.clerk = $2 and s.closed_at is null`, [park, clerk], shiftFromRow);

export const selectShift = (db: Queryable, id: number): Promise<Shift | null> =>
  rowOf(db, `select ${COLUMNS} from ${TABLES} where s.id = $1`, [id], shiftFromRow);

/** Which park it is, and where its days begin. */
export const selectPlace = (db: Queryable, park: string): Promise<{ readonly id: number; readonly zone: string } | null> =>
  rowOf(db, 'select id, zone from park where code = $1', [park], (row) => ({ id: wholeIn(row, 'id'), zone: textIn(row, 'zone') }));

/** Newest first. */
export const selectShifts = (db: Queryable, park: string, limit: number): Promise<Shift[]> =>
  rowsOf(db, `select ${COLUMNS} from ${TABLES} where p.code = $1 order by s.id desc limit $2`, [park, limit], shiftFromRow);

/**
 * Holds a clerk's open shift until the transaction ends: its till is not counted meanwhile, and no other act of the clerk comes between. Read what
 * it holds after this, in a statement of its own.
 */
export const lockOpenShift = (db: Queryable, parkId: number, clerk: string): Promise<number | null> =>
  rowOf(db, 'select id from shift where park_id = $1 and clerk = $2 and closed_at is null for update', [parkId, clerk], (row) =>
    wholeIn(row, 'id'),
  );

export interface NewShift {
  readonly parkId: number;
  readonly clerk: string;
  readonly clerkName: string;
  readonly at: InstantMs;
  readonly float: Fen;
}

/** False: the clerk has one open. */
export const insertShift = async (db: Queryable, { parkId, clerk, clerkName, at, float }: NewShift): Promise<boolean> =>
  (await rowOf(
    db,
    `insert into shift (park_id, clerk, clerk_name, opened_at, float_fen) values ($1, $2, $3, ${atMs('$4')}, $5)
     on conflict (park_id, clerk) where closed_at is null do nothing returning id`,
    [parkId, clerk, clerkName, at, float.toString()],
    (row) => wholeIn(row, 'id'),
  )) !== null;

export const closeShift = async (
  db: Queryable,
  id: number,
  { at, counted, booked }: { readonly at: InstantMs; readonly counted: Fen; readonly booked: Fen },
): Promise<void> => {
  await rowsOf(
    db,
    `update shift set closed_at = ${atMs('$2')}, counted_fen = $3, booked_fen = $4 where id = $1`,
    [id, at, counted.toString(), booked.toString()],
    () => null,
  );
};
