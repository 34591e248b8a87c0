import { spanOfMonth } from '../fees/day-span.ts';
import { POWER_FACTOR_STANDARDS, type PowerFactorTerms } from '../power-factor/power-factor.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { type Fen, fen, fenFromYuan } from '../units/money.ts';
import { billRowsFromCells, componentOf } from './bill-rows.ts';
import type { BillSheet, HeaderCells, MeterCells } from './bill-sheet.ts';
import type { PvBill } from './check-grid-bill.ts';
import {
  type BillRow,
  type BillSection,
  type GridBill,
  type LineQuantity,
  lineQuantityFromText,
  type MeterRow,
  type PrintedPowerFactor,
  sectionsOf,
  withoutSubtotals,
} from './grid-bill.ts';

export type SheetBlock = 'header' | 'meters' | 'sections' | 'lines';

/** A cell that cannot be read. */
export interface SheetFault {
  readonly block: SheetBlock;
  /** From 0, within its block. */
  readonly row: number;
  /** Key of the cell, or of a line's column as it is printed. */
  readonly cell: string;
  readonly code: 'NO_NUMBER' | 'UNKNOWN_CATEGORY' | 'UNKNOWN_PERIOD' | 'UNKNOWN_REGISTER' | 'UNKNOWN_STANDARD' | 'EMPTY';
  readonly text: string;
}

export interface SheetBill {
  readonly kind: 'grid' | 'pv';
  readonly number: string;
  readonly grid: GridBill | null;
  readonly pv: PvBill | null;
  /** Null: the bill has no adjustment. */
  readonly terms: PowerFactorTerms | null;
  /** Rows of the sheet's lines that are sums of others, from 0. */
  readonly subtotalRows: readonly number[];
  /** Those of them that say so, in the order of `printedSubtotals`. */
  readonly namedSubtotalRows: readonly number[];
  /** Where in the sheet a row of the bill stands. */
  readonly rowOf: (row: object) => number | null;
}

export type BillFromSheet =
  | { readonly type: 'bill'; readonly bill: SheetBill }
  | { readonly type: 'faults'; readonly faults: readonly SheetFault[] };

/** The figures of a sheet, or every cell that cannot be read. Whether they add up is `checkGridBill`'s. */
export const billFromSheet = (
  sheet: BillSheet,
  { kind, month }: { readonly kind: 'grid' | 'pv'; readonly month: ParkMonth },
): BillFromSheet => {
  const faults: SheetFault[] = [];
  const read = readerOf(faults);
  const { rows, faults: rowFaults } = billRowsFromCells(sheet.lines);
  for (const { row, column, code, text } of rowFaults)
    faults.push({ block: 'lines', row, cell: column, code: code === 'NO_COLUMN' ? 'EMPTY' : code, text });
  if (sheet.header.number.trim() === '') faults.push({ block: 'header', row: 0, cell: 'number', code: 'EMPTY', text: '' });
  const printedTotal = read.yuan(sheet.header.total, { block: 'header', row: 0, cell: 'total' });
  const meters = sheet.meters.map((cells, row) => meterFrom(cells, row, read));
  const sections = sheet.sections.map(({ code, used, subtotal }, row): Omit<BillSection, 'lines'> => {
    const at = { block: 'sections' as const, row };
    const printed = subtotal.trim() === '' ? null : read.yuan(subtotal, { ...at, cell: 'subtotal' });
    return { code, used: read.number(used, { ...at, cell: 'used' }), ...(printed !== null && { printedSubtotal: printed }) };
  });
  const printedFactor = factorFrom(sheet.header, read);
  if (faults.length > 0) return { type: 'faults', faults };
  const kept = withoutSubtotals(rows.filter((row) => !isSubtotal(row)));
  const shared = {
    kind,
    number: sheet.header.number.trim(),
    subtotalRows: rows.flatMap((row, index) => (kept.includes(row) ? [] : [index])),
    namedSubtotalRows: rows.flatMap((row, index) => (isSubtotal(row) ? [index] : [])),
    rowOf: (row: object) => {
      const index = rows.findIndex((own) => own === row);
      return index < 0 ? null : index;
    },
  };
  if (kind === 'pv') return { type: 'bill', bill: { ...shared, grid: null, terms: null, pv: { lines: kept, printedTotal } } };
  // A bill that names no class of use has one: all that its meters counted.
  const billed = meters.filter(({ register }) => register === 'active').reduce((sum, row) => sum + row.billed, 0n);
  const own = sections.length > 0 ? sections : [{ code: '', used: billed }];
  const dealt = sectionsOf(kept, own);
  const grid: GridBill = {
    period: spanOfMonth(month),
    sections: dealt,
    meters,
    ...(printedFactor && { powerFactor: printedFactor.printed }),
    printedSubtotals: rows.filter(isSubtotal).flatMap((row) => subtotalOf(row, own)),
    printedTotal,
  };
  return { type: 'bill', bill: { ...shared, grid, pv: null, terms: printedFactor?.terms ?? null } };
};

/** A row that says of itself that it is a sum; others are known by their figures (`withoutSubtotals`). */
const isSubtotal = ({ name }: BillRow): boolean => name.includes('小计') || name.includes('合计');

const subtotalOf = ({ component, amount, quantity }: BillRow, sections: readonly Omit<BillSection, 'lines'>[]) => {
  const section = sections.find(({ used }) => used === quantity) ?? sections[0];
  return section ? [{ section: section.code, component, amount }] : [];
};

type Place = Pick<SheetFault, 'block' | 'row' | 'cell'>;

const readerOf = (faults: SheetFault[]) => {
  const take = <T>(text: string, at: Place, { parse, instead }: { readonly parse: (text: string) => T | null; readonly instead: T }): T => {
    const found = parse(text.trim().replaceAll(',', ''));
    if (found === null) faults.push({ ...at, code: 'NO_NUMBER', text });
    return found ?? instead;
  };
  return {
    faults,
    number: (text: string, at: Place): LineQuantity => take(text, at, { parse: lineQuantityFromText, instead: 0n }),
    yuan: (text: string, at: Place): Fen => take(text, at, { parse: fenFromYuan, instead: fen(0n) }),
    /** A decimal as whole hundredths: "0.97" is 97. */
    hundredths: (text: string, at: Place): number => Number(take(text, at, { parse: fenFromYuan, instead: fen(0n) })),
  };
};
type Reader = ReturnType<typeof readerOf>;

const REGISTERS: Readonly<Record<string, MeterRow['register']>> = {
  有功: 'active',
  active: 'active',
  无功: 'reactive',
  reactive: 'reactive',
};

const meterFrom = (cells: MeterCells, row: number, read: Reader): MeterRow => {
  const at = (cell: keyof MeterCells): Place => ({ block: 'meters', row, cell });
  const register = Object.entries(REGISTERS).find(([name]) => cells.register.trim().includes(name))?.[1];
  if (register === undefined) read.faults.push({ ...at('register'), code: 'UNKNOWN_REGISTER', text: cells.register });
  return {
    register: register ?? 'active',
    previous: read.number(cells.previous, at('previous')),
    current: read.number(cells.current, at('current')),
    ratio: read.number(cells.ratio, at('ratio')),
    added: cells.added.trim() === '' ? 0n : read.number(cells.added, at('added')),
    billed: read.number(cells.billed, at('billed')),
  };
};

/** All but government funds, which belong to it nowhere (DOMAIN 3.4). */
const BASE_DEFAULT = ['purchase', 'lineLoss', 'td', 'sysOp', 'demand', 'catalogue'];

interface Factor {
  readonly printed: PrintedPowerFactor;
  readonly terms: PowerFactorTerms;
}

const factorFrom = (header: HeaderCells, read: Reader): Factor | null => {
  const at = (cell: keyof HeaderCells): Place => ({ block: 'header', row: 0, cell });
  if ([header.standard, header.powerFactor, header.ratio, header.base, header.adjustment].every((cell) => cell.trim() === '')) return null;
  const given = read.hundredths(header.standard, at('standard'));
  // "0.90" and "90" are the same standard.
  const standard = POWER_FACTOR_STANDARDS.find((one) => one === given || one * 100 === given);
  if (standard === undefined) read.faults.push({ ...at('standard'), code: 'UNKNOWN_STANDARD', text: header.standard });
  const powerFactor = read.hundredths(header.powerFactor, at('powerFactor'));
  if (powerFactor < 0 || powerFactor > 100) read.faults.push({ ...at('powerFactor'), code: 'NO_NUMBER', text: header.powerFactor });
  const words = header.baseOf.split(/[\s、;；]+/).filter((word) => word !== '');
  const base = words.flatMap((word) => {
    const found = componentOf(word);
    if (found === null) read.faults.push({ ...at('baseOf'), code: 'UNKNOWN_CATEGORY', text: word });
    return found === null ? [] : [found];
  });
  return {
    terms: { standard: standard ?? 90, base: base.length > 0 ? base : BASE_DEFAULT, rewardAllowed: true },
    printed: {
      powerFactor,
      ratio: read.hundredths(header.ratio.replace('%', ''), at('ratio')),
      base: read.yuan(header.base, at('base')),
      amount: read.yuan(header.adjustment, at('adjustment')),
    },
  };
};
