import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, flagIn, instantIn, orNull, type Queryable, type Row, rowOf, textIn } from './row.ts';

/** An alarm by its row, or the open one of its kind and subject: boards know no rows. */
export type AlarmRef =
  | { readonly type: 'row'; readonly id: string }
  | { readonly type: 'open'; readonly kind: string; readonly subject: string; readonly subjectId: number };

/** Who acts on which park's alarm, and when. */
export interface AlarmAct {
  readonly park: string;
  readonly alarm: AlarmRef;
  /** For the audit. */
  readonly actor: string;
  readonly at: InstantMs;
}

/** What acts leave of an alarm. */
export interface AlarmState {
  readonly id: string;
  readonly acknowledgedAt: InstantMs | null;
  readonly acknowledgedBy: string | null;
  readonly mutedUntil: InstantMs | null;
}

/** $1 park, $2 id, $3 kind, $4 subject, $5 subject id. */
export const OF_REF = `
  from alarm a join park p on p.id = a.park_id
  where p.code = $1
    and (a.id = $2::bigint or (a.closed_at is null and a.kind = $3::text and a.subject = $4::text and a.subject_id = $5::int))`;
const TARGET = `select a.id, a.acknowledged_at as was_acknowledged, a.muted_until as was_muted ${OF_REF}`;
const STATE = `
  select id::text as id, ${epochMs('acknowledged_at')} as acknowledged_at, acknowledged_by, ${epochMs('muted_until')} as muted_until from changed`;

/**
 * The first who acknowledges stands; taking it back clears both, and it waits anew (escalateDue). What changes nothing is not written down either.
 */
const ACKNOWLEDGE = `
  with target as (${TARGET}), changed as (
    update alarm a
    set acknowledged_at = case when $8::boolean then coalesce(a.acknowledged_at, ${atMs('$7')}) end,
      acknowledged_by = case when $8 then coalesce(a.acknowledged_by, $9::text) end,
      waits_from = case when $8 or a.acknowledged_at is null then a.waits_from else ${atMs('$7')} end
    from target t where a.id = t.id
    returning a.id, a.acknowledged_at, a.acknowledged_by, a.muted_until
  ), noted as (
    insert into audit (at, actor, action, subject)
    select ${atMs('$7')}, $6::text, case when $8 then 'alarm.acknowledged' else 'alarm.unacknowledged' end, 'alarm:' || c.id
    from changed c join target t on t.id = c.id where (t.was_acknowledged is null) <> (c.acknowledged_at is null)
  )
  ${STATE}`;

const MUTE = `
  with target as (${TARGET}), changed as (
    update alarm a set muted_until = ${atMs('$8')}, waits_from = case when $8 is null then ${atMs('$7')} else a.waits_from end
    from target t where a.id = t.id and a.closed_at is null
    returning a.id, a.acknowledged_at, a.acknowledged_by, a.muted_until
  ), noted as (
    insert into audit (at, actor, action, subject, data)
    select ${atMs('$7')}, $6::text, case when c.muted_until is null then 'alarm.unmuted' else 'alarm.muted' end, 'alarm:' || c.id,
      jsonb_build_object('until', $8::float8)
    from changed c join target t on t.id = c.id where t.was_muted is distinct from c.muted_until
  )
  ${STATE}`;

/** Acknowledges, or takes it back; null: there is no such alarm. An acknowledged alarm stays open. */
export const acknowledgeAlarm = (
  db: Queryable,
  act: AlarmAct,
  { acknowledged, name }: { readonly acknowledged: boolean; readonly name: string },
): Promise<AlarmState | null> => rowOf(db, ACKNOWLEDGE, [...actValues(act), acknowledged, name], stateFromRow);

/** Mutes until an instant, or no longer (null). Only what is open is muted; null: there is no such alarm. */
export const muteAlarm = (db: Queryable, act: AlarmAct, until: InstantMs | null): Promise<AlarmState | null> =>
  rowOf(db, MUTE, [...actValues(act), until], stateFromRow);

const LOCKED = `select a.id::text as id, a.closed_at is null as open ${OF_REF} for update of a`;

/** The alarm's row, held until the transaction is over; null: there is no such alarm. */
export const lockAlarm = (db: Queryable, park: string, alarm: AlarmRef): Promise<{ readonly id: string; readonly open: boolean } | null> =>
  rowOf(db, LOCKED, refValues(park, alarm), (row) => ({ id: textIn(row, 'id'), open: flagIn(row, 'open') }));

const UNMUTE = `
  with changed as (update alarm set muted_until = null where id = $1::bigint returning id, acknowledged_at, acknowledged_by, muted_until)
  ${STATE}`;

/** Whoever takes an escalated alarm up is not to find it muted. */
export const endMute = (db: Queryable, id: string): Promise<AlarmState | null> => rowOf(db, UNMUTE, [id], stateFromRow);

/** What statements about one alarm are asked with: $1 to $5. */
export const refValues = (park: string, alarm: AlarmRef): unknown[] => [
  park,
  alarm.type === 'row' ? alarm.id : null,
  ...(alarm.type === 'open' ? [alarm.kind, alarm.subject, alarm.subjectId] : [null, null, null]),
];

const actValues = ({ park, alarm, actor, at }: AlarmAct): unknown[] => [...refValues(park, alarm), actor, at];

const stateFromRow = (row: Row): AlarmState => ({
  id: textIn(row, 'id'),
  acknowledgedAt: orNull(row, 'acknowledged_at', instantIn),
  acknowledgedBy: orNull(row, 'acknowledged_by', textIn),
  mutedUntil: orNull(row, 'muted_until', instantIn),
});
