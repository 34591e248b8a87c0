import type { InstantMs } from '#domain/time/instant.ts';
import { type AlarmRef, OF_REF, refValues } from './alarm-acts.ts';
import { ALARM_COLUMNS, ALARMS_FROM, type AlarmRow, alarmFromRow } from './faults.ts';
import { epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn } from './row.ts';

const ACTS = {
  'alarm.acknowledged': 'acknowledged',
  'alarm.unacknowledged': 'unacknowledged',
  'alarm.muted': 'muted',
  'alarm.unmuted': 'unmuted',
  'alarm.escalated': 'escalated',
  'alarm.takenBack': 'takenBack',
} as const;

/** One thing that happened to an alarm. */
export interface AlarmEvent {
  readonly at: InstantMs;
  readonly what: 'opened' | 'closed' | (typeof ACTS)[keyof typeof ACTS];
  /** A person's name; null: nobody's doing, or of somebody who is gone. */
  readonly by: string | null;
  /** Why it was escalated. */
  readonly note: string | null;
  /** Until when it was muted. */
  readonly until: InstantMs | null;
}

export interface AlarmDetail {
  readonly alarm: AlarmRow;
  /** Who escalated it, as the audit calls people; null: it is not escalated. */
  readonly escalatedActor: string | null;
  /** When it escalates by itself if nobody acknowledges it; null: it does not. */
  readonly escalatesAt: InstantMs | null;
  /** Oldest first, at most the newest 200. */
  readonly events: readonly AlarmEvent[];
}

const ONE = `
  select ${ALARM_COLUMNS}, case when e.ended_at is null then e.actor end as actor,
    case when a.severity = 'critical' and a.closed_at is null and a.acknowledged_at is null and e.id is null and park.escalate_after_min > 0
      then ${epochMs("greatest(coalesce(a.waits_from, a.opened_at), a.muted_until) + park.escalate_after_min * interval '1 minute'")} end as due_at
  ${ALARMS_FROM}
  where a.id in (select a.id ${OF_REF})`;

const EVENTS_MAX = 200;
const EVENTS = `
  select ${epochMs('e.at')} as at, e.action, u.name as by, e.data ->> 'note' as note, (e.data ->> 'until')::float8::bigint as until
  from audit e left join auth_user u on 'user:' || u.id = e.actor
  where e.subject like 'alarm:%' and e.subject = 'alarm:' || $1::text and e.action = any($2::text[])
  order by e.id desc
  limit ${EVENTS_MAX}`;

/** An alarm with all that happened to it; null: there is no such alarm. */
export async function selectAlarmDetail(db: Queryable, park: string, ref: AlarmRef): Promise<AlarmDetail | null> {
  const found = await rowOf(db, ONE, refValues(park, ref), (row) => ({
    alarm: alarmFromRow(row),
    escalatedActor: orNull(row, 'actor', textIn),
    escalatesAt: orNull(row, 'due_at', instantIn),
  }));
  if (found === null) return null;
  const { alarm } = found;
  const acts = await rowsOf(db, EVENTS, [alarm.id, Object.keys(ACTS)], eventFromRow);
  const events: AlarmEvent[] = [bare(alarm.openedAt, 'opened'), ...acts.reverse()];
  if (alarm.closedAt !== null) events.push(bare(alarm.closedAt, 'closed'));
  // What is done after the end, as taking an acknowledgement back, stands after it.
  return { ...found, events: events.toSorted((a, b) => a.at - b.at) };
}

const bare = (at: InstantMs, what: AlarmEvent['what']): AlarmEvent => ({ at, what, by: null, note: null, until: null });

const eventFromRow = (row: Row): AlarmEvent => ({
  at: instantIn(row, 'at'),
  what: actIn(row),
  by: orNull(row, 'by', textIn),
  note: orNull(row, 'note', textIn),
  until: orNull(row, 'until', instantIn),
});

const actIn = (row: Row): AlarmEvent['what'] => {
  const action = textIn(row, 'action');
  if (isAct(action)) return ACTS[action];
  throw new TypeError(`row: ${action} is no act on an alarm`);
};

const isAct = (action: string): action is keyof typeof ACTS => Object.hasOwn(ACTS, action);
