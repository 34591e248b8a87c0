import type { SheetBlock, SheetFault } from '#domain/purchase/bill-from-sheet.ts';
import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import type { Doubt } from '../../rpc/purchase-shapes.ts';
import type { Translate } from '../../words/use-words.ts';

export const EMPTY_LINE: BillSheet['lines'][number] = { category: '', name: '', period: '', quantity: '', price: '', amount: '' };
export const EMPTY_METER: BillSheet['meters'][number] = { register: '', previous: '', current: '', ratio: '1', added: '', billed: '' };
export const EMPTY_SECTION: BillSheet['sections'][number] = { code: '', used: '', subtotal: '' };

/** What a form begins with. */
export const emptySheet = (kind: 'grid' | 'pv'): BillSheet => ({
  header: { number: '', total: '', standard: '', powerFactor: '', ratio: '', base: '', adjustment: '', baseOf: '' },
  meters:
    kind === 'pv'
      ? []
      : [
          { ...EMPTY_METER, register: '有功' },
          { ...EMPTY_METER, register: '无功' },
        ],
  sections: [],
  lines:
    kind === 'pv'
      ? [
          { ...EMPTY_LINE, category: '光伏自用电费' },
          { ...EMPTY_LINE, category: '余电上网收入' },
        ]
      : [
          { ...EMPTY_LINE, category: '市场化购电费' },
          { ...EMPTY_LINE, category: '上网环节线损费用' },
          { ...EMPTY_LINE, category: '输配电量电费' },
          { ...EMPTY_LINE, category: '系统运行费' },
          { ...EMPTY_LINE, category: '容（需）量电费' },
          { ...EMPTY_LINE, category: '政府性基金及附加' },
        ],
});

/** A line whose every figure is empty is left out: it was offered, not typed. */
export const withoutBlank = (sheet: BillSheet): BillSheet => ({
  ...sheet,
  meters: sheet.meters.filter(({ previous, current, billed }) => [previous, current, billed].some((cell) => cell.trim() !== '')),
  sections: sheet.sections.filter(({ code, used }) => [code, used].some((cell) => cell.trim() !== '')),
  lines: sheet.lines.filter(({ quantity, price, amount }) => [quantity, price, amount].some((cell) => cell.trim() !== '')),
});

/** Printed columns of the fee block, as faults name them, to the cells of the form. */
const CELL_OF: Readonly<Record<string, string>> = {
  费用类别: 'category',
  费用组成: 'name',
  分时时段: 'period',
  计费电量: 'quantity',
  计费标准: 'price',
  电费: 'amount',
};

export interface Place {
  readonly block: SheetBlock;
  readonly row: number;
}

/** What is wrong with a row, in words; by cell, so that it is marked there. */
export type RowMarks = ReadonlyMap<string, string>;

export const marksOf = (
  { faults, doubts }: { readonly faults: readonly SheetFault[]; readonly doubts: readonly Doubt[] },
  { block, row }: Place,
  t: Translate,
): RowMarks => {
  const marks = new Map<string, string>();
  const note = (cell: string, text: string) => void marks.set(cell, [marks.get(cell), text].filter((one) => one !== undefined).join(' · '));
  for (const fault of faults)
    if (fault.block === block && fault.row === row)
      note(CELL_OF[fault.cell] ?? fault.cell, t(`purchase.fault.${fault.code}`, { text: fault.text }));
  for (const doubt of doubts)
    if (doubt.block === block && doubt.row === row)
      note(doubt.cell, t(`purchase.doubt.${doubt.code}`, { expected: doubt.expected, printed: doubt.printed }));
  return marks;
};
