import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { dayRange, type InstantRange, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { zoneViews } from '../aggregates.ts';
import { atMs, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

export type PieceLevel = 'month' | 'day' | 'hour' | 'slot';

/** A stretch of time that one level of sums answers. */
export interface Piece extends InstantRange {
  readonly level: PieceLevel;
}

/** Cuts a range on the slots' grid into whole months and days of a zone, whole hours and quarters: the fewest rows that sum to it. */
export const piecesOf = ({ from, to }: InstantRange, zone: string): Piece[] => {
  const pieces: Piece[] = [];
  for (let at = from; at < to; ) {
    const piece = pieceAt(at, to, zone);
    const last = pieces.at(-1);
    if (last?.level === piece.level) pieces[pieces.length - 1] = { ...last, to: piece.to };
    else pieces.push(piece);
    at = piece.to;
  }
  return pieces;
};

const pieceAt = (at: InstantMs, end: InstantMs, zone: string): Piece => {
  const day = parkDayOf(at, zone);
  const own = dayRange(day, zone);
  if (own.from === at) {
    const month = monthRange(day, zone);
    if (month.from === at && month.to <= end) return { level: 'month', ...month };
    if (own.to <= end) return { level: 'day', ...own };
  }
  const hour = at + HOUR_MS;
  if (at % HOUR_MS === 0 && hour <= end && hour <= own.to) return { level: 'hour', from: at, to: instantMs(hour) };
  return { level: 'slot', from: at, to: instantMs(at + SLOT_MS) };
};

/** A point whose flow is asked for. */
export interface FlowPoint {
  readonly id: number;
  readonly code: string;
}

const POINTS = 'select id, code from point where park_id = $1 and medium = $2 order by code';

export const selectFlowPoints = (db: Queryable, parkId: number, medium: Medium): Promise<FlowPoint[]> =>
  rowsOf(db, POINTS, [parkId, medium], (row) => ({ id: wholeIn(row, 'id'), code: textIn(row, 'code') }));

/** Points by id: as a list of values the planner looks them up, however many they are; as a subquery it would go through them for each row. */
export interface FlowQuery extends InstantRange {
  readonly pointIds: readonly number[];
  readonly zone: string;
}

export interface FlowSum {
  /** Whole Wh (litres). */
  readonly quantity: number;
  readonly exported: number;
}

/** What went through each point in [from, to), on the slots' grid, by point id. */
export async function selectFlows(db: Queryable, query: FlowQuery): Promise<ReadonlyMap<number, FlowSum>> {
  const views = zoneViews(query.zone);
  const sources = {
    month: { view: views.month, time: 'month' },
    day: { view: views.day, time: 'day' },
    hour: { view: 'slot_hour', time: 'hour' },
    slot: { view: 'slot', time: 'start' },
  } as const;
  const sums = new Map<number, FlowSum>();
  for (const { level, from, to, pointIds } of shortPieces(query)) {
    const { view, time } = sources[level];
    const rows = await rowsOf(
      db,
      `select s.point_id, coalesce(sum(s.quantity) filter (where s.register = 0), 0)::bigint as quantity,
        coalesce(sum(s.quantity) filter (where s.register = 1), 0)::bigint as exported
      from ${view} s
      where s.point_id = any($1::int[]) and s.register <= 1 and s.${time} >= ${atMs('$2')} and s.${time} < ${atMs('$3')}
      group by s.point_id`,
      [pointIds, from, to],
      (row) => ({ id: wholeIn(row, 'point_id'), quantity: wholeIn(row, 'quantity'), exported: wholeIn(row, 'exported') }),
    );
    for (const { id, quantity, exported } of rows) {
      const before = sums.get(id) ?? { quantity: 0, exported: 0 };
      sums.set(id, { quantity: before.quantity + quantity, exported: before.exported + exported });
    }
  }
  return sums;
}

/** A statement looks at so many points at once: a third of a second of the embedded database, which answers others in between. */
const POINTS_A_STATEMENT = 5_000;

function* shortPieces(query: FlowQuery): Generator<Piece & Pick<FlowQuery, 'pointIds'>> {
  for (const piece of piecesOf(query, query.zone)) for (const pointIds of partsOf(query.pointIds)) yield { ...piece, pointIds };
}

function* partsOf(ids: readonly number[]): Generator<readonly number[]> {
  for (let i = 0; i < ids.length; i += POINTS_A_STATEMENT) yield ids.slice(i, i + POINTS_A_STATEMENT);
}

/**
 * Which points were read from one end of the range to the other: a slot at its beginning and one at or after `last`, and no reset or break in between,
 * whose energy nobody knows. What lies between is complete then, since slots telescope; it may be estimated.
 */
const COMPLETE = `
  select s.point_id from slot s
  where s.point_id = any($1::int[]) and s.register = 0
    and (s.start = ${atMs('$2')} or (s.start >= ${atMs('$4')} and s.start < ${atMs('$3')}))
  group by s.point_id
  having bool_or(s.start = ${atMs('$2')}) and bool_or(s.start >= ${atMs('$4')})
  except
  select i.point_id from flag f join installation i on i.id = f.installation_id
  where f.register = 0 and f.verdict in ('reset', 'break') and f.at >= ${atMs('$2')} and f.at < ${atMs('$3')}`;

export async function selectComplete(db: Queryable, { pointIds, from, to }: FlowQuery, last: InstantMs): Promise<ReadonlySet<number>> {
  const complete = new Set<number>();
  for (const part of partsOf(pointIds)) {
    for (const id of await rowsOf(db, COMPLETE, [part, from, to, last], (row) => wholeIn(row, 'point_id'))) complete.add(id);
  }
  return complete;
}
