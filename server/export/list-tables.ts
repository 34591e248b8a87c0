import { type AlarmRow, type QuarantineLine, selectAlarms, selectQuarantine } from '#db/queries/faults.ts';
import { rowScopeOf } from '../access/may.ts';
import { requireRead } from '../trpc/trpc.ts';
import { type Asked, accountsAsked, columnsOf, fileNameOf } from './asked.ts';
import type { Row, Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const ALARM_HEADS = [
  'openedAt',
  'closedAt',
  'severity',
  'kind',
  'subject',
  'data',
  'acknowledgedAt',
  'acknowledgedBy',
  'mutedUntil',
  'escalatedAt',
  'escalatedBy',
  'escalationNote',
] as const;
const QUARANTINE_HEADS = ['receivedAt', 'serial', 'reason', 'detail', 'items', 'topic', 'resolution'] as const;
const PAGE_ROWS = 1_000;

/** Alarms opened in the range, newest first; a tenant's are those of the accounts held, without names of who looks after them. */
export function alarmsTable(asked: Asked): Table {
  const { ctx, query, range } = asked;
  const accounts = accountsAsked(asked);
  const names = rowScopeOf(ctx.principal, query.park).type === 'all';
  const page = (before: string | null) =>
    selectAlarms(ctx.services.db, { park: query.park, accounts, onlyOpen: false, before, limit: PAGE_ROWS });
  return {
    title: headOf('alarms', query.lang),
    fileName: fileNameOf(asked, 'alarms'),
    columns: columnsOf(ALARM_HEADS, [], asked),
    batches: batchesOf(
      asked,
      page,
      ({ openedAt }) => openedAt >= range.from && openedAt < range.to,
      (row) => alarmRow(asked, row, names),
    ),
  };
}

/** Messages put aside in the range, newest first. */
export function quarantineTable(asked: Asked): Table {
  const { ctx, query, range } = asked;
  requireRead(ctx, { type: 'quarantine', park: query.park });
  const page = (before: string | null) => selectQuarantine(ctx.services.db, [query.park], { before, limit: PAGE_ROWS });
  return {
    title: headOf('quarantine', query.lang),
    fileName: fileNameOf(asked, 'quarantine'),
    columns: columnsOf(QUARANTINE_HEADS, ['items'], asked),
    batches: batchesOf(
      asked,
      page,
      ({ receivedAt }) => receivedAt >= range.from && receivedAt < range.to,
      (row) => quarantineRow(asked, row),
    ),
  };
}

async function* batchesOf<T extends { readonly id: string }>(
  { rowsMax }: Asked,
  page: (before: string | null) => Promise<readonly T[]>,
  within: (row: T) => boolean,
  rowOf: (row: T) => Row,
): AsyncGenerator<readonly Row[]> {
  let before: string | null = null;
  for (let told = 0; told < rowsMax; ) {
    const rows: readonly T[] = await page(before);
    const batch = rows
      .filter(within)
      .slice(0, rowsMax - told)
      .map(rowOf);
    told += batch.length;
    if (batch.length > 0) yield batch;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    before = last.id;
  }
}

const alarmRow = ({ query: { lang }, localText }: Asked, alarm: AlarmRow, names: boolean): Row => [
  localText(alarm.openedAt),
  alarm.closedAt === null ? null : localText(alarm.closedAt),
  wordOf(alarm.severity, lang),
  alarm.kind,
  alarm.subject,
  Object.entries(alarm.data)
    .map(([name, value]) => `${name} ${name === 'at' && typeof value === 'number' ? localText(value) : value}`)
    .join('; '),
  alarm.acknowledgedAt === null ? null : localText(alarm.acknowledgedAt),
  names ? alarm.acknowledgedBy : null,
  alarm.mutedUntil === null ? null : localText(alarm.mutedUntil),
  alarm.escalatedAt === null ? null : localText(alarm.escalatedAt),
  names ? escalatedBy(alarm, lang) : null,
  names ? alarm.escalationNote : null,
];

const escalatedBy = ({ escalatedAt, escalatedBy: person }: AlarmRow, lang: Asked['query']['lang']): string | null =>
  escalatedAt === null ? null : (person ?? wordOf('byItself', lang));

const quarantineRow = ({ localText }: Asked, line: QuarantineLine): Row => [
  localText(line.receivedAt),
  line.serial,
  line.reason,
  line.detail,
  String(line.items),
  line.topic,
  line.resolution,
];
