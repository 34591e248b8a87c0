import type { AlarmLine } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { epochMs, instantIn, orNull, type Queryable, type Row, rowsOf, textIn, wholeIn } from './row.ts';

/** Pages of both lists: newest first, those older than `before` (an id) where given. */
export interface Page {
  readonly before: string | null;
  readonly limit: number;
}

/** A message, or a part of one, that was put aside. */
export interface QuarantineLine {
  readonly id: string;
  readonly receivedAt: InstantMs;
  /** Null: of no park we know. */
  readonly park: string | null;
  readonly topic: string;
  readonly serial: string | null;
  readonly reason: string;
  readonly detail: string;
  /** Readings in it. */
  readonly items: number;
  readonly resolution: string | null;
}

const QUARANTINE = `
  select q.id::text as id, ${epochMs('q.received_at')} as received_at, p.code as park, q.topic, q.serial, q.reason, q.detail, q.items, q.resolution
  from quarantine q left join park p on p.id = q.park_id
  where ($1::text[] is null or p.code = any($1)) and ($2::bigint is null or q.id < $2)
  order by q.id desc
  limit $3`;

/** Of these parks; null: of all, and of none. */
export const selectQuarantine = (db: Queryable, parks: readonly string[] | null, page: Page): Promise<QuarantineLine[]> =>
  rowsOf(db, QUARANTINE, [parks, page.before, page.limit], (row) => ({
    id: textIn(row, 'id'),
    receivedAt: instantIn(row, 'received_at'),
    park: orNull(row, 'park', textIn),
    topic: textIn(row, 'topic'),
    serial: orNull(row, 'serial', textIn),
    reason: textIn(row, 'reason'),
    detail: textIn(row, 'detail'),
    items: wholeIn(row, 'items'),
    resolution: orNull(row, 'resolution', textIn),
  }));

export interface AlarmRow extends AlarmLine {
  /** What the board calls it while it is open: `kind|subject|subjectId`. */
  readonly key: string;
  readonly closedAt: InstantMs | null;
  readonly acknowledgedAt: InstantMs | null;
  /** A person's name. */
  readonly acknowledgedBy: string | null;
  readonly mutedUntil: InstantMs | null;
  /** A person's name; null where it escalated by itself, or never did. */
  readonly escalatedBy: string | null;
  readonly escalationNote: string | null;
}

export interface AlarmQuery extends Page {
  readonly park: string;
  /** Only alarms of these accounts; null: all of the park. */
  readonly accounts: readonly string[] | null;
  readonly onlyOpen: boolean;
  readonly onlyEscalated?: boolean;
}

export const ALARM_COLUMNS = `
  a.id::text as id, a.kind, a.severity, coalesce(account.code, point.code, device.serial, park.code) as subject,
    ${epochMs('a.opened_at')} as opened_at, ${epochMs('a.closed_at')} as closed_at, a.data,
    a.kind || '|' || a.subject || '|' || a.subject_id as key,
    ${epochMs('a.acknowledged_at')} as acknowledged_at, a.acknowledged_by, ${epochMs('a.muted_until')} as muted_until,
    ${epochMs('e.at')} as escalated_at, nullif(e.name, '') as escalated_by, nullif(e.note, '') as escalation_note`;
/** Alarms with what they are about, and the escalation that holds; of one that is over, the one it ended with. */
export const ALARMS_FROM = `
  from alarm a
  join park on park.id = a.park_id
  left join account on a.subject = 'account' and account.id = a.subject_id
  left join point on a.subject = 'point' and point.id = a.subject_id
  left join device on a.subject = 'device' and device.id = a.subject_id
  left join escalation e on e.alarm_id = a.id and e.ended_by is null`;
const ALARMS = `
  select ${ALARM_COLUMNS}
  ${ALARMS_FROM}
  where park.code = $1 and ($2::text[] is null or account.code = any($2)) and (not $3 or a.closed_at is null)
    and ($4::bigint is null or a.id < $4) and (not $6 or e.ended_at is null and e.at is not null)
  order by a.id desc
  limit $5`;

export const selectAlarms = (
  db: Queryable,
  { park, accounts, onlyOpen, before, limit, onlyEscalated = false }: AlarmQuery,
): Promise<AlarmRow[]> => rowsOf(db, ALARMS, [park, accounts, onlyOpen, before, limit, onlyEscalated], alarmFromRow);

export const alarmFromRow = (row: Row): AlarmRow => ({
  id: textIn(row, 'id'),
  kind: textIn(row, 'kind'),
  severity: severityIn(row),
  subject: textIn(row, 'subject'),
  openedAt: instantIn(row, 'opened_at'),
  key: textIn(row, 'key'),
  closedAt: orNull(row, 'closed_at', instantIn),
  acknowledgedAt: orNull(row, 'acknowledged_at', instantIn),
  acknowledgedBy: orNull(row, 'acknowledged_by', textIn),
  mutedUntil: orNull(row, 'muted_until', instantIn),
  escalatedAt: orNull(row, 'escalated_at', instantIn),
  escalatedBy: orNull(row, 'escalated_by', textIn),
  escalationNote: orNull(row, 'escalation_note', textIn),
  data: figuresIn(row),
});

const severityIn = (row: Row): AlarmLine['severity'] => {
  const severity = textIn(row, 'severity');
  if (severity === 'info' || severity === 'warning' || severity === 'critical') return severity;
  throw new TypeError(`row: ${severity} is no severity`);
};

const figuresIn = (row: Row): AlarmLine['data'] => {
  const data: unknown = row.data;
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'number'));
};
