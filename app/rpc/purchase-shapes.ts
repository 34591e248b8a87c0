import type { ResaleRule } from '#domain/allocation/rules.ts';
import type { PointRole, Words } from '#domain/park/model.ts';
import type { SheetBlock, SheetFault } from '#domain/purchase/bill-from-sheet.ts';
import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import type { BillFaultCode } from '#domain/purchase/check-grid-bill.ts';
import type { ReadingCells, ReadingFault } from '#domain/purchase/master-reading.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import type { InstantMs } from '#domain/time/instant.ts';

export type PurchaseKind = 'grid' | 'pv';
export type PurchaseState = 'taken' | 'adds' | 'accepted' | 'open';

/** A bill in a list. */
export interface PurchaseLine {
  readonly kind: PurchaseKind;
  readonly number: string;
  readonly revision: number;
  readonly state: PurchaseState;
  readonly yuan: string;
  readonly energyYuan: string;
  readonly capacityYuan: string;
  readonly powerFactorYuan: string;
  readonly usedWh: number;
  readonly doubts: number;
  readonly acceptedFor: string | null;
  readonly enteredAt: InstantMs;
}

/** A figure that does not follow from the others. */
export interface Doubt {
  readonly block: SheetBlock;
  readonly row: number;
  readonly cell: string;
  readonly code: BillFaultCode;
  readonly what: string | null;
  readonly expected: string;
  readonly printed: string;
}

export interface PurchaseBill extends PurchaseLine {
  readonly sheet: BillSheet | null;
  readonly doubtsOf: readonly Doubt[];
  readonly subtotalRows: readonly number[];
  readonly revisions: readonly PurchaseLine[];
}

export interface HandMeter {
  readonly point: string;
  readonly name: Words;
  readonly role: PointRole;
  readonly reading: {
    readonly cells: ReadingCells;
    readonly wh: number;
    readonly exportedWh: number;
    readonly enteredAt: InstantMs;
  } | null;
}

export interface PurchaseMonth {
  readonly frozen: boolean;
  readonly resale: ResaleRule;
  readonly bills: readonly PurchaseBill[];
  readonly meters: readonly HandMeter[];
}

export interface PurchaseSumsLine {
  readonly yuan: string;
  readonly energyYuan: string;
  readonly capacityYuan: string;
  readonly powerFactorYuan: string;
  readonly exportIncomeYuan: string;
  readonly usedWh: number;
}

export interface JudgedBill {
  readonly sheet: BillSheet | null;
  readonly faults: readonly SheetFault[];
  readonly missing: readonly string[];
  readonly doubts: readonly Doubt[];
  readonly subtotalRows: readonly number[];
  readonly sums: PurchaseSumsLine | null;
}

export interface EnteredBill {
  readonly type: 'entered' | 'doubts' | 'faults';
}

export type EnteredReading =
  | { readonly type: 'entered' | 'connected' }
  | { readonly type: 'faults'; readonly faults: readonly ReadingFault[] };

export type MethodName = 'composite' | 'period' | 'interval';

export type MethodsAnswer =
  | { readonly type: 'not'; readonly because: 'noRules' | 'empty' | 'noBill' | 'stopped' }
  | {
      readonly type: 'compared';
      readonly bills: readonly string[];
      readonly totals: readonly { readonly method: MethodName; readonly yuan: string | null; readonly nobody: Period | null }[];
      readonly accounts: readonly {
        readonly account: string | null;
        readonly wh: number;
        readonly composite: string | null;
        readonly period: string | null;
        readonly interval: string | null;
      }[];
    };
