import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, dayRange, type InstantRange, parkDay, parkDayFromText, parkDayOf } from '#domain/time/park-day.ts';
import { code, instant, month } from '../trpc/input.ts';
import { LANGUAGES } from './words.ts';

export const EXPORT_KINDS = [
  'slots',
  'readings',
  'accruals',
  'accounts',
  'meters',
  'alarms',
  'quarantine',
  'month',
  'allocation',
  'bill',
  'bills',
  'collection',
  'arrears',
  'revenue',
  'energy',
  'takings',
  'held',
  'flows',
  'compare',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
/** In place of a park's code: all parks whose money the asker sees, for reports; all that are seen as a whole, for the comparison. */
export const ALL_PARKS = '*';
export const REPORT_KINDS: ReadonlySet<ExportKind> = new Set(['collection', 'arrears', 'revenue', 'energy', 'takings', 'held', 'compare']);
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A code, or a key "{park}:{code}" whose park is the one asked about. */
const codeOrKey = z
  .string()
  .min(1)
  .max(129)
  .transform((text) => text.slice(text.indexOf(':') + 1));

/** A park-local day (as `to`: included), or an instant. */
const edge = z.union([z.string().refine((text) => parkDayFromText(text) !== null), instant]);

/** What narrows an export. Without `from` and `to`: the last 31 days. */
export const exportQuery = z.object({
  park: code,
  point: codeOrKey.optional(),
  account: codeOrKey.optional(),
  bill: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  from: edge.optional(),
  to: edge.optional(),
  month: month.optional(),
  medium: z.enum(['electricity', 'water']).default('electricity'),
  lang: z
    .string()
    .transform((text) => (text.toLowerCase().startsWith('zh') ? LANGUAGES[0] : LANGUAGES[1]))
    .default('zh'),
});
export type ExportQuery = z.output<typeof exportQuery>;

const DAYS_DEFAULT = 31;

export interface ExportRange extends InstantRange {
  /** As they stand in the file's name, both included. */
  readonly first: ParkDay;
  readonly last: ParkDay;
}

/** [from, to) of an export, in the park's zone; nothing lies ahead. */
export function rangeOf({ from, to }: Pick<ExportQuery, 'from' | 'to'>, zone: string, now: InstantMs): ExportRange {
  const today = parkDayOf(now, zone);
  const start = from === undefined ? dayRange(addDays(today, 1 - DAYS_DEFAULT), zone).from : edgeOf(from, zone, 'from');
  const end = to === undefined ? now : edgeOf(to, zone, 'to');
  if (end <= start) throw new TRPCError({ code: 'BAD_REQUEST', message: 'to must lie after from' });
  return { from: start, to: end, first: parkDayOf(start, zone), last: parkDayOf(instantMs(end - 1), zone) };
}

const edgeOf = (edge: string | InstantMs, zone: string, which: 'from' | 'to'): InstantMs =>
  typeof edge === 'number' ? edge : dayRange(parkDay(edge), zone)[which];
