import type { Pool } from 'pg';
import { withTransaction } from '../pool.ts';
import { type AlarmAct, type AlarmState, endMute, lockAlarm } from './alarm-acts.ts';
import { insertAudit } from './audit.ts';
import { atMs, flagIn, type Queryable, rowOf, rowsOf, textIn } from './row.ts';

export type EscalateAnswer =
  | { readonly type: 'escalated'; readonly alarm: AlarmState }
  | {
      readonly type: 'refused';
      /** It is over; somebody was faster. */
      readonly code: 'CLOSED' | 'ESCALATED';
    };

const INSERT = `
  insert into escalation (alarm_id, at, actor, name, note) values ($1::bigint, ${atMs('$2')}, $3, $4, $5)
  on conflict (alarm_id) where ended_at is null do nothing
  returning true as made`;

/** Takes an open alarm to those above the park, and ends its mute. The first who does stands. Null: there is no such alarm. */
export const escalateAlarm = (
  pool: Pool,
  { park, alarm, actor, at }: AlarmAct,
  { name, note }: { readonly name: string; readonly note: string },
): Promise<EscalateAnswer | null> =>
  withTransaction(pool, async (client) => {
    const held = await lockAlarm(client, park, alarm);
    if (held === null) return null;
    if (!held.open) return { type: 'refused', code: 'CLOSED' };
    const made = await rowOf(client, INSERT, [held.id, at, actor, name, note], (row) => flagIn(row, 'made'));
    if (made === null) return { type: 'refused', code: 'ESCALATED' };
    await insertAudit(client, { at, actor, action: 'alarm.escalated', subject: `alarm:${held.id}`, data: { note } });
    const state = await endMute(client, held.id);
    if (state === null) throw new Error(`alarm ${held.id}: gone while held`);
    return { type: 'escalated', alarm: state };
  });

export type TakeBackAnswer =
  | { readonly type: 'takenBack' }
  | {
      readonly type: 'refused';
      /** Nothing is escalated (any more); it is for who escalated it, or those above the park. */
      readonly code: 'NOT_ESCALATED' | 'NOT_YOURS';
    };

const ACTOR = `select actor from escalation where alarm_id = $1::bigint and ended_at is null`;
const END = `update escalation set ended_at = ${atMs('$2')}, ended_by = $3 where alarm_id = $1::bigint and ended_at is null`;
const WAIT = `update alarm set waits_from = ${atMs('$2')} where id = $1::bigint`;

/**
 * Gives an escalated alarm back to the park's own people: by who escalated it, or by one of those above (`above`). One that nobody acknowledges
 * then waits anew until it escalates by itself. Null: there is no such alarm.
 */
export const takeBackEscalation = (pool: Pool, { park, alarm, actor, at }: AlarmAct, above: boolean): Promise<TakeBackAnswer | null> =>
  withTransaction(pool, async (client) => {
    const held = await lockAlarm(client, park, alarm);
    if (held === null) return null;
    const by = await escalatedBy(client, held.id);
    if (by === null) return { type: 'refused', code: 'NOT_ESCALATED' };
    if (!above && by !== actor) return { type: 'refused', code: 'NOT_YOURS' };
    await rowsOf(client, END, [held.id, at, actor], () => null);
    await rowsOf(client, WAIT, [held.id, at], () => null);
    await insertAudit(client, { at, actor, action: 'alarm.takenBack', subject: `alarm:${held.id}` });
    return { type: 'takenBack' };
  });

/** Who escalated an alarm that is escalated now, as the audit calls people; null: it is not. */
const escalatedBy = (db: Queryable, id: string): Promise<string | null> => rowOf(db, ACTOR, [id], (row) => textIn(row, 'actor'));
