import type { DaySpan } from '../fees/day-span.ts';
import type { Period } from '../tariff/tariff.ts';
import { exact, type Fen, fen, type Price, roundToFen } from '../units/money.ts';

/** Millionths of the unit of a line (kWh, kW, kVA): bills print whole kWh, and a split maximum demand with six decimals. */
export type LineQuantity = bigint;

/** A line of a bill as it is printed; zero lines and returns below zero are lines. */
export interface BillLine {
  /** Which part of the price it belongs to, by the codes of the price book: `purchase`, `lineLoss`, `td`, `sysOp`, `demand`, `fund` ... */
  readonly component: string;
  readonly name: string;
  readonly period?: Period;
  /** Absent where only an amount is printed. */
  readonly quantity?: LineQuantity;
  readonly price?: Price;
  /** The price is an average that was printed with six decimals, not what the line was made with (market users). */
  readonly averagePrice?: boolean;
  readonly amount: Fen;
}

/** Lines of one class of use, as 工商业 and the residential part of fixed ratio (定比). */
export interface BillSection {
  readonly code: string;
  readonly used: LineQuantity;
  readonly lines: readonly BillLine[];
  readonly printedSubtotal?: Fen;
}

/** One register of the grid's meter: 上期示数, 本期示数, 倍率, 变损 and 线损 added, 计费电量. Millionths throughout. */
export interface MeterRow {
  readonly register: 'active' | 'reactive';
  readonly previous: LineQuantity;
  readonly current: LineQuantity;
  readonly ratio: LineQuantity;
  readonly added: LineQuantity;
  readonly billed: LineQuantity;
}

/** 功率因数调整电费 as printed. */
export interface PrintedPowerFactor {
  /** Hundredths. */
  readonly powerFactor: number;
  /** Hundredths of a percent. */
  readonly ratio: number;
  readonly base: Fen;
  readonly amount: Fen;
}

/** A grid company's bill as it was entered or read from a file. DOMAIN 3.6 is one in full. */
export interface GridBill {
  readonly period: DaySpan;
  readonly sections: readonly BillSection[];
  readonly meters: readonly MeterRow[];
  readonly powerFactor?: PrintedPowerFactor;
  /** Subtotals of a component over all sections, where the bill prints them. */
  readonly printedSubtotals?: readonly { readonly section: string; readonly component: string; readonly amount: Fen }[];
  readonly printedTotal: Fen;
}

/** Quantity x price to the fen, half up; digits below 1e-11 yuan are cut first, which leaves the rounding as it would be. */
export const amountOf = (quantity: LineQuantity, price: Price): Fen => roundToFen(exact((quantity * price) / 1_000n));

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;

/** "555617" or "1234.567891" as a line's quantity; null for anything but a decimal with at most six places. Thousands commas are taken out. */
export const lineQuantityFromText = (text: string): LineQuantity | null => {
  const parts = DECIMAL.exec(text.replaceAll(',', ''));
  if (!parts) return null;
  const digits = BigInt(`${parts[2]}${(parts[3] ?? '').padEnd(6, '0')}`);
  return parts[1] === '-' ? -digits : digits;
};

/** A row of a bill before it is known what it is: bills print a category's sum above its parts, and two sections under one list. */
export interface BillRow extends BillLine {
  readonly category: string;
}

/**
 * Rows without the subtotals: the first row of a category that has no price and whose amount is what the category's other rows sum to is no
 * line of its own.
 */
export const withoutSubtotals = (rows: readonly BillRow[]): readonly BillRow[] =>
  rows.filter((row, index) => {
    const first = index === 0 || rows[index - 1]?.category !== row.category;
    if (!first || row.price !== undefined) return true;
    const parts: BillRow[] = [];
    for (const other of rows.slice(index + 1)) {
      if (other.category !== row.category) break;
      parts.push(other);
    }
    return parts.length === 0 || sumOf(parts) !== row.amount;
  });

/**
 * Rows dealt into sections: a row belongs to the section whose use is its quantity; names repeat (农网还贷 stands in both) and say nothing. Rows
 * of other quantities, or of none, belong to the first section.
 */
export const sectionsOf = (rows: readonly BillRow[], sections: readonly Omit<BillSection, 'lines'>[]): readonly BillSection[] => {
  const placeOf = ({ quantity }: BillRow): number =>
    Math.max(
      0,
      sections.findIndex(({ used }) => used === quantity),
    );
  return sections.map((section, index) => ({ ...section, lines: rows.filter((row) => placeOf(row) === index) }));
};

export const sumOf = (lines: readonly { readonly amount: Fen }[]): Fen => fen(lines.reduce((sum, { amount }) => sum + amount, 0n));
