import type { Words } from '../park/model.ts';
import { PERIODS, type Period } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import type { ParkMonth } from '../time/park-day.ts';
import type { Fen, Price } from '../units/money.ts';
import { type DatedRates, rateOn, splitTax, type TaxItem } from './tax.ts';

/** In the order in which a bill shows them. */
export const LINE_KINDS = ['use', 'demand', 'powerFactor', 'share', 'fee', 'correction'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What a line counts by; quantities are whole thousandths of it. */
export const LINE_UNITS = ['kWh', 'm3', 'kW', 'kVA', 'm2'] as const;
export type LineUnit = (typeof LINE_UNITS)[number];

/** Why an earlier month is billed otherwise now: readings that came later, another price for the same use, a month that was shared anew, or a bill that was taken back. */
export const CORRECTION_REASONS = ['newReadings', 'newPrice', 'sharedAnew', 'billedBefore'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

/** Which pool of the month's allocation a share is of. */
export interface ShareOf {
  /** Null: the park's. */
  readonly group: string | null;
  readonly kind: string;
  /** The building it came through; null: straight. */
  readonly via: string | null;
  /** Of a share of the purchase bills: what all used together, what it cost, and the bills' numbers. */
  readonly of?: { readonly wh: string; readonly yuan: string; readonly bills: readonly string[] };
  /** Of the month's sharing, from 1: a month whose readings came late is shared anew. */
  readonly revision: number;
}

/** What a power-factor line was made with: hundredths, hundredths of a percent, and what they apply to. */
export interface FactorOf {
  readonly powerFactor: number;
  readonly ratio: number;
  readonly base: Fen;
}

/** A line before its tax. */
export interface UntaxedLine {
  readonly kind: LineKind;
  readonly item: TaxItem;
  /** The month whose use it is about: an earlier one in corrections. */
  readonly month: ParkMonth;
  /** Park days it speaks of, both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
  /** Null where no tariff version stands behind it. */
  readonly versionId: number | null;
  /** Code of the price's component, the pool's kind, or the fee. */
  readonly component: string;
  readonly name: Words | null;
  /** Null: all periods, or none. */
  readonly period: Period | null;
  /** Thousandths of the unit; + was used. */
  readonly quantity: bigint | null;
  readonly unit: LineUnit | null;
  /** Yuan per unit; null where the amount is not a quantity times a price. */
  readonly price: Price | null;
  /** + to pay. */
  readonly amount: Fen;
  /** Taken from the wallet by settlements already. */
  readonly posted: boolean;
  readonly reason: CorrectionReason | null;
  readonly share: ShareOf | null;
  readonly factor: FactorOf | null;
}

export interface BillLine extends UntaxedLine {
  /** Hundredths of a percent. */
  readonly taxRate: number;
  readonly excl: Fen;
  readonly tax: Fen;
}

/** Tax is that of the last day the line speaks of. */
export const taxed = (line: UntaxedLine, rates: readonly DatedRates[]): BillLine => {
  const taxRate = rateOn(rates, line.item, line.to);
  return { ...line, taxRate, ...splitTax(line.amount, taxRate) };
};

/** What most lines do not have. */
export const PLAIN = { reason: null, share: null, factor: null, period: null, versionId: null, name: null } as const;

/** One order for one set of lines, whatever they were made from first. */
export const compareLines = (a: UntaxedLine, b: UntaxedLine): number =>
  LINE_KINDS.indexOf(a.kind) - LINE_KINDS.indexOf(b.kind) ||
  byText(a.unit ?? '', b.unit ?? '') ||
  byText(a.month, b.month) ||
  (a.versionId ?? 0) - (b.versionId ?? 0) ||
  periodRank(b) - periodRank(a) ||
  byText(a.component, b.component) ||
  byText(a.from, b.from) ||
  byText(a.share?.group ?? '', b.share?.group ?? '') ||
  byText(a.share?.via ?? '', b.share?.via ?? '');

/** Dear periods first; components of one price last. */
const periodRank = ({ period }: UntaxedLine): number => (period === null ? -1 : PERIODS.indexOf(period));

const byText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
