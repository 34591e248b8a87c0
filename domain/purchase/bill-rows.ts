import { PERIODS, type Period } from '../tariff/tariff.ts';
import { type Fen, fen, fenFromYuan, type Price, priceFromYuan } from '../units/money.ts';
import { type BillRow, lineQuantityFromText } from './grid-bill.ts';

/** Why a line of a bill's table cannot be read. */
export interface RowFault {
  /** From 1, the header. */
  readonly line: number;
  readonly column: string;
  readonly code: 'NO_COLUMN' | 'UNKNOWN_CATEGORY' | 'UNKNOWN_PERIOD' | 'NO_NUMBER';
  readonly text: string;
}

export type ReadRows =
  | { readonly type: 'rows'; readonly rows: readonly BillRow[] }
  | { readonly type: 'refused'; readonly faults: readonly RowFault[] };

/** A line of the fee block as it stands on paper. */
export interface RowCells {
  readonly category: string;
  readonly name: string;
  readonly period: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
}

/** The fee block of a State Grid bill has these columns: 费用类别, 费用组成, 分时时段, 计费电量, 计费标准, 电费 (DOMAIN 7.1). */
export const ROW_COLUMNS = {
  category: '费用类别',
  name: '费用组成',
  period: '分时时段',
  quantity: '计费电量',
  price: '计费标准',
  amount: '电费',
} as const satisfies Readonly<Record<keyof RowCells, string>>;

/** Which part of the price a category is, by what its name contains; the first that fits holds. */
const COMPONENT_OF: readonly (readonly [string, string])[] = [
  ['余电', 'export'],
  ['上网收入', 'export'],
  ['光伏', 'pv'],
  ['线损', 'lineLoss'],
  ['容量电费', 'demand'],
  ['需量', 'demand'],
  ['容(需)量', 'demand'],
  ['基本电费', 'demand'],
  ['输配', 'td'],
  ['系统运行', 'sysOp'],
  ['基金', 'fund'],
  ['目录', 'catalogue'],
  ['购电', 'purchase'],
  ['上网电', 'purchase'],
];

/** Code of the part of the price that a category's name says; a code is itself. Null: none. */
export const componentOf = (category: string): string | null =>
  COMPONENT_OF.find(([part, component]) => category === component || category.includes(part))?.[1] ?? null;

const PERIOD_OF: Readonly<Record<string, Period>> = {
  尖峰: 'criticalPeak',
  尖: 'criticalPeak',
  高峰: 'peak',
  峰: 'peak',
  平: 'flat',
  平段: 'flat',
  低谷: 'valley',
  谷: 'valley',
  深谷: 'deepValley',
  ...Object.fromEntries(PERIODS.map((period) => [period, period])),
};

/**
 * A bill's fee block as a table, tab or comma separated with its Chinese header, as rows for `withoutSubtotals` and `sectionsOf`; every fault
 * at once.
 */
export const billRowsFromText = (text: string): ReadRows => {
  const { header, rows } = tableOf(text);
  const missing = Object.values(ROW_COLUMNS).filter((column) => !header.includes(column));
  if (missing.length > 0) return { type: 'refused', faults: missing.map((column) => ({ line: 1, column, code: 'NO_COLUMN', text: '' })) };
  const read = billRowsFromCells(rows.map(({ cells }) => rowCellsOf(header, cells)));
  if (read.faults.length === 0) return { type: 'rows', rows: read.rows };
  return { type: 'refused', faults: read.faults.map(({ row, ...fault }) => ({ ...fault, line: rows[row]?.line ?? 0 })) };
};

/** A table's header, and its rows that are not blank with their lines from 1. */
const tableOf = (text: string) => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = lines[0]?.includes('\t') ? '\t' : ',';
  const rows = lines.flatMap((line, index) =>
    index === 0 || line.trim() === '' ? [] : [{ line: index + 1, cells: cellsOf(line, separator) }],
  );
  return { header: cellsOf(lines[0] ?? '', separator), rows };
};

/** The cells of a row by the names in its table's header; a column that is not there is empty. */
export const rowCellsOf = (header: readonly string[], cells: readonly string[]): RowCells => {
  const cell = (column: keyof RowCells): string => cells[header.indexOf(ROW_COLUMNS[column])] ?? '';
  return {
    category: cell('category'),
    name: cell('name'),
    period: cell('period'),
    quantity: cell('quantity'),
    price: cell('price'),
    amount: cell('amount'),
  };
};

export interface CellFault extends Omit<RowFault, 'line'> {
  /** From 0. */
  readonly row: number;
}

/** Rows of a fee block, one for each row of cells, and every fault. An empty category is that of the row above, as merged cells come out. */
export const billRowsFromCells = (
  cells: readonly RowCells[],
): { readonly rows: readonly BillRow[]; readonly faults: readonly CellFault[] } => {
  const faults: CellFault[] = [];
  let category = '';
  const rows = cells.map((own, index): BillRow => {
    category = own.category === '' ? category : own.category;
    const read = rowFrom(category, own);
    faults.push(...read.faults.map((fault) => ({ ...fault, row: index })));
    return read.row;
  });
  return { rows, faults };
};

const rowFrom = (category: string, cells: RowCells): { readonly row: BillRow; readonly faults: readonly Omit<RowFault, 'line'>[] } => {
  const faults: Omit<RowFault, 'line'>[] = [];
  const take = <T>(column: keyof RowCells, parse: (text: string) => T | null): T | null => {
    const text = cells[column];
    const found = parse(text.replaceAll(',', ''));
    if (found === null) faults.push({ column: ROW_COLUMNS[column], code: 'NO_NUMBER', text });
    return found;
  };
  const component = componentOf(category);
  if (component === null) faults.push({ column: ROW_COLUMNS.category, code: 'UNKNOWN_CATEGORY', text: category });
  const period = PERIOD_OF[cells.period];
  if (cells.period !== '' && period === undefined) faults.push({ column: ROW_COLUMNS.period, code: 'UNKNOWN_PERIOD', text: cells.period });
  const quantity = cells.quantity === '' ? null : take('quantity', lineQuantityFromText);
  const price: Price | null = cells.price === '' ? null : take('price', priceFromYuan);
  const amount: Fen | null = take('amount', fenFromYuan);
  const row = {
    component: component ?? '',
    category,
    name: cells.name === '' ? category : cells.name,
    amount: amount ?? fen(0n),
    ...(period && { period }),
    ...(quantity !== null && { quantity }),
    ...(price !== null && { price }),
  };
  return { row, faults };
};

/** Quoted cells may hold the separator. */
export const cellsOf = (line: string, separator: string): readonly string[] => {
  const cells: string[] = [''];
  let quoted = false;
  for (const mark of line) {
    if (mark === '"') quoted = !quoted;
    else if (mark === separator && !quoted) cells.push('');
    else cells.push(`${cells.pop() ?? ''}${mark}`);
  }
  return cells.map((cell) => cell.trim());
};
