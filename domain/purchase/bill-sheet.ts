import { cellsOf, ROW_COLUMNS, type RowCells, rowCellsOf } from './bill-rows.ts';

/** What stands above the blocks of a purchase bill. */
export interface HeaderCells {
  readonly number: string;
  /** Yuan, what is to be paid. */
  readonly total: string;
  /** Hundredths of a power factor as a whole number or a decimal: "90" or "0.90"; empty: the bill has no adjustment. */
  readonly standard: string;
  readonly powerFactor: string;
  /** Percent, "-0.75". */
  readonly ratio: string;
  readonly base: string;
  readonly adjustment: string;
  /** Codes or categories of what the base holds, apart by blanks; empty: all but funds. */
  readonly baseOf: string;
}

export interface MeterCells {
  /** 有功 or 无功, or `active` and `reactive`. */
  readonly register: string;
  readonly previous: string;
  readonly current: string;
  readonly ratio: string;
  readonly added: string;
  readonly billed: string;
}

export interface SectionCells {
  readonly code: string;
  readonly used: string;
  readonly subtotal: string;
}

/** A purchase bill as a person types it or a file holds it: cells, not yet figures. It is what is stored. */
export interface BillSheet {
  readonly header: HeaderCells;
  readonly meters: readonly MeterCells[];
  readonly sections: readonly SectionCells[];
  readonly lines: readonly RowCells[];
}

export const HEADER_NAMES = {
  number: '账单编号',
  total: '电费合计',
  standard: '考核标准',
  powerFactor: '实际功率因数',
  ratio: '调整系数',
  base: '参与调整电费',
  adjustment: '功率因数调整电费',
  baseOf: '调整基数构成',
} as const satisfies Readonly<Record<keyof HeaderCells, string>>;

const METER_NAMES = {
  register: '示数类型',
  previous: '上期示数',
  current: '本期示数',
  ratio: '倍率',
  added: '变损线损',
  billed: '计费电量',
} as const satisfies Readonly<Record<keyof MeterCells, string>>;

const SECTION_NAMES = {
  code: '用电分类',
  used: '电量',
  subtotal: '小计',
} as const satisfies Readonly<Record<keyof SectionCells, string>>;

export const EMPTY_HEADER: HeaderCells = {
  number: '',
  total: '',
  standard: '',
  powerFactor: '',
  ratio: '',
  base: '',
  adjustment: '',
  baseOf: '',
};

export type ReadSheet =
  | { readonly type: 'sheet'; readonly sheet: BillSheet }
  /** No block of it is known: the columns of the fee block that are missing. */
  | { readonly type: 'noBlock'; readonly missing: readonly string[] };

type Block = 'header' | 'meters' | 'sections' | 'lines';

/**
 * A bill's file: its blocks one below the other, comma or tab separated, each known by the names of its columns: what is said once as name and value,
 * meters (示数类型 ...), classes of use (用电分类 ...), fees (费用类别 ...). Unknown rows above a block are left out, as a bill's address is.
 */
export const sheetFromText = (text: string): ReadSheet => {
  let header: Partial<Record<keyof HeaderCells, string>> = {};
  const meters: MeterCells[] = [];
  const sections: SectionCells[] = [];
  const lines: RowCells[] = [];
  let block: Block = 'header';
  let columns: readonly string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const cells = cellsOf(line, line.includes('\t') ? '\t' : ',');
    if (cells.every((cell) => cell === '')) continue;
    const begins = blockOf(cells);
    if (begins !== null) {
      block = begins;
      columns = cells;
    } else if (block === 'meters') meters.push(named(METER_NAMES, columns, cells));
    else if (block === 'sections') sections.push(named(SECTION_NAMES, columns, cells));
    else if (block === 'lines') lines.push(rowCellsOf(columns, cells));
    else header = { ...header, ...headerCell(cells) };
  }
  const missing = Object.values(ROW_COLUMNS).filter((column) => !columns.includes(column));
  if (lines.length === 0) return { type: 'noBlock', missing };
  return { type: 'sheet', sheet: { header: { ...EMPTY_HEADER, ...header }, meters, sections, lines } };
};

const blockOf = (cells: readonly string[]): Block | null => {
  if (cells.includes(ROW_COLUMNS.category)) return 'lines';
  if (cells.includes(METER_NAMES.register)) return 'meters';
  if (cells.includes(SECTION_NAMES.code)) return 'sections';
  return null;
};

const headerCell = ([name = '', value = '']: readonly string[]): Partial<HeaderCells> => {
  const found = Object.entries(HEADER_NAMES).find(([, own]) => own === name);
  return found ? { [found[0]]: value } : {};
};

const named = <K extends string>(
  names: Readonly<Record<K, string>>,
  columns: readonly string[],
  cells: readonly string[],
): Record<K, string> => {
  const entries = Object.entries<string>(names).map(([key, name]) => [key, cells[columns.indexOf(name)] ?? '']);
  // Of exactly the keys it was made from.
  return Object.fromEntries(entries) as Record<K, string>;
};
