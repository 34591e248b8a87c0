import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, instantIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** Who escalates where nobody does. */
export const ITSELF = 'escalation';

/** One look takes no more; the rest waits for the next. */
const DUE_MAX = 500;

/**
 * A mute counts as long as it lasts: the wait begins anew at its end. Whoever looks at the same alarms at the same time finds them held, or
 * escalated already.
 */
const ESCALATE_DUE = `
  with due as (
    select a.id from alarm a join park p on p.id = a.park_id
    where a.park_id = any($1::int[]) and a.closed_at is null and a.severity = 'critical' and a.acknowledged_at is null
      and p.escalate_after_min > 0
      and greatest(coalesce(a.waits_from, a.opened_at), a.muted_until) + p.escalate_after_min * interval '1 minute' <= ${atMs('$2')}
      and not exists (select from escalation e where e.alarm_id = a.id and e.ended_at is null)
    order by a.id
    limit ${DUE_MAX}
    for update of a skip locked
  ), made as (
    insert into escalation (alarm_id, at, actor, name, note) select id, ${atMs('$2')}, '${ITSELF}', '', '' from due
    on conflict (alarm_id) where ended_at is null do nothing
    returning alarm_id
  ), noted as (
    insert into audit (at, actor, action, subject) select ${atMs('$2')}, '${ITSELF}', 'alarm.escalated', 'alarm:' || alarm_id from made
  )
  select alarm_id::text as id from made`;

/** Escalates the critical alarms of these parks that nobody has acknowledged in time (the park's rule); answers how many. Again, it does nothing. */
export const escalateDue = async (db: Queryable, parkIds: readonly number[], now: InstantMs): Promise<number> =>
  (await rowsOf(db, ESCALATE_DUE, [parkIds, now], (row) => textIn(row, 'id'))).length;

export interface OpenEscalation {
  readonly parkId: number;
  /** As the twin calls the alarm: `kind|subject|subjectId`. */
  readonly key: string;
  readonly at: InstantMs;
}

const OPEN = `
  select a.park_id, a.kind || '|' || a.subject || '|' || a.subject_id as key, ${epochMs('e.at')} as at
  from escalation e join alarm a on a.id = e.alarm_id
  where e.ended_at is null and a.park_id = any($1::int[])`;

/** What is escalated now. */
export const openEscalations = (db: Queryable, parkIds: readonly number[]): Promise<OpenEscalation[]> =>
  rowsOf(db, OPEN, [parkIds], (row) => ({ parkId: wholeIn(row, 'park_id'), key: textIn(row, 'key'), at: instantIn(row, 'at') }));
