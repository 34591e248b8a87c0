import type { SheetBill, SheetBlock } from './bill-from-sheet.ts';
import { BILL_TOLERANCE, type BillFault, type BillTolerance, checkGridBill, checkPvBill } from './check-grid-bill.ts';

/** A figure that does not follow from the others, at the cell of the sheet that says it. */
export interface SheetDoubt extends Omit<BillFault, 'path'> {
  readonly block: SheetBlock;
  /** From 0, within its block; of a sum of lines the first of them. */
  readonly row: number;
  readonly cell: string;
  /** What was summed: code of a component. */
  readonly what: string | null;
}

/** Everything of a bill that does not add up, beside its line; empty for one that can be booked as it stands. */
export const checkSheet = (bill: SheetBill, tolerance: BillTolerance = BILL_TOLERANCE): readonly SheetDoubt[] => {
  const faults = bill.grid ? checkGridBill(bill.grid, bill.terms, tolerance) : bill.pv ? checkPvBill(bill.pv, tolerance) : [];
  return faults.map(({ path, ...fault }) => ({ ...fault, ...placeOf(path, bill) }));
};

const PATH = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+)(?:\[(\d+)\])?)?$/;

type Place = Pick<SheetDoubt, 'block' | 'row' | 'cell' | 'what'>;

const placeOf = (path: string, bill: SheetBill): Place => {
  const [, head = '', first, next, second] = PATH.exec(path) ?? [];
  const at = Number(first ?? 0);
  const lineOf = (line: object | undefined): number => (line === undefined ? 0 : (bill.rowOf(line) ?? 0));
  switch (head) {
    case 'meters':
      return { block: 'meters', row: at, cell: 'billed', what: null };
    case 'lines':
      return { block: 'lines', row: lineOf(bill.pv?.lines[at]), cell: 'amount', what: null };
    case 'printedSubtotals':
      return {
        block: 'lines',
        row: bill.namedSubtotalRows[at] ?? 0,
        cell: 'amount',
        what: bill.grid?.printedSubtotals?.[at]?.component ?? null,
      };
    case 'powerFactor':
      return { block: 'header', row: 0, cell: next === 'amount' ? 'adjustment' : (next ?? 'powerFactor'), what: null };
    case 'printedTotal':
      return { block: 'header', row: 0, cell: 'total', what: null };
    default: {
      const section = bill.grid?.sections[at];
      if (next === 'lines') return { block: 'lines', row: lineOf(section?.lines[Number(second ?? 0)]), cell: 'amount', what: null };
      if (next === 'printedSubtotal') return { block: 'sections', row: at, cell: 'subtotal', what: null };
      if (next === undefined) return { block: 'sections', row: 0, cell: 'used', what: null };
      const own = section?.lines.find(({ component, period }) => component === next && period !== undefined);
      return { block: 'lines', row: lineOf(own), cell: 'quantity', what: next };
    }
  }
};
