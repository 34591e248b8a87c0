import type { PointRole } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { epochMs, instantIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

/** A meter nobody has registered, by what of it waits in quarantine. */
export interface WaitingDevice {
  readonly serial: string;
  /** Of its newest message. */
  readonly topic: string;
  readonly messages: number;
  readonly firstAt: InstantMs;
  readonly lastAt: InstantMs;
}

/** A flood of unknown meters is told by its newest part. */
const ROWS_MAX = 50_000;
const DEVICES_MAX = 200;
const WAITING = `
  with newest as (
    select q.serial, q.topic, q.received_at from quarantine q
    where q.resolved_at is null and q.reason = 'UNKNOWN_DEVICE' and q.serial is not null
      and (q.park_id is null or q.park_id = (select id from park where code = $1))
    order by q.received_at desc limit ${ROWS_MAX}
  )
  select n.serial, (array_agg(n.topic order by n.received_at desc))[1] as topic, count(*) as messages,
    ${epochMs('min(n.received_at)')} as first_at, ${epochMs('max(n.received_at)')} as last_at
  from newest n where not exists (select from device d where d.serial = n.serial)
  group by n.serial
  order by max(n.received_at) desc, n.serial
  limit ${DEVICES_MAX}`;

/** Meters that could be registered in a park: nobody knows yet where they are. Newest first. */
export const selectWaiting = (db: Queryable, park: string): Promise<WaitingDevice[]> =>
  rowsOf(db, WAITING, [park], (row) => ({
    serial: textIn(row, 'serial'),
    topic: textIn(row, 'topic'),
    messages: wholeIn(row, 'messages'),
    firstAt: instantIn(row, 'first_at'),
    lastAt: instantIn(row, 'last_at'),
  }));

const TOPICS_MAX = 50;
const TOPICS = `
  select q.topic, count(*) as messages from quarantine q
  where q.serial = $2 and q.resolved_at is null and q.reason in ('UNKNOWN_DEVICE', 'BEFORE_INSTALLATION')
    and (q.park_id is null or q.park_id = (select id from park where code = $1))
  group by q.topic order by 2 desc limit ${TOPICS_MAX}`;

/** What waits of one meter, by topic. */
export const selectWaitingTopics = (
  db: Queryable,
  park: string,
  serial: string,
): Promise<{ readonly topic: string; readonly messages: number }[]> =>
  rowsOf(db, TOPICS, [park, serial], (row) => ({ topic: textIn(row, 'topic'), messages: wholeIn(row, 'messages') }));

const PLACE = `
  select p.code, p.name_zh, p.name_en, p.medium, p.role, k.zone from point p join park k on k.id = p.park_id where k.code = $1 and p.code = $2`;

export interface PlaceRow {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly medium: Medium;
  readonly role: PointRole;
  /** IANA zone of its park. */
  readonly zone: string;
}

/** Where a meter is to be installed, as the park file would name it. */
export const selectPlace = (db: Queryable, park: string, code: string): Promise<PlaceRow | null> =>
  rowOf(db, PLACE, [park, code], (row) => ({
    code: textIn(row, 'code'),
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    medium: textIn(row, 'medium') === 'water' ? 'water' : 'electricity',
    role: textIn(row, 'role') as PointRole,
    zone: textIn(row, 'zone'),
  }));
