import { parkMonthFromText } from '#domain/fees/day-span.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { unitsFromText } from '#domain/park/file-values.ts';
import { bestContractW } from '#domain/tariff/best-contract.ts';
import { compareBooks, withMode } from '#domain/tariff/compare-books.ts';
import type { PriceBook } from '#domain/tariff/price-book.ts';
import { type GivenFacts, type RatedMonth, type RatedMonths, rateMonths } from '#domain/tariff/rate-months.ts';
import type { DatedMode } from '#domain/tariff/two-part.ts';
import type { ParkMonth } from '#domain/time/park-day.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { csvOf, jsonOf } from './export.ts';
import { kiloOf } from './figures.ts';
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
  | { readonly type: 'rated'; readonly text: string; readonly intervals: number; readonly warnings: readonly string[] }
  | { readonly type: 'refused'; readonly says: string }
  | { readonly type: 'misused'; readonly says: string };

/** `npm run rate` without its files and its terminal. */
export const rateFiles = (request: RateRequest): RateResult => {
  const asked = askedOf(request);
  if (asked.type === 'misused') return asked;
  const tariff = readTariff(request.tariff);
  const against = request.against === undefined ? null : readTariff(request.against);
  const zone = tariff.type === 'read' ? tariff.book.zone : 'UTC';
  const loaded = readLoad(request.load, { zone, ...(request.stepMinutes !== undefined && { stepMinutes: request.stepMinutes }) });
  if (tariff.type === 'refused' || loaded.type === 'refused' || against?.type === 'refused') {
    const refused = { tariff, load: loaded, ...(against && { against }) };
    const told = Object.entries(refused).flatMap(([name, file]) => (file.type === 'refused' ? [refusalOf(name, file)] : []));
    return { type: 'refused', says: told.join('\n') };
  }
  const rated = rateMonths(tariff.book, loaded.load, asked.given);
  if (rated.type === 'unpriced') return { type: 'refused', says: unpricedOf('tariff', rated) };
  const other = otherBook(against?.book ?? tariff.book, asked, rated.months);
  if (other === null) return { type: 'misused', says: '--mode: the tariff has no second part (twoPart)' };
  const compares = against !== null || asked.mode !== null;
  const compared = compares ? compareBooks({ now: tariff.book, against: other.book }, loaded.load, asked.given) : null;
  if (compared?.type === 'unpriced') return { type: 'refused', says: unpricedOf('against', compared.rated) };
  const intervals = loaded.load.starts.length;
  const warnings = warningsOf(rated.months);
  if (request.format === 'csv') return { type: 'rated', text: csvOf(rated.months), intervals, warnings };
  if (request.format === 'json') return { type: 'rated', text: jsonOf(rated.months, rated.total, compared), intervals, warnings };
  const tables = [tableOf(rated.months, rated.total, zone), ...(compared ? [comparisonOf(compared, other.says)] : [])];
  return { type: 'rated', text: tables.join('\n\n'), intervals, warnings: [] };
};

interface Asked {
  readonly type: 'asked';
  readonly given: GivenFacts;
  readonly mode: DatedMode['mode'] | null;
  readonly contractW: number | undefined;
}

const MODES: readonly DatedMode['mode'][] = ['single', 'capacity', 'contract', 'actual'];

const askedOf = (request: RateRequest): Asked | Extract<RateResult, { readonly type: 'misused' }> => {
  const maxDemandW = maxDemandOf(request.maxDemand);
  if (maxDemandW === null) return { type: 'misused', says: '--max-demand is a month and its kW, as 2026-01=412.5' };
  const mode = request.mode === undefined ? null : MODES.find((known) => known === request.mode);
  if (mode === undefined) return { type: 'misused', says: `--mode ${request.mode}: one of ${MODES.join(', ')}` };
  const contractW = request.contractKW === undefined ? undefined : wattsFrom(request.contractKW);
  if (contractW === null) return { type: 'misused', says: '--contract-kw is a number of kW, as 1000' };
  return { type: 'asked', given: { maxDemandW }, mode, contractW };
};

/** What to compare with, and in words; null where a mode is asked for and there is no second part. */
const otherBook = (
  book: PriceBook,
  { mode, contractW }: Asked,
  months: readonly RatedMonth[],
): { readonly book: PriceBook; readonly says: string } | null => {
  if (mode === null) return { book, says: '' };
  const seen = months.map(({ month, chargedDemandW, usedWh }) => ({ month, maxDemandW: chargedDemandW, usedWh }));
  const best = mode === 'contract' && contractW === undefined ? bestContractW(book, seen)?.contractW : undefined;
  const changed = withMode(book, mode, contractW ?? best);
  if (changed === null) return null;
  const contract = mode === 'contract' ? ` of ${kiloOf(contractW ?? best ?? 0)} kW` : '';
  return { book: changed, says: `by ${mode}${contract}${best === undefined ? '' : ', the best for these months'}` };
};

/** What a table says where it stands, for readers of the other formats. */
const warningsOf = (months: readonly RatedMonth[]): readonly string[] =>
  months.flatMap(({ month, complete, expected, intervals, twoPart, demandFrom }) => [
    ...(complete ? [] : [`${month}: not complete, ${expected - intervals} of ${expected} intervals are missing`]),
    ...(twoPart && demandFrom === 'load' && (twoPart.mode === 'actual' || twoPart.mode === 'contract')
      ? [`${month}: maximum demand from intervals, for reference`]
      : []),
  ]);

const wattsFrom = (kilo: string): number | null => (registerFromKilo(kilo) === null ? null : unitsFromText(kilo));

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
