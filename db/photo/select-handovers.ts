import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { dayIn, epochMs, instantIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What a person read of a meter when an account came to its point, or left it. */
export interface HandoverRow {
  /** Whose end of it: `opening` the account came, `closing` it left. */
  readonly kind: 'opening' | 'closing';
  readonly point: string;
  readonly name: Words;
  readonly medium: Medium;
  /** The point changes hands on the first instant of this day. */
  readonly day: ParkDay;
  /** Thousandths of a Wh (litre) at the meter. */
  readonly registerMilli: number;
  /** When it was written down. */
  readonly at: InstantMs;
  /** Ids of its photos. */
  readonly photos: readonly number[];
}

/** An account comes once to a point, as a rule, and leaves it once. */
const ROWS_MAX = 400;
/** A reading at which another account took over is also how this one left. */
const OF_ACCOUNT = `
  with here as (select a.id, k.zone from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2), read as (
    select h.id, h.kind from handover_reading h, here where h.account_id = here.id
    union all
    select h.id, 'closing' from here join assignment g on g.account_id = here.id join handover_reading h on h.point_id = g.point_id
    where h.account_id <> here.id and h.kind = 'opening' and h.day::timestamp at time zone here.zone = g.to_at
  )
  select r.kind, p.code as point, p.name_zh, p.name_en, p.medium, h.day::text as day, h.register_milli, ${epochMs('h.at')} as at,
    array(select u.photo_id from handover_photo u where u.reading_id = h.id order by 1) as photos
  from read r join handover_reading h on h.id = r.id join point p on p.id = h.point_id
  order by h.day desc, r.kind, p.code limit ${ROWS_MAX}`;

/** What was read at the handovers of an account, newest first. */
export const selectHandovers = (db: Queryable, park: string, account: string): Promise<HandoverRow[]> =>
  rowsOf(db, OF_ACCOUNT, [park, account], (row) => ({
    kind: row.kind === 'closing' ? 'closing' : 'opening',
    point: textIn(row, 'point'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: row.medium === 'water' ? 'water' : 'electricity',
    day: dayIn(row, 'day'),
    registerMilli: wholeIn(row, 'register_milli'),
    at: instantIn(row, 'at'),
    photos: Array.isArray(row.photos) ? row.photos.map(Number) : [],
  }));
