import { REGISTERS, type Register, type Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { atMs, bigIn, dayIn, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

export interface PointRow {
  readonly id: number;
  readonly park: string;
  readonly code: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly zone: string;
  /** W. */
  readonly contractW: number | null;
  /** Codes of the accounts it is or was charged to. */
  readonly accounts: readonly string[];
}

const POINT = `
  select p.id, park.code as park, p.code, p.name_zh, p.name_en, p.medium, park.zone, p.contract_w,
    array(select distinct a.code from assignment s join account a on a.id = s.account_id where s.point_id = p.id) as accounts
  from point p join park on park.id = p.park_id
  where park.code = $1 and p.code = $2`;

export const selectPoint = (db: Queryable, park: string, code: string): Promise<PointRow | null> =>
  rowOf(db, POINT, [park, code], (row) => ({
    id: wholeIn(row, 'id'),
    park: textIn(row, 'park'),
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: textIn(row, 'medium') === 'water' ? 'water' : 'electricity',
    zone: textIn(row, 'zone'),
    contractW: orNull(row, 'contract_w', wholeIn),
    accounts: Array.isArray(row.accounts) ? row.accounts.map(String) : [],
  }));

/** Which slots: of a point and register, within [from, to), and charged to these accounts (null: whoever). */
export interface SlotQuery extends InstantRange {
  readonly pointId: number;
  readonly register: Register;
  readonly accounts: readonly string[] | null;
}

/** A point's quarter of an hour; where a meter was changed within it, both meters' parts together. */
export interface PointSlot {
  readonly start: InstantMs;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** Index of QUALITIES: the weakest part's. */
  readonly quality: number;
  /** Index of PERIODS; null where nobody is charged. */
  readonly period: number | null;
  /** 1e-11 yuan. */
  readonly charge: bigint;
  /** Largest quantity of 15 minutes that ends in the slot, and when; null where readings do not cover one. */
  readonly windowMax: number | null;
  readonly windowAt: InstantMs | null;
}

const OF_ACCOUNTS = `
  ($5::text[] is null or s.account_id in (
    select a.id from account a join point p on p.park_id = a.park_id where p.id = $1 and a.code = any($5)))`;
const SLOTS = `
  select ${epochMs('s.start')} as start, sum(s.quantity)::bigint as quantity, min(s.quality) as quality, min(s.period) as period,
    sum(s.charge)::text as charge, max(s.window_max) as window_max,
    ${epochMs('(array_agg(s.window_at order by s.window_max desc nulls last, s.window_at))[1]')} as window_at
  from slot s
  where s.point_id = $1 and s.register = $2 and s.start >= ${atMs('$3')} and s.start < ${atMs('$4')} and ${OF_ACCOUNTS}
  group by s.start
  order by s.start
  limit $6`;

export const selectSlots = (db: Queryable, query: SlotQuery, limit: number): Promise<PointSlot[]> =>
  rowsOf(db, SLOTS, [...slotValues(query), limit], (row) => ({
    start: instantIn(row, 'start'),
    quantity: wholeIn(row, 'quantity'),
    quality: wholeIn(row, 'quality'),
    period: orNull(row, 'period', wholeIn),
    charge: bigIn(row, 'charge'),
    windowMax: orNull(row, 'window_max', wholeIn),
    windowAt: orNull(row, 'window_at', instantIn),
  }));

const slotValues = ({ pointId, register, from, to, accounts }: SlotQuery): unknown[] => [
  pointId,
  REGISTERS.indexOf(register),
  from,
  to,
  accounts,
];

/** The day's largest sliding and block quantity of 15 minutes, each with the instant its window ends. */
export interface DayPeak {
  readonly day: ParkDay;
  readonly slidingMax: number | null;
  readonly slidingAt: InstantMs | null;
  readonly blockMax: number | null;
  readonly blockAt: InstantMs | null;
}

/** A window that readings do not cover has no maximum, so neither has its block. */
const DAY_PEAKS = `
  with quarter as (
    select s.start, s.day, sum(s.quantity)::bigint as quantity, max(s.window_max) as window_max,
      (array_agg(s.window_at order by s.window_max desc nulls last, s.window_at))[1] as window_at,
      bool_and(s.window_max is not null and s.quality > 0) as covered
    from slot s
    where s.point_id = $1 and s.register = $2 and s.start >= ${atMs('$3')} and s.start < ${atMs('$4')} and ${OF_ACCOUNTS}
    group by s.start, s.day
  )
  select day::text as day, max(window_max) as sliding_max, max(quantity) filter (where covered) as block_max,
    ${epochMs('(array_agg(window_at order by window_max desc nulls last, window_at))[1]')} as sliding_at,
    ${epochMs("(array_agg(start + interval '15 min' order by quantity desc, start) filter (where covered))[1]")} as block_at
  from quarter
  group by day
  order by day`;

export const selectDayPeaks = (db: Queryable, query: SlotQuery): Promise<DayPeak[]> =>
  rowsOf(db, DAY_PEAKS, slotValues(query), (row: Row) => ({
    day: dayIn(row, 'day'),
    slidingMax: orNull(row, 'sliding_max', wholeIn),
    slidingAt: orNull(row, 'sliding_at', instantIn),
    blockMax: orNull(row, 'block_max', wholeIn),
    blockAt: orNull(row, 'block_at', instantIn),
  }));

/** A sliding window of 15 minutes: its quantity, the instant it ends, and the day of the slot that holds it. */
export interface WindowRow {
  readonly quantity: number;
  readonly at: InstantMs;
  readonly day: ParkDay;
}

const WINDOWS = `
  select max(s.window_max) as quantity, ${epochMs('(array_agg(s.window_at order by s.window_max desc, s.window_at))[1]')} as at, min(s.day)::text as day
  from slot s
  where s.point_id = $1 and s.register = $2 and s.start >= ${atMs('$3')} and s.start < ${atMs('$4')} and ${OF_ACCOUNTS}
    and s.window_max is not null
  group by s.start
  order by max(s.window_max) desc, s.start
  limit $6`;

/** The largest first; of equals the earlier. */
export const selectWindows = (db: Queryable, query: SlotQuery, limit: number): Promise<WindowRow[]> =>
  rowsOf(db, WINDOWS, [...slotValues(query), limit], (row) => ({
    quantity: wholeIn(row, 'quantity'),
    at: instantIn(row, 'at'),
    day: dayIn(row, 'day'),
  }));
