import type { Period } from '../tariff/tariff.ts';
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

/** The fee block of a State Grid bill has these columns: 费用类别, 费用组成, 分时时段, 计费电量, 计费标准, 电费 (DOMAIN 7.1). */
const COLUMNS = {
  category: '费用类别',
  name: '费用组成',
  period: '分时时段',
  quantity: '计费电量',
  price: '计费标准',
  amount: '电费',
} as const;

/** Which part of the price a category is, by what its name contains; the first that fits holds. */
const COMPONENT_OF: readonly (readonly [string, string])[] = [
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
};

/**
 * A bill's fee block as a table, tab or comma separated with its Chinese header, as rows for `withoutSubtotals` and `sectionsOf`; every fault
 * at once. An empty category is that of the line above, as merged cells come out.
 */
export const billRowsFromText = (text: string): ReadRows => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const separator = lines[0]?.includes('\t') ? '\t' : ',';
  const header = cellsOf(lines[0] ?? '', separator);
  const missing = Object.values(COLUMNS).filter((column) => !header.includes(column));
  if (missing.length > 0) return { type: 'refused', faults: missing.map((column) => ({ line: 1, column, code: 'NO_COLUMN', text: '' })) };
  const faults: RowFault[] = [];
  const rows: BillRow[] = [];
  let category = '';
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = cellsOf(line, separator);
    const cell = (column: keyof typeof COLUMNS): string => cells[header.indexOf(COLUMNS[column])] ?? '';
    category = cell('category') === '' ? category : cell('category');
    const read = rowFrom(category, cell);
    rows.push(read.row);
    faults.push(...read.faults.map((fault) => ({ ...fault, line: index + 1 })));
  }
  return faults.length > 0 ? { type: 'refused', faults } : { type: 'rows', rows };
};

type Cell = (column: keyof typeof COLUMNS) => string;

const rowFrom = (category: string, cell: Cell): { readonly row: BillRow; readonly faults: readonly Omit<RowFault, 'line'>[] } => {
  const faults: Omit<RowFault, 'line'>[] = [];
  const take = <T>(column: keyof typeof COLUMNS, parse: (text: string) => T | null): T | null => {
    const text = cell(column);
    const found = parse(text.replaceAll(',', ''));
    if (found === null) faults.push({ column: COLUMNS[column], code: 'NO_NUMBER', text });
    return found;
  };
  const component = COMPONENT_OF.find(([part]) => category.includes(part))?.[1];
  if (component === undefined) faults.push({ column: COLUMNS.category, code: 'UNKNOWN_CATEGORY', text: category });
  const period = PERIOD_OF[cell('period')];
  if (cell('period') !== '' && period === undefined) faults.push({ column: COLUMNS.period, code: 'UNKNOWN_PERIOD', text: cell('period') });
  const quantity = cell('quantity') === '' ? null : take('quantity', lineQuantityFromText);
  const price: Price | null = cell('price') === '' ? null : take('price', priceFromYuan);
  const amount: Fen | null = take('amount', fenFromYuan);
  const row = {
    component: component ?? '',
    category,
    name: cell('name') === '' ? category : cell('name'),
    amount: amount ?? fen(0n),
    ...(period && { period }),
    ...(quantity !== null && { quantity }),
    ...(price !== null && { price }),
  };
  return { row, faults };
};

/** Quoted cells may hold the separator. */
const cellsOf = (line: string, separator: string): readonly string[] => {
  const cells: string[] = [''];
  let quoted = false;
  for (const mark of line) {
    if (mark === '"') quoted = !quoted;
    else if (mark === separator && !quoted) cells.push('');
    else cells.push(`${cells.pop() ?? ''}${mark}`);
  }
  return cells.map((cell) => cell.trim());
};
