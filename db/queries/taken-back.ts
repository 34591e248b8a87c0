import type { MeterChangeKind } from '#domain/park/newest-change.ts';
import type { ChangePhoto } from '#domain/photo/photo.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type Exact, exact } from '#domain/units/money.ts';
import { photosIn, type ShownRegisters, shownIn } from './installations.ts';
import { bigIn, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

/** What a change had brought that was taken back: as it was entered. */
export interface BroughtRow {
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  readonly intervalS: number;
  /** Where its register starts again, thousandths of a Wh (litre). */
  readonly modulusMilli: number;
  /** The most it carries at its own side, W (litres/h). */
  readonly maxRate: number;
  readonly ratioMilli: number;
  readonly start: ShownRegisters;
}

/** A change of a point that was taken back. */
export interface TakenBackRow {
  readonly id: number;
  readonly kind: MeterChangeKind;
  /** When it was said to have happened. */
  readonly at: InstantMs;
  /** The meter that it ended, which goes on, with what was read of it; null: nothing hung there. */
  readonly ended: { readonly serial: string; readonly end: ShownRegisters } | null;
  /** Null: the meter was taken down. */
  readonly begun: BroughtRow | null;
  readonly reason: string;
  readonly takenBackAt: InstantMs;
  /** A person's name. */
  readonly actor: string;
  /** What came first, then what went: evidence as before. */
  readonly photos: readonly ChangePhoto[];
}

/** A wrong entry now and then. */
const ROWS_MAX = 200;
const OF_POINT = `
  select t.id, t.kind, ${epochMs('t.changed_at')} as changed_at, t.reason, ${epochMs('t.at')} as at, coalesce(u.name, t.actor) as actor,
    ed.serial as ended_serial, t.end_import, t.end_export, t.end_reactive,
    bd.serial as begun_serial, bd.model, bd.codec, bd.interval_s, bd.modulus_milli, bd.max_rate, b.ratio_milli, b.start_import, b.start_export, b.start_reactive,
    (select json_agg(json_build_object('id', x.photo_id, 'shows', x.shows) order by x.shows desc, x.photo_id) from installation_photo x
      where (x.installation_id = t.begun_id and x.shows = 'start')
        or (x.installation_id = t.ended_id and x.shows = 'end' and x.id <= t.photos_to
          and x.id > coalesce((select max(o.photos_to) from installation_taken_back o where o.ended_id = t.ended_id and o.id < t.id), 0))) as photos
  from installation_taken_back t join point p on p.id = t.point_id join park k on k.id = p.park_id
    left join installation e on e.id = t.ended_id left join device ed on ed.id = e.device_id
    left join installation b on b.id = t.begun_id left join device bd on bd.id = b.device_id
    left join auth_user u on t.actor = 'user:' || u.id
  where k.code = $1 and p.code = $2
  order by t.id desc limit ${ROWS_MAX}`;

/** The changes of a point that were taken back, newest first. */
export const selectTakenBack = (db: Queryable, park: string, point: string): Promise<TakenBackRow[]> =>
  rowsOf(db, OF_POINT, [park, point], (row) => ({
    id: wholeIn(row, 'id'),
    kind: kindIn(row),
    at: instantIn(row, 'changed_at'),
    ended: row.ended_serial === null ? null : { serial: textIn(row, 'ended_serial'), end: shownIn(row, 'end_') },
    begun: row.begun_serial === null ? null : broughtIn(row),
    reason: textIn(row, 'reason'),
    takenBackAt: instantIn(row, 'at'),
    actor: textIn(row, 'actor'),
    photos: photosIn(row),
  }));

const KINDS: readonly MeterChangeKind[] = ['install', 'replace', 'ratio', 'end'];
const kindIn = (row: Row): MeterChangeKind => {
  const kind = KINDS.find((one) => one === row.kind);
  if (!kind) throw new TypeError(`row: ${String(row.kind)} is no kind of change`);
  return kind;
};

const broughtIn = (row: Row): BroughtRow => ({
  serial: textIn(row, 'begun_serial'),
  model: textIn(row, 'model'),
  codec: textIn(row, 'codec'),
  intervalS: wholeIn(row, 'interval_s'),
  modulusMilli: wholeIn(row, 'modulus_milli'),
  maxRate: wholeIn(row, 'max_rate'),
  ratioMilli: wholeIn(row, 'ratio_milli'),
  start: shownIn(row, 'start_'),
});

/** What an installation has counted so far. */
export interface Counted {
  /** Readings its meter has sent since it began, a year of one a minute at most. */
  readonly readings: number;
  /** Wh (litres) of its closed quarters, and what they are charged. */
  readonly quantity: number;
  readonly charge: Exact;
}

const READINGS_MAX = 525_600;
const COUNTED = `
  select (select count(*) from (select from reading r join installation i on i.device_id = r.device_id and r.at >= i.from_at where i.id = $1
      limit ${READINGS_MAX}) as t) as readings,
    coalesce(sum(s.quantity), 0) as quantity, coalesce(sum(s.charge), 0)::text as charge
  from slot s where s.installation_id = $1 and s.register = 0`;

export const selectCounted = async (db: Queryable, installation: number | null): Promise<Counted> => {
  const counted = await rowOf(db, COUNTED, [installation], (row) => ({
    readings: wholeIn(row, 'readings'),
    quantity: wholeIn(row, 'quantity'),
    charge: exact(bigIn(row, 'charge')),
  }));
  return counted ?? { readings: 0, quantity: 0, charge: exact(0n) };
};

const ELSEWHERE = `
  select p.code from installation e join installation i on i.device_id = e.device_id and i.id <> e.id and i.id is distinct from $2
    join point p on p.id = i.point_id
  where e.id = $1 and tstzrange(i.from_at, i.to_at) && tstzrange(e.to_at, null) order by i.from_at limit 1`;

/** The point at which a meter hung after it ended here, but for `begun`, which is taken back with that end; null: at none. */
export const selectElsewhere = (db: Queryable, ended: number, begun: number | null): Promise<string | null> =>
  rowOf(db, ELSEWHERE, [ended, begun], (row) => orNull(row, 'code', textIn));
