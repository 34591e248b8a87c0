import type { FileDevice, FileRegisters } from '#domain/park/park-file.ts';
import type { ChangePhoto } from '#domain/photo/photo.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { atMs, dayIn, epochMs, flagIn, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

/** What a meter shows, thousandths of a Wh (varh, litre), before CT x PT; null where nobody read it. */
export interface ShownRegisters {
  readonly import: number | null;
  readonly export: number | null;
  readonly reactive: number | null;
}

/** A meter's time at a point. */
export interface InstallationRow {
  readonly id: number;
  readonly serial: string;
  readonly model: string;
  readonly codec: string;
  readonly intervalS: number;
  readonly from: InstantMs;
  /** Null: it hangs there. */
  readonly to: InstantMs | null;
  readonly ratioMilli: number;
  readonly start: ShownRegisters;
  readonly end: ShownRegisters;
  /** Of its beginning first, then of its end. */
  readonly photos: readonly ChangePhoto[];
}

/** SQL: an installation that holds; one that was taken back lasts no time. */
export const lasts = (installation: string): string => `(${installation}.to_at is null or ${installation}.to_at > ${installation}.from_at)`;

const SHOWN = (end: string) => `i.${end}_import, i.${end}_export, i.${end}_reactive`;

/** A point sees a new meter every eight years or so, and a wrong entry now and then. */
const ROWS_MAX = 200;
const OF_POINT = `
  select i.id, d.serial, d.model, d.codec, d.interval_s, ${epochMs('i.from_at')} as from_at, ${epochMs('i.to_at')} as to_at, i.ratio_milli, ${SHOWN('start')}, ${SHOWN('end')},
    (select json_agg(json_build_object('id', u.photo_id, 'shows', u.shows) order by u.shows desc, u.photo_id)
      from installation_photo u where u.installation_id = i.id and (u.shows = 'start'
        or u.id > coalesce((select max(t.photos_to) from installation_taken_back t where t.ended_id = i.id), 0))) as photos
  from installation i join device d on d.id = i.device_id join point p on p.id = i.point_id join park k on k.id = p.park_id
  where k.code = $1 and p.code = $2 and ${lasts('i')}
  order by i.from_at desc, i.id desc limit ${ROWS_MAX}`;

/** The meters of a point, newest first; without what was taken back (`selectTakenBack`). */
export const selectInstallations = (db: Queryable, park: string, point: string): Promise<InstallationRow[]> =>
  rowsOf(db, OF_POINT, [park, point], (row) => ({
    id: wholeIn(row, 'id'),
    serial: textIn(row, 'serial'),
    model: textIn(row, 'model'),
    codec: textIn(row, 'codec'),
    intervalS: wholeIn(row, 'interval_s'),
    from: instantIn(row, 'from_at'),
    to: orNull(row, 'to_at', instantIn),
    ratioMilli: wholeIn(row, 'ratio_milli'),
    start: shownIn(row, 'start_'),
    end: shownIn(row, 'end_'),
    photos: photosIn(row),
  }));

export const photosIn = (row: Row): ChangePhoto[] => (Array.isArray(row.photos) ? row.photos.map(photoIn) : []);

const photoIn = (row: Row): ChangePhoto => ({ id: wholeIn(row, 'id'), shows: row.shows === 'start' ? 'start' : 'end' });

export const shownIn = (row: Row, end: string): ShownRegisters => ({
  import: orNull(row, `${end}import`, wholeIn),
  export: orNull(row, `${end}export`, wholeIn),
  reactive: orNull(row, `${end}reactive`, wholeIn),
});

/** A device of a park, as the park file would name it. */
export interface KnownDevice {
  readonly device: FileDevice;
  /** The point where it hangs now; null: in store. */
  readonly hangsAt: string | null;
  /** Wherever it was said to hang, that was taken back: what is known of it may be as wrong. */
  readonly mistaken: boolean;
}

const DEVICE = `
  select d.serial, d.model, d.codec, d.modulus_milli, d.max_rate, d.interval_s,
    (select p.code from installation i join point p on p.id = i.point_id where i.device_id = d.id and i.to_at is null limit 1) as hangs_at,
    exists (select from installation i where i.device_id = d.id)
      and not exists (select from installation i where i.device_id = d.id and ${lasts('i')}) as mistaken,
    coalesce((select p.medium from installation i join point p on p.id = i.point_id where i.device_id = d.id limit 1), $3) as medium
  from device d join park k on k.id = d.park_id where k.code = $1 and d.serial = $2`;

/** Null: no device of this park. One that never hung anywhere counts what is asked for. */
export const selectDevice = (db: Queryable, park: string, serial: string, medium: Medium): Promise<KnownDevice | null> =>
  rowOf(db, DEVICE, [park, serial, medium], (row) => {
    const modulus = String(wholeIn(row, 'modulus_milli') / MILLI_PER_KILO);
    const max = wholeIn(row, 'max_rate') / 1_000;
    const counts =
      textIn(row, 'medium') === 'water' ? { registerModulusM3: modulus, maxM3h: max } : { registerModulusKWh: modulus, maxKW: max };
    const common = { serial: textIn(row, 'serial'), model: textIn(row, 'model'), codec: textIn(row, 'codec') };
    const device = { ...common, ...counts, intervalS: wholeIn(row, 'interval_s') };
    return { device, hangsAt: orNull(row, 'hangs_at', textIn), mistaken: flagIn(row, 'mistaken') };
  });
const MILLI_PER_KILO = 1_000_000;

/** Registers as a park file writes them: decimal strings, no digit through a float. */
export const fileRegistersOf = ({ import: drawn, export: given, reactive }: ShownRegisters, medium: Medium): FileRegisters => ({
  ...(drawn !== null && (medium === 'water' ? { volumeM3: kiloOf(drawn) } : { importKWh: kiloOf(drawn) })),
  ...(given !== null && { exportKWh: kiloOf(given) }),
  ...(reactive !== null && { importKvarh: kiloOf(reactive) }),
});

const kiloOf = (milli: number): string => `${Math.floor(milli / MILLI_PER_KILO)}.${String(milli % MILLI_PER_KILO).padStart(6, '0')}`;

export interface ShownAt {
  readonly at: InstantMs;
  /** The register of drawn energy or of volume, thousandths. */
  readonly value: number;
}

/** A reading of an installation that nobody doubts. */
const UNDOUBTED = `
  from installation i join reading r on r.device_id = i.device_id
  where i.id = $1 and r.import is not null
    and not exists (select from flag f where f.installation_id = i.id and f.register = 0 and f.at = r.at and f.verdict in ('conflict', 'outlier', 'suspect'))`;
const LAST = `select ${epochMs('r.at')} as at, r.import as value ${UNDOUBTED} and r.at >= i.from_at and r.at <= ${atMs('$2')} order by r.at desc limit 1`;
const NEXT = `select ${epochMs('r.at')} as at, r.import as value ${UNDOUBTED} and r.at > ${atMs('$2')} order by r.at limit 1`;

/** What an installation's meter sent around an instant: the last reading up to it, and the first after it. */
export const selectAround = async (
  db: Queryable,
  installation: number,
  at: InstantMs,
): Promise<{ readonly last: ShownAt | null; readonly next: ShownAt | null }> => {
  const decode = (row: Row): ShownAt => ({ at: instantIn(row, 'at'), value: wholeIn(row, 'value') });
  return { last: await rowOf(db, LAST, [installation, at], decode), next: await rowOf(db, NEXT, [installation, at], decode) };
};

/** What a change at an instant in the past sets going. */
export interface Rework {
  /** Quarters of an hour of the point that are stored from there on: they are folded again. */
  readonly slots: number;
  /** Readings the point's meter has sent since. */
  readonly readings: number;
  /** The first day whose books are open, where the instant lies before it. */
  readonly openFrom: ParkDay | null;
  /** Bills that are out have the point's use since then in them: the next ones say the difference. */
  readonly billed: boolean;
}

/** More is told as "at least so many". A year of a meter that reports each minute. */
const COUNTED_MAX = 525_600;
const REWORK = `
  with here as (
    select p.id, k.id as park_id, k.zone from point p join park k on k.id = p.park_id where k.code = $1 and p.code = $2
  ), since as (
    select date_bin('15 minutes', ${atMs('$3')}, timestamptz 'epoch') as slot, (${atMs('$3')} at time zone here.zone)::date as day from here
  )
  select
    (select count(*) from (select distinct s.start from slot s, here, since where s.point_id = here.id and s.register = 0 and s.start >= since.slot
      limit ${COUNTED_MAX}) as t) as slots,
    (select count(*) from (select from reading r join installation i on i.device_id = r.device_id where i.id = $4 and r.at > ${atMs('$3')}
      limit ${COUNTED_MAX}) as t) as readings,
    (select first_open_day(here.park_id)::text from here, since where first_open_day(here.park_id) > since.day) as open_from,
    exists (select from bill b, here, since where b.park_id = here.park_id and b.state in ('issued', 'paid')
      and b.month >= date_trunc('month', since.day)::date
      and b.account_id in (select a.account_id from assignment a where a.point_id = here.id and (a.to_at is null or a.to_at > ${atMs('$3')}))) as billed`;

export const selectRework = async (
  db: Queryable,
  of: { readonly park: string; readonly point: string; readonly at: InstantMs; readonly installation: number | null },
): Promise<Rework> => {
  const found = await rowOf(db, REWORK, [of.park, of.point, of.at, of.installation], (row) => ({
    slots: wholeIn(row, 'slots'),
    readings: wholeIn(row, 'readings'),
    openFrom: orNull(row, 'open_from', dayIn),
    billed: flagIn(row, 'billed'),
  }));
  return found ?? { slots: 0, readings: 0, openFrom: null, billed: false };
};
