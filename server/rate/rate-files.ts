import { parkMonthFromText } from '#domain/fees/day-span.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { compareBooks, withMode } from '#domain/tariff/compare-books.ts';
import type { PriceBook } from '#domain/tariff/price-book.ts';
import { type GivenFacts, type RatedMonths, rateMonths } from '#domain/tariff/rate-months.ts';
import type { DatedMode } from '#domain/tariff/two-part.ts';
import type { ParkMonth } from '#domain/time/park-day.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { unitsOf } from './book-from-file.ts';
import { csvOf, jsonOf } from './export.ts';
import { readLoad } from './read-load.ts';
import { readTariff } from './read-tariff.ts';
import { comparisonOf, tableOf } from './report.ts';

/** What the command was asked, files as their texts. */
export interface RateRequest {
  readonly load: string;
  readonly tariff: string;
  readonly format: 'table' | 'json' | 'csv';
  /** "2026-01=412.5" each, kW. */
  readonly maxDemand: readonly string[];
  readonly against?: string;
  readonly mode?: string;
  readonly contractKW?: string;
  readonly stepMinutes?: number;
}

export type RateResult =
  | { readonly type: 'rated'; readonly text: string; readonly intervals: number }
  | { readonly type: 'refused'; readonly says: string }
  | { readonly type: 'misused'; readonly says: string };

/** `npm run rate` without its files and its terminal. */
export const rateFiles = (request: RateRequest): RateResult => {
  const maxDemandW = maxDemandOf(request.maxDemand);
  if (maxDemandW === null) return { type: 'misused', says: '--max-demand is a month and its kW, as 2026-01=412.5' };
  const tariff = readTariff(request.tariff);
  const zone = tariff.type === 'read' ? tariff.book.zone : 'UTC';
  const loaded = readLoad(request.load, { zone, ...(request.stepMinutes !== undefined && { stepMinutes: request.stepMinutes }) });
  const other = otherBook(request, tariff.type === 'read' ? tariff.book : null);
  if (other.type === 'misused') return other;
  const refusals = [
    ...(tariff.type === 'refused' ? [refusalOf('tariff', tariff)] : []),
    ...(loaded.type === 'refused' ? [refusalOf('load', loaded)] : []),
    ...(other.type === 'refused' ? [other.says] : []),
  ];
  if (tariff.type === 'refused' || loaded.type === 'refused' || other.type === 'refused')
    return { type: 'refused', says: refusals.join('\n') };
  const given: GivenFacts = { maxDemandW };
  const rated = rateMonths(tariff.book, loaded.load, given);
  if (rated.type === 'unpriced') return { type: 'refused', says: unpricedOf('tariff', rated) };
  const compared = other.book && compareBooks({ now: tariff.book, against: other.book }, loaded.load, given);
  if (compared?.type === 'unpriced') return { type: 'refused', says: unpricedOf('against', compared.rated) };
  const text =
    request.format === 'json'
      ? jsonOf(rated.months, rated.total, compared?.months ?? null)
      : request.format === 'csv'
        ? csvOf(rated.months)
        : [tableOf(rated.months, rated.total, zone), ...(compared ? ['', comparisonOf(compared.months, compared.saving)] : [])].join('\n');
  return { type: 'rated', text, intervals: loaded.load.starts.length };
};

const MODES: readonly DatedMode['mode'][] = ['single', 'capacity', 'contract', 'actual'];

type OtherBook = { readonly type: 'book'; readonly book: PriceBook | null } | Extract<RateResult, { readonly type: 'refused' | 'misused' }>;

/** What to compare with: another file, or another mode of the same one. */
const otherBook = ({ against, mode: asked, contractKW }: RateRequest, book: PriceBook | null): OtherBook => {
  const read = against === undefined ? null : readTariff(against);
  if (read?.type === 'refused') return { type: 'refused', says: refusalOf('against', read) };
  const base = read?.book ?? book;
  if (asked === undefined) return { type: 'book', book: read?.book ?? null };
  const mode = MODES.find((known) => known === asked);
  if (mode === undefined) return { type: 'misused', says: `--mode ${asked}: one of ${MODES.join(', ')}` };
  const contractW = contractKW === undefined ? undefined : wattsFrom(contractKW);
  if (contractW === null || (mode === 'contract' && contractW === undefined))
    return { type: 'misused', says: '--mode contract needs --contract-kw, as 1000' };
  const changed = base === null ? null : withMode(base, mode, contractW);
  if (base !== null && changed === null) return { type: 'misused', says: '--mode: the tariff has no second part (twoPart)' };
  return { type: 'book', book: changed };
};

const wattsFrom = (kilo: string): number | null => (registerFromKilo(kilo) === null ? null : unitsOf(kilo));

/** Null where one is not a month and a number. */
const maxDemandOf = (texts: readonly string[]): ReadonlyMap<ParkMonth, number> | null => {
  const found = new Map<ParkMonth, number>();
  for (const text of texts) {
    const [month = '', kilo = ''] = text.split('=');
    const parsed = parkMonthFromText(month);
    const watts = wattsFrom(kilo);
    if (parsed === null || watts === null) return null;
    found.set(parsed, watts);
  }
  return found;
};

const refusalOf = (name: string, { faults, more }: { readonly faults: readonly FileFault[]; readonly more: number }): string =>
  [
    `${name} refused: ${faults.length + more} ${faults.length + more === 1 ? 'fault' : 'faults'}`,
    ...faults.map(({ path, code, message }) => `  ${path === '' ? '(file)' : path}  ${code}: ${message}`),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ].join('\n');

const unpricedOf = (name: string, { days, demandMonths }: Extract<RatedMonths, { type: 'unpriced' }>): string =>
  [
    `${name} refused: nothing is guessed`,
    ...(days.length > 0 ? [`  no price on ${shortened(days)}`] : []),
    ...(demandMonths.length > 0 ? [`  no mode or price of demand in ${shortened(demandMonths)}`] : []),
  ].join('\n');

const shortened = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
