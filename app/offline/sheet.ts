import { type InstantMs, instantMs } from '#domain/time/instant.ts';

/** The pages of which a phone keeps what they showed last. */
export const SEEN_PAGES = ['overview', 'live', 'accounts', 'alarms', 'my'] as const;
export type SeenPage = (typeof SEEN_PAGES)[number];

/** What one page showed last, in the words of the language it was seen in: only ever read, with its age beside it. */
export interface Sheet {
  readonly page: SeenPage;
  /** Code of the park; empty on a tenant's page. */
  readonly park: string;
  /** Of the park, or of the tenant's account. */
  readonly name: string;
  /** Time of the newest reading in the figures; where there was none, when they were seen. */
  readonly at: InstantMs;
  /** When they were seen, by the server's clock. */
  readonly keptAt: InstantMs;
  /** The one figure of the page, with its unit; empty where it is a list. */
  readonly figure: string;
  readonly lines: readonly string[];
  readonly rows: readonly SheetRow[];
  /** How many rows there were; more than are kept where the list was long. */
  readonly all: number;
}

export interface SheetRow {
  readonly title: string;
  readonly value: string;
  readonly note: string;
  readonly severity: 'info' | 'warning' | 'critical' | null;
  /** What it tells of began then; null where it is as old as its sheet. */
  readonly since: InstantMs | null;
  /** Part of the row above that is not. */
  readonly isPart: boolean;
}

/** What fits a phone's screen twenty times over. */
export const ROWS_MAX = 200;
const TEXT_MAX = 200;

export const cut = (text: string): string => text.slice(0, TEXT_MAX);

/** Null for what another version, or another hand, has written there. */
export const sheetFrom = (value: unknown): Sheet | null => {
  if (!isRecord(value)) return null;
  const { page, park, name, at, keptAt, figure, lines, rows, all } = value;
  const known = SEEN_PAGES.find((each) => each === page);
  if (known === undefined || !isText(park) || !isText(name) || !isInstant(at) || !isInstant(keptAt) || !isText(figure)) return null;
  if (!Array.isArray(lines) || !lines.every(isText) || !Array.isArray(rows) || rows.length > ROWS_MAX || !isCount(all)) return null;
  const read = rows.map(rowFrom);
  if (!read.every((row) => row !== null)) return null;
  return { page: known, park, name, at: instantMs(at), keptAt: instantMs(keptAt), figure, lines, rows: read, all };
};

const rowFrom = (value: unknown): SheetRow | null => {
  if (!isRecord(value)) return null;
  const { title, value: figure, note, severity, since, isPart } = value;
  const known = severity === null || severity === 'info' || severity === 'warning' || severity === 'critical';
  if (!isText(title) || !isText(figure) || !isText(note) || !known || typeof isPart !== 'boolean') return null;
  if (since !== null && !isInstant(since)) return null;
  return { title, value: figure, note, severity, since: since === null ? null : instantMs(since), isPart };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isInstant = (value: unknown): value is number => Number.isSafeInteger(value);
