import type { ClientBase } from 'pg';
import type { ParkModel } from '#domain/park/model.ts';
import { type ParkDay, SECOND_MS } from '#domain/time/instant.ts';
import { addDays, type InstantRange } from '#domain/time/park-day.ts';
import { daysBefore, sameMonth } from '#domain/twin/book-slot.ts';
import type { DayUse, Twin } from '#domain/twin/state.ts';
import { atMs, floatMs } from '../queries/row.ts';
import { loadSteps, type SteppedRow } from './warm-steps.ts';

/** A closed slot of active import or water. */
export interface SheetSlot {
  readonly installationId: number;
  readonly start: number;
  /** Whole Wh (litres). */
  readonly quantity: number;
  /** 0 where nobody is charged. */
  readonly accountId: number;
  readonly versionId: number;
  readonly charge: bigint;
}

/** Wh of 15 minutes and their end; -1 where there is none. */
export interface SheetWindow {
  readonly windowMax: number;
  readonly windowAt: number;
}

/** What an account had used before the day began; charges in 1e-11 yuan. */
export interface AccountBefore {
  accrued: bigint;
  month: bigint;
  readonly days: Map<string, DayUse>;
}

/**
 * What sums of any instant of one park day are made of: everything before the day, and the day's slots one by one. One sheet serves a whole day
 * of scrubbing.
 */
export interface DaySheet {
  readonly day: ParkDay;
  readonly range: InstantRange;
  /** By point: of the month, before the day. */
  readonly months: ReadonlyMap<number, number>;
  readonly accounts: ReadonlyMap<number, AccountBefore>;
  /** Before the day: what surcharges of steps hang on. */
  readonly steps: readonly SteppedRow[];
  /** Of the day, by installation. */
  readonly slots: ReadonlyMap<number, readonly SheetSlot[]>;
  /** Grid points: slots of the day before. */
  readonly yesterday: readonly SheetSlot[];
  /** Of the points whose windows are shown: the largest of the month before the day. */
  readonly windows: ReadonlyMap<number, SheetWindow>;
  /** Of the same points: the day's, by installation and start of their slot. */
  readonly dayWindows: ReadonlyMap<string, SheetWindow>;
  /** Readings older than this are kept by column, in the order of their own time alone. */
  readonly byRowFrom: number;
}

/** As few and as plain as can be: a day of 300 points is 29,000 rows. */
export const SHEET_COLUMNS = `s.installation_id as i, extract(epoch from s.start)::int8 as s, s.quantity as q, s.account_id as a, s.version_id as v, s.charge as c`;

export interface SheetRow {
  readonly i: number;
  readonly s: number;
  readonly q: number;
  readonly a: number | null;
  readonly v: number | null;
  readonly c: string;
}

export const sheetSlotFromRow = ({ i, s, q, a, v, c }: SheetRow): SheetSlot => ({
  installationId: i,
  start: s * SECOND_MS,
  quantity: q,
  accountId: a ?? 0,
  versionId: v ?? 0,
  charge: BigInt(c),
});

/** `twin`: any of the park; nothing but its fixed parts is looked at. */
export const loadSheet = async (client: ClientBase, twin: Twin, day: ParkDay): Promise<DaySheet> => {
  const { model, clock, points, bigTenants } = twin;
  const range = clock.rangeOf(day);
  const grid = [...points.values()].filter((point) => point.recent).map(({ point }) => point.id);
  const shown = [...grid, ...bigTenants.map(({ point }) => point.id)];
  return {
    day,
    range,
    months: await loadMonths(client, model, day),
    accounts: await loadAccounts(client, model, day),
    steps: await loadSteps(client, twin, { today: day, before: day }),
    slots: Map.groupBy(
      await loadSlots(
        client,
        model.points.map((point) => point.id),
        range,
      ),
      (slot) => slot.installationId,
    ),
    yesterday: await loadSlots(client, grid, clock.rangeOf(addDays(day, -1))),
    windows: await loadWindows(client, shown, {
      from: clock.rangeOf(firstOf(day)).from,
      to: range.from,
    }),
    dayWindows: await loadDayWindows(client, shown, range),
    byRowFrom: await loadByRowFrom(client),
  };
};

const firstOf = (day: ParkDay): ParkDay => addDays(day, 1 - Number(day.slice(8)));

const loadMonths = async (client: ClientBase, model: ParkModel, day: ParkDay): Promise<ReadonlyMap<number, number>> => {
  const answer = await client.query(
    `select a.point_id, sum(a.quantity)::float8 as quantity from accrual a join point p on p.id = a.point_id
     where p.park_id = $1 and a.day >= $2 and a.day < $3 group by a.point_id`,
    [model.id, firstOf(day), day],
  );
  return new Map(answer.rows.map((row) => [row.point_id, row.quantity]));
};

const DAYS_KEPT = 8;

const loadAccounts = async (client: ClientBase, model: ParkModel, day: ParkDay): Promise<ReadonlyMap<number, AccountBefore>> => {
  const week = daysBefore(day, DAYS_KEPT - 1);
  const month = firstOf(day);
  const accounts = new Map<number, AccountBefore>(
    model.accounts.map((account) => [account.id, { accrued: 0n, month: 0n, days: new Map() }]),
  );
  const answer = await client.query(
    `select a.account_id, null as day, sum(a.charge)::text as charge, 0::float8 as wh, 0::float8 as litres
     from accrual a join account c on c.id = a.account_id where c.park_id = $1 and a.day < $2 group by a.account_id
     union all
     select a.account_id, a.day::text, sum(a.charge)::text,
       coalesce(sum(a.quantity) filter (where p.medium = 'electricity'), 0)::float8,
       coalesce(sum(a.quantity) filter (where p.medium = 'water'), 0)::float8
     from accrual a join account c on c.id = a.account_id join point p on p.id = a.point_id
     where c.park_id = $1 and a.day >= $3 and a.day < $2 group by a.account_id, a.day`,
    [model.id, day, [week, month].sort()[0]],
  );
  for (const row of answer.rows) {
    const account = accounts.get(row.account_id);
    if (!account) continue;
    const charge = BigInt(row.charge);
    if (row.day === null) {
      account.accrued = charge;
      continue;
    }
    if (sameMonth(row.day, day)) account.month += charge;
    if (row.day >= week) account.days.set(row.day, { charge, wh: row.wh, litres: row.litres });
  }
  return accounts;
};

const loadSlots = async (client: ClientBase, points: readonly number[], range: InstantRange): Promise<readonly SheetSlot[]> => {
  const answer = await client.query<SheetRow>(
    `select ${SHEET_COLUMNS} from slot s
     where s.point_id = any($1::int[]) and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} order by s.start`,
    [points, range.from, range.to],
  );
  return answer.rows.map(sheetSlotFromRow);
};

/** The largest and of equals the earliest. */
const loadWindows = async (client: ClientBase, points: readonly number[], range: InstantRange): Promise<DaySheet['windows']> => {
  const answer = await client.query(
    `select distinct on (point_id) point_id, window_max::float8 as window_max, ${floatMs('window_at')} as window_at from slot
     where point_id = any($1::int[]) and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} and window_max is not null
     order by point_id, slot.window_max desc, slot.window_at`,
    [points, range.from, range.to],
  );
  const windows = new Map<number, SheetWindow>(points.map((id) => [id, { windowMax: -1, windowAt: -1 }]));
  for (const row of answer.rows) windows.set(row.point_id, { windowMax: row.window_max, windowAt: row.window_at });
  return windows;
};

export const windowKey = (installationId: number, start: number): string => `${installationId}|${start}`;

const loadDayWindows = async (client: ClientBase, points: readonly number[], range: InstantRange): Promise<DaySheet['dayWindows']> => {
  const answer = await client.query(
    `select installation_id, ${floatMs('start')} as start, window_max::float8 as window_max, ${floatMs('window_at')} as window_at from slot
     where point_id = any($1::int[]) and register = 0 and start >= ${atMs('$2')} and start < ${atMs('$3')} and window_max is not null`,
    [points, range.from, range.to],
  );
  return new Map(
    answer.rows.map((row) => [windowKey(row.installation_id, row.start), { windowMax: row.window_max, windowAt: row.window_at }]),
  );
};

const loadByRowFrom = async (client: ClientBase): Promise<number> => {
  const answer = await client.query(
    `select coalesce(extract(epoch from max(range_end)) * 1000, 0)::float8 as until from timescaledb_information.chunks
     where hypertable_schema = 'public' and hypertable_name = 'reading' and is_compressed`,
  );
  return answer.rows[0]?.until ?? 0;
};
