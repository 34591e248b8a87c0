import type { ShareStepText } from '#domain/allocation/share.ts';
import type { CorrectionReason, LineKind, LineUnit, ShareOf } from '#domain/bill/line.ts';
import type { BillKind, BillState } from '#domain/bill/states.ts';
import type { TaxItem } from '#domain/bill/tax.ts';
import type { Finding } from '#domain/lawful-price/finding.ts';
import type { Words } from '#domain/park/model.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';

/** In the order a bill goes through them. */
export const BILL_STATES = [
  'draft',
  'checked',
  'notBilled',
  'issued',
  'partlyPaid',
  'paid',
  'reversed',
] as const satisfies readonly BillState[];
/** In the order a bill lists them. */
export const LINE_KINDS = ['use', 'demand', 'powerFactor', 'share', 'fee', 'correction'] as const satisfies readonly LineKind[];

export interface BillNumber {
  readonly id: string;
  readonly year: number;
  readonly number: number;
}

/** What keeps a bill from being checked, or what one should know of it. */
export type BillFault =
  | { readonly type: 'unpriced'; readonly quantity: number }
  | { readonly type: 'notRerated'; readonly versionId: number }
  /** Fen, as text. */
  | { readonly type: 'unsettled'; readonly amount: string }
  | { readonly type: 'unpricedShare'; readonly kind: string }
  | { readonly type: 'unpricedDemand' }
  | { readonly type: 'missingSlots'; readonly expected: number; readonly found: number };

/** A bill without its lines. Money is text; null: not yet. */
export interface BillHead {
  readonly id: string;
  readonly account: string;
  readonly name: Words;
  readonly kind: BillKind;
  readonly state: BillState;
  /** "2026-10" */
  readonly month: string;
  readonly totalYuan: string;
  readonly exclYuan: string;
  readonly taxYuan: string;
  /** Booked with its issue; the rest was taken by settlements. */
  readonly toPostYuan: string;
  /** Of a bill: put on it so far. */
  readonly paidYuan: string;
  readonly usedWh: number;
  readonly usedL: number;
  readonly faults: readonly BillFault[];
  readonly number: BillNumber | null;
  readonly computedAt: InstantMs;
  readonly issuedAt: InstantMs | null;
  readonly dueOn: ParkDay | null;
  readonly paidAt: InstantMs | null;
  readonly reverses: BillNumber | null;
  readonly reason: string;
}

export interface BillRow extends BillHead {
  readonly beforeYuan: string | null;
}

export interface BillLineShape {
  readonly line: number;
  readonly kind: LineKind;
  readonly item: TaxItem;
  readonly month: string;
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly component: string;
  readonly name: Words | null;
  readonly period: Period | null;
  /** Whole thousandths of the unit. */
  readonly quantity: string | null;
  readonly unit: LineUnit | null;
  readonly priceYuan: string | null;
  readonly amountYuan: string;
  readonly exclYuan: string;
  readonly taxYuan: string;
  /** Hundredths of a percent. */
  readonly taxRate: number;
  readonly posted: boolean;
  readonly reason: CorrectionReason | null;
  readonly share: ShareOf | null;
  readonly version: { readonly tariff: Words; readonly validFrom: ParkDay; readonly source: string } | null;
}

export interface BillWhole extends BillHead {
  readonly lines: readonly BillLineShape[];
}

export interface WhyDay {
  readonly day: ParkDay;
  readonly point: string;
  /** Whole Wh or litres. */
  readonly quantity: number;
  readonly slots: number;
  /** Slots that were not measured at both edges. */
  readonly refined: number;
  /** Exact, eleven decimals. */
  readonly chargeYuan: string | null;
}

/** Where a tier's line lies in its window, whole Wh (litres). */
export interface WhyTier {
  /** "2026" or "2026-11" */
  readonly window: string;
  readonly from: number;
  /** Null: without end. */
  readonly to: number | null;
  readonly days: readonly {
    readonly day: string;
    readonly before: number;
    readonly used: number;
    readonly chargeYuan: string;
  }[];
}

/** How a share came about; where what is shared costs what the purchase bills leave, how much that was. */
export interface WhyShare {
  readonly energySteps: readonly ShareStepText[] | null;
  readonly moneySteps: readonly ShareStepText[] | null;
  readonly left: { readonly energyYuan: string; readonly ownYuan: string; readonly vacantYuan: string; readonly leftYuan: string } | null;
}

export interface LineWhy {
  readonly tier: WhyTier | null;
  readonly days: readonly WhyDay[];
  readonly share: WhyShare | null;
}

export interface BillRunShape {
  readonly accounts: number;
  readonly done: number;
  readonly changed: number;
  readonly startedAt: InstantMs;
  readonly finishedAt: InstantMs | null;
}

/** An earlier month of which no bill is out. */
export interface OpenMonth {
  /** "2026-10" */
  readonly month: string;
  /** Its drafts wait; otherwise it was never run. */
  readonly ran: boolean;
}

export type BeginAnswer =
  | { readonly type: 'begun'; readonly months: readonly string[] }
  | { readonly type: 'refused'; readonly because: 'nothing' | 'running' };

export interface BillMonthShape {
  /** A month is issued when it is over. */
  readonly over: boolean;
  readonly run: BillRunShape | null;
  readonly states: readonly { readonly state: BillState; readonly bills: number; readonly totalYuan: string; readonly faulty: number }[];
  readonly allocation: 'draft' | 'stopped' | 'frozen' | null;
  readonly findings: readonly Finding[];
  readonly mayIssue: boolean;
  readonly dueDays: number;
  /** Earlier months that are to be billed first, or stated as not billed; oldest first. */
  readonly open: readonly OpenMonth[];
}

export type IssueAnswer =
  | { readonly type: 'unlawful'; readonly findings: readonly Finding[] }
  | { readonly type: 'issued'; readonly issued: number; readonly refused: readonly { readonly id: string; readonly because: string }[] };

export type ReverseAnswer = { readonly type: 'reversed'; readonly id: string } | { readonly type: 'refused'; readonly because: string };

export type PayAnswer =
  | { readonly type: 'paid'; readonly amountYuan: string; readonly openYuan: string }
  | {
      readonly type: 'refused';
      readonly because: 'notOpen' | 'balanceTooLow' | 'aboveOpen' | 'keyTaken';
      readonly shortByYuan: string | null;
      readonly openYuan: string | null;
    };
