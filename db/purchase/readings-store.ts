import type { PointRole, Words } from '#domain/park/model.ts';
import type { MasterReading, ReadingCells } from '#domain/purchase/master-reading.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { lasts } from '../queries/installations.ts';
import { atMs, bigIn, epochMs, instantIn, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What a person read of a meter in a month. */
export interface StoredReading extends MasterReading {
  readonly point: string;
  readonly cells: ReadingCells;
  readonly revision: number;
  readonly enteredAt: InstantMs;
  readonly enteredBy: string;
}

const COLUMNS = `p.code as point, r.revision, r.content, r.wh::text as wh, r.exported_wh::text as exported_wh, ${epochMs('r.entered_at')} as entered_at,
  r.entered_by`;
const STANDING = `
  select point, revision, content, wh, exported_wh, entered_at, entered_by from (
    select distinct on (r.point_id) ${COLUMNS} from master_reading r join point p on p.id = r.point_id
    where r.park_id = $1 and r.month = $2::date order by r.point_id, r.revision desc) as last
  where content is not null order by point`;

/** The last reading of each meter, those that were taken back apart. */
export const selectReadings = (db: Queryable, parkId: number, month: ParkDay): Promise<StoredReading[]> =>
  rowsOf(db, STANDING, [parkId, month], readingFromRow);

const readingFromRow = (row: Row): StoredReading => ({
  point: textIn(row, 'point'),
  // Written by insertReading alone.
  cells: row.content as ReadingCells,
  wh: bigIn(row, 'wh'),
  exportedWh: bigIn(row, 'exported_wh'),
  revision: wholeIn(row, 'revision'),
  enteredAt: instantIn(row, 'entered_at'),
  enteredBy: textIn(row, 'entered_by'),
});

/** A meter of the supply side that no gateway reads in a stretch. */
export interface UnreadMeter {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly role: PointRole;
}

const UNREAD = `
  select p.id, p.code, p.name_zh, p.name_en, p.role from point p
  where p.park_id = $1 and p.medium = 'electricity' and p.role in ('grid', 'pv', 'storage')
    and not exists (select from installation i where i.point_id = p.id and i.from_at < ${atMs('$3')} and ${lasts('i')} and (i.to_at is null or i.to_at > ${atMs('$2')}))
  order by p.code limit 100`;

/** Grid, PV and storage meters that a person has to read. */
export const selectUnreadMeters = (db: Queryable, parkId: number, { from, to }: InstantRange): Promise<UnreadMeter[]> =>
  rowsOf(db, UNREAD, [parkId, from, to], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    // point.role is checked by the table.
    role: textIn(row, 'role') as PointRole,
  }));

export interface EnterReading {
  readonly parkId: number;
  readonly month: ParkDay;
  readonly pointId: number;
  /** Null: takes it back. */
  readonly entered: { readonly cells: ReadingCells; readonly reading: MasterReading } | null;
  readonly at: InstantMs;
  readonly actor: string;
}

const ENTER = `
  insert into master_reading (park_id, month, point_id, revision, content, wh, exported_wh, entered_at, entered_by)
  select $1, $2::date, $3, coalesce(max(revision), 0) + 1, $4::jsonb, $5::bigint, $6::bigint, ${atMs('$7')}, $8
  from master_reading where month = $2::date and point_id = $3 returning revision`;

/** A new revision; of two at once one is refused by the key. */
export async function insertReading(db: Queryable, { parkId, month, pointId, entered, at, actor }: EnterReading): Promise<number> {
  const values = [
    parkId,
    month,
    pointId,
    entered === null ? null : JSON.stringify(entered.cells),
    (entered?.reading.wh ?? 0n).toString(),
    (entered?.reading.exportedWh ?? 0n).toString(),
    at,
    actor,
  ];
  const revision = await rowOf(db, ENTER, values, (row) => wholeIn(row, 'revision'));
  if (revision === null) throw new Error('master_reading: nothing was saved');
  return revision;
}
