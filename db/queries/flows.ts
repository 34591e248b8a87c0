import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { dayRange, type InstantRange, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { zoneViews } from '../aggregates.ts';
import { atMs, flagIn, type Queryable, rowsOf, textIn, wholeIn } from './row.ts';

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

export interface FlowQuery extends InstantRange {
  readonly parkId: number;
  readonly zone: string;
  readonly medium: Medium;
}

export interface FlowRow {
  readonly code: string;
  /** Whole Wh (litres). */
  readonly quantity: number;
  readonly exported: number;
}

/** What went through each point of a park in [from, to), on the slots' grid. */
export async function selectFlows(db: Queryable, query: FlowQuery): Promise<FlowRow[]> {
  const views = zoneViews(query.zone);
  const sources = {
    month: { view: views.month, time: 'month' },
    day: { view: views.day, time: 'day' },
    hour: { view: 'slot_hour', time: 'hour' },
    slot: { view: 'slot', time: 'start' },
  } as const;
  const sums = new Map<string, { quantity: number; exported: number }>();
  for (const { level, from, to } of piecesOf(query, query.zone)) {
    const { view, time } = sources[level];
    const rows = await rowsOf(
      db,
      `with own as materialized (select id, code from point where park_id = $1 and medium = $2)
      select o.code, coalesce(sum(s.quantity) filter (where s.register = 0), 0)::bigint as quantity,
        coalesce(sum(s.quantity) filter (where s.register = 1), 0)::bigint as exported
      from ${view} s join own o on o.id = s.point_id
      where s.point_id = any(array(select id from own)) and s.register <= 1 and s.${time} >= ${atMs('$3')} and s.${time} < ${atMs('$4')}
      group by o.code`,
      [query.parkId, query.medium, from, to],
      (row) => ({ code: textIn(row, 'code'), quantity: wholeIn(row, 'quantity'), exported: wholeIn(row, 'exported') }),
    );
    for (const { code, quantity, exported } of rows) {
      const before = sums.get(code) ?? { quantity: 0, exported: 0 };
      sums.set(code, { quantity: before.quantity + quantity, exported: before.exported + exported });
    }
  }
  return [...sums].map(([code, sum]) => ({ code, ...sum }));
}

/**
 * Which points were read from one end of the range to the other: a slot at its beginning and one at or after `last`, and no reset or break in between,
 * whose energy nobody knows. What lies between is complete then, since slots telescope; it may be estimated.
 */
const COMPLETE = `
  with own as materialized (select id, code from point where park_id = $1 and medium = $2),
  edge as (
    select s.point_id, bool_or(s.start = ${atMs('$3')}) and bool_or(s.start >= ${atMs('$5')}) as both
    from slot s
    where s.point_id = any(array(select id from own)) and s.register = 0
      and (s.start = ${atMs('$3')} or (s.start >= ${atMs('$5')} and s.start < ${atMs('$4')}))
    group by s.point_id
  ),
  broken as (
    select distinct i.point_id from flag f join installation i on i.id = f.installation_id join own o on o.id = i.point_id
    where f.register = 0 and f.verdict in ('reset', 'break') and f.at >= ${atMs('$3')} and f.at < ${atMs('$4')}
  )
  select o.code, coalesce(e.both, false) and o.id not in (select point_id from broken) as complete
  from own o left join edge e on e.point_id = o.id
  order by o.code`;

export const selectComplete = (
  db: Queryable,
  { parkId, medium, from, to }: FlowQuery,
  last: InstantMs,
): Promise<{ readonly code: string; readonly complete: boolean }[]> =>
  rowsOf(db, COMPLETE, [parkId, medium, from, to, last], (row) => ({ code: textIn(row, 'code'), complete: flagIn(row, 'complete') }));
