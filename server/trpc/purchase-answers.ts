import { z } from 'zod';
import { isStanding, type PurchaseKind, type StoredPurchase } from '#db/purchase/bills-store.ts';
import type { ComparedMethods } from '#db/purchase/compare-methods.ts';
import type { StoredReading } from '#db/purchase/readings-store.ts';
import { billFromSheet, type SheetFault } from '#domain/purchase/bill-from-sheet.ts';
import { type BillSheet, sheetFromText } from '#domain/purchase/bill-sheet.ts';
import { checkSheet, type SheetDoubt } from '#domain/purchase/check-sheet.ts';
import { type PurchaseSums, purchaseSums } from '#domain/purchase/purchase-sums.ts';
import type { Resale } from '#domain/purchase/resale.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import { whole } from './allocation-answers.ts';

export const latestOut = (bill: StoredPurchase) => ({
  kind: bill.kind,
  number: bill.number,
  revision: bill.revision,
  state: stateOf(bill),
  yuan: yuanFromFen(bill.total),
  energyYuan: yuanFromFen(fen(bill.energy - bill.exportIncome)),
  capacityYuan: yuanFromFen(bill.capacity),
  powerFactorYuan: yuanFromFen(bill.powerFactor),
  usedWh: whole(bill.usedWh),
  doubts: bill.doubts,
  acceptedFor: bill.acceptedFor,
  enteredAt: bill.enteredAt,
});

/** `open`: it does not add up and nobody let it stand. */
const stateOf = (bill: StoredPurchase): 'taken' | 'adds' | 'accepted' | 'open' => {
  if (bill.sheet === null) return 'taken';
  if (!isStanding(bill)) return 'open';
  return bill.doubts === 0 ? 'adds' : 'accepted';
};

/** A month's bill with its cells, judged anew. */
export const billOut = (bill: StoredPurchase, revisions: readonly StoredPurchase[]) => {
  const judged = bill.sheet === null ? null : judge({ kind: bill.kind, month: bill.month, sheet: bill.sheet });
  return {
    ...latestOut(bill),
    sheet: bill.sheet,
    doubtsOf: judged?.doubts ?? [],
    subtotalRows: judged?.subtotalRows ?? [],
    revisions: revisions.map(latestOut),
  };
};

export const readingOut = (reading: StoredReading | undefined) =>
  reading === undefined
    ? null
    : { cells: reading.cells, wh: whole(reading.wh), exportedWh: whole(reading.exportedWh), enteredAt: reading.enteredAt };

const METHODS = ['composite', 'period', 'interval'] as const;

/** Sums by account and method; null: by that method something is nobody's. */
export const methodsOut = ({ bills, whOf, found }: ComparedMethods) => {
  const yuanOf = (resale: Resale, account: string | null): string | null =>
    resale.type === 'nobody'
      ? null
      : yuanFromFen(fen(resale.shares.reduce((sum, share) => (share.account === account ? sum + share.amount : sum), 0n)));
  const totals = METHODS.map((method) => {
    const resale = found[method];
    return resale.type === 'shares'
      ? { method, yuan: yuanFromFen(resale.total), nobody: null }
      : { method, yuan: null, nobody: resale.period };
  });
  const accounts = [...whOf].map(([account, wh]) => ({
    account,
    wh: whole(wh),
    composite: yuanOf(found.composite, account),
    period: yuanOf(found.period, account),
    interval: yuanOf(found.interval, account),
  }));
  return { bills, totals, accounts: accounts.toSorted((a, b) => b.wh - a.wh) };
};

export interface Judge {
  readonly kind: PurchaseKind;
  readonly month: ParkDay;
  readonly sheet?: BillSheet | undefined;
  readonly text?: string | undefined;
}

interface Judged {
  /** Null: the text is no bill. */
  readonly sheet: BillSheet | null;
  readonly faults: readonly SheetFault[];
  /** Columns of the fee block that a file does not have. */
  readonly missing: readonly string[];
  readonly doubts: readonly ReturnType<typeof doubtOut>[];
  readonly subtotalRows: readonly number[];
  /** What it would be shared by. */
  readonly sums: ReturnType<typeof sumsOut> | null;
  readonly bill: {
    readonly sheet: BillSheet;
    readonly number: string;
    readonly total: Fen;
    readonly sums: PurchaseSums;
  } | null;
}

/** A bill as a form or a file has it: its cells, what cannot be read, what does not add up. */
export const judge = ({ kind, month, sheet: given, text }: Judge): Judged => {
  const nothing = { faults: [], missing: [], doubts: [], subtotalRows: [], sums: null, bill: null };
  const read = given ? ({ type: 'sheet', sheet: given } as const) : sheetFromText(text ?? '');
  if (read.type === 'noBlock') return { ...nothing, sheet: null, missing: read.missing };
  const found = billFromSheet(read.sheet, { kind, month: monthOf(month) });
  if (found.type === 'faults') return { ...nothing, sheet: read.sheet, faults: found.faults };
  const { bill } = found;
  const sums = purchaseSums(bill);
  const total = bill.grid?.printedTotal ?? bill.pv?.printedTotal ?? fen(0n);
  return {
    ...nothing,
    sheet: read.sheet,
    doubts: checkSheet(bill).map(doubtOut),
    subtotalRows: bill.subtotalRows,
    sums: sumsOut(sums),
    bill: { sheet: read.sheet, number: bill.number, total, sums },
  };
};

const doubtOut = ({ expected, printed, ...doubt }: SheetDoubt) => ({ ...doubt, ...figuresOf(doubt.code, expected, printed) });

/** Decimals in the figure's own unit. */
const figuresOf = (code: SheetDoubt['code'], expected: bigint, printed: bigint) => {
  const text = code === 'METER' || code === 'USE' || code === 'PERIODS' ? microText : hundredthsText;
  return { expected: text(expected), printed: text(printed) };
};
const hundredthsText = (value: bigint): string => yuanFromFen(fen(value));
const microText = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals === '' ? '' : `.${decimals}`}`;
};

const sumsOut = ({ energy, capacity, powerFactor, exportIncome, usedWh }: PurchaseSums) => ({
  yuan: yuanFromFen(fen(energy + capacity + powerFactor - exportIncome)),
  energyYuan: yuanFromFen(energy),
  capacityYuan: yuanFromFen(capacity),
  powerFactorYuan: yuanFromFen(powerFactor),
  exportIncomeYuan: yuanFromFen(exportIncome),
  usedWh: whole(usedWh),
});

const doubt = z.object({
  block: z.string(),
  row: z.number().int().meta({ description: 'from 0, within its block' }),
  cell: z.string(),
  code: z.string(),
  what: z.string().nullable(),
  expected: z.string(),
  printed: z.string(),
});
const text = z.string();

/** What entering a bill answers, as the OpenAPI document says it. */
export const enteredShape = z.object({
  type: z.enum(['entered', 'doubts', 'faults']),
  revision: z.number().int().optional(),
  missing: z.array(text).readonly().meta({ description: 'columns of the fee block that the file does not have' }),
  faults: z
    .array(z.object({ block: text, row: z.number().int(), cell: text, code: text, text }))
    .readonly()
    .meta({ description: 'cells that cannot be read' }),
  doubts: z.array(doubt).readonly().meta({ description: 'figures that do not follow from the others' }),
});
