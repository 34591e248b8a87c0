import type { Words } from '#domain/park/model.ts';
import { ALARM_COLUMNS, ALARMS_FROM, type AlarmRow, alarmFromRow } from './faults.ts';
import { type Queryable, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

/** An escalated alarm as those above its park see it. */
export interface EscalatedAlarm extends AlarmRow {
  readonly park: string;
  readonly parkName: Words;
  readonly zone: string;
}

export interface EscalatedAlarms {
  /** The gravest first, of these the ones that have waited longest. */
  readonly alarms: readonly EscalatedAlarm[];
  /** How many there are beside. */
  readonly more: number;
}

const ESCALATED_MAX = 50;

const HOLDING = `e.at is not null and e.ended_at is null and ($1::text[] is null or park.code = any($1))`;
const ESCALATED = `
  select ${ALARM_COLUMNS}, park.code as park, park.name_zh, park.name_en, park.zone
  ${ALARMS_FROM}
  where ${HOLDING}
  order by array_position(array['critical', 'warning', 'info'], a.severity), e.at, a.id
  limit ${ESCALATED_MAX}`;
const COUNT = `select count(*)::int as n ${ALARMS_FROM} where ${HOLDING}`;

/** Escalated alarms of some parks; null: of all. */
export async function selectEscalated(db: Queryable, parks: ReadonlySet<string> | null): Promise<EscalatedAlarms> {
  const of = [parks && [...parks]];
  const alarms = await rowsOf(db, ESCALATED, of, (row) => ({
    ...alarmFromRow(row),
    park: textIn(row, 'park'),
    parkName: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    zone: textIn(row, 'zone'),
  }));
  if (alarms.length < ESCALATED_MAX) return { alarms, more: 0 };
  const n = await rowOf(db, COUNT, of, (row) => wholeIn(row, 'n'));
  return { alarms, more: Math.max(0, (n ?? 0) - alarms.length) };
}
