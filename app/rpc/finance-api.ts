import type { Words } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';
import type { Channel } from './counter-api.ts';

// What the pages of finance ask. The router's own types must fit.

export interface ClosingStep {
  readonly id: 'over' | 'before' | 'folded' | 'settled' | 'shared' | 'run' | 'issued' | 'shifts';
  readonly state: 'done' | 'missing' | 'notNeeded';
  readonly missing: number;
}

export interface BooksMonth {
  /** "2026-10" */
  readonly month: string;
  readonly closed: { readonly at: InstantMs; readonly name: string | null } | null;
  readonly run: 'none' | 'notRun' | 'running' | 'finished';
  readonly drafts: number;
  readonly checked: number;
  readonly issued: number;
  readonly billedYuan: string;
  readonly paidYuan: string;
  /** It is stated as not billed: what its run computed, and why. */
  readonly notBilled: { readonly bills: number; readonly yuan: string; readonly reason: string } | null;
  readonly steps: readonly ClosingStep[];
  readonly mayClose: boolean;
}

export const askBooks = (park: string, signal: AbortSignal): Promise<readonly BooksMonth[]> =>
  trpc.books.months.query({ park, months: 12 }, { signal });

export const closeBooks = (act: {
  readonly park: string;
  readonly month: string;
}): Promise<{ readonly type: 'closed' | 'again' | 'refused' }> => trpc.books.close.mutate(act);

/** Rates are millionths of the arrears a day: 0.2 % is 2,000. */
export interface LateFeeTerms {
  readonly validFrom: string;
  readonly dailyPpm: number;
  readonly carriedOverPpm: number;
  readonly graceDays: number;
  /** Of the principal; null: no cap. */
  readonly capPpm: number | null;
  readonly minimumYuan: string;
  readonly source: string;
}

export const askLateFeeTerms = (park: string, signal: AbortSignal): Promise<readonly LateFeeTerms[]> =>
  trpc.books.lateFees.query({ park }, { signal });

export const setLateFeeTerms = (act: LateFeeTerms & { readonly park: string }): Promise<{ readonly set: boolean }> =>
  trpc.books.setLateFee.mutate(act);

/** Rates are hundredths of a percent; what is left out has the general rate. */
export interface BillingTerms {
  readonly validFrom: string;
  readonly daysToPay: number;
  readonly taxRates: { readonly [Item in TaxItem]?: number | undefined };
  readonly source: string;
}

export const askBillingTerms = (park: string, signal: AbortSignal): Promise<readonly BillingTerms[]> =>
  trpc.books.billingTerms.query({ park }, { signal });

export const setBillingTerms = (act: BillingTerms & { readonly park: string }): Promise<{ readonly set: boolean }> =>
  trpc.books.setBillingTerms.mutate(act);

export interface BillLateFee {
  readonly days: number;
  readonly feeYuan: string;
  readonly chargedYuan: string;
  readonly waivedYuan: string;
}

export const askLateFee = (of: { readonly park: string; readonly id: string }, signal: AbortSignal): Promise<BillLateFee | null> =>
  trpc.bills.lateFee.query(of, { signal });

export const waiveLateFee = (act: {
  readonly park: string;
  readonly id: string;
  readonly amountYuan: string;
  readonly reason: string;
}): Promise<{ readonly type: 'waived' | 'refused'; readonly leftYuan: string }> => trpc.bills.waiveLateFee.mutate(act);

/** Park null: all whose money one sees. Months "2026-10", both included. */
export interface OfMonths {
  readonly park: string | null;
  readonly from: string;
  readonly to: string;
}

export interface CollectionLine {
  readonly park: string;
  readonly month: string;
  readonly bills: number;
  readonly billedYuan: string;
  readonly paidYuan: string;
}

export const askCollection = (question: OfMonths, signal: AbortSignal): Promise<readonly CollectionLine[]> =>
  trpc.reports.collection.query(question, { signal });

export const ARREARS_AGES = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;
export type ArrearsAge = (typeof ARREARS_AGES)[number];

export interface ArrearsLine {
  readonly park: string;
  readonly account: string;
  readonly name: Words;
  readonly bills: number;
  readonly oldestDue: ParkDay;
  readonly totalYuan: string;
  /** Up to today, on no bill yet. */
  readonly lateFeeYuan: string;
  readonly owedYuan: Readonly<Record<ArrearsAge, string>>;
}

export const askArrears = (park: string | null, signal: AbortSignal): Promise<readonly ArrearsLine[]> =>
  trpc.reports.arrears.query({ park }, { signal });

type LineKind = 'use' | 'demand' | 'powerFactor' | 'share' | 'fee' | 'correction';
type TaxItem = 'electricity' | 'water' | 'sewage' | 'waterResource' | 'service' | 'lease';

export interface RevenueLine {
  readonly park: string;
  readonly month: string;
  readonly kind: LineKind;
  readonly component: string;
  readonly name: Words | null;
  readonly item: TaxItem;
  readonly exclYuan: string;
  readonly taxYuan: string;
  readonly totalYuan: string;
}

export interface LedgerLine {
  readonly park: string;
  readonly month: string;
  readonly billedYuan: string;
  readonly byBillsYuan: string;
  readonly bySettlementsYuan: string;
  /** Taken from wallets, and on no statement yet. */
  readonly unbilledYuan: string;
  readonly agrees: boolean;
}

export interface Revenue {
  readonly rows: readonly RevenueLine[];
  readonly ledger: readonly LedgerLine[];
}

export const askRevenue = (question: OfMonths, signal: AbortSignal): Promise<Revenue> => trpc.reports.revenue.query(question, { signal });

export interface EnergyLine {
  readonly park: string;
  readonly month: string;
  readonly inputWh: number;
  readonly tenantWh: number;
  readonly sharedWh: number;
  readonly lineLossWh: number;
  readonly transformerLossWh: number;
  readonly state: string;
}

export const askEnergy = (question: OfMonths, signal: AbortSignal): Promise<readonly EnergyLine[]> =>
  trpc.reports.energy.query(question, { signal });

export interface TakingsLine {
  readonly park: string;
  readonly clerk: string;
  readonly channel: Channel;
  readonly receipts: number;
  readonly topUpsYuan: string;
  readonly refundsYuan: string;
  readonly depositsYuan: string;
  readonly closingsYuan: string;
}

export const askTakings = (
  question: { readonly park: string | null; readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<readonly TakingsLine[]> => trpc.reports.takings.query(question, { signal });

export interface HeldLine {
  readonly park: string;
  readonly account: string;
  readonly name: Words;
  readonly walletYuan: string;
  readonly depositYuan: string;
  readonly receivableYuan: string;
}

export const askHeld = (
  question: { readonly park: string | null; readonly day: string },
  signal: AbortSignal,
): Promise<readonly HeldLine[]> => trpc.reports.held.query(question, { signal });
