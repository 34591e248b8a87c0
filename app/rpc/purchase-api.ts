import type { ResaleRule } from '#domain/allocation/rules.ts';
import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import type { ReadingCells } from '#domain/purchase/master-reading.ts';
import type { OfMonth } from './allocation-api.ts';
import { trpc } from './client.ts';
import type {
  EnteredBill,
  EnteredReading,
  JudgedBill,
  MethodsAnswer,
  PurchaseKind,
  PurchaseLine,
  PurchaseMonth,
} from './purchase-shapes.ts';

// What the page of what a park buys asks, one line each.

export interface OfBill extends OfMonth {
  readonly kind: PurchaseKind;
}

export const askPurchases = (
  question: { readonly park: string; readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<readonly { readonly month: string; readonly bills: readonly PurchaseLine[] }[]> =>
  trpc.purchase.list.query(question, { signal });

export const askPurchase = (question: OfMonth, signal: AbortSignal): Promise<PurchaseMonth> =>
  trpc.purchase.month.query(question, { signal });

export const askMethods = (question: OfMonth, signal: AbortSignal): Promise<MethodsAnswer> =>
  trpc.purchase.methods.query(question, { signal });

type Sent = Parameters<typeof trpc.purchase.enter.mutate>[0];

/** Cells as the procedure takes them: lists that may be written to. */
const sent = (sheet: BillSheet): NonNullable<Sent['sheet']> => JSON.parse(JSON.stringify(sheet)) as NonNullable<Sent['sheet']>;

export const checkBill = (of: OfBill, sheet: BillSheet): Promise<JudgedBill> => trpc.purchase.check.mutate({ ...of, sheet: sent(sheet) });

export const readBillFile = (of: OfBill, text: string): Promise<JudgedBill> => trpc.purchase.check.mutate({ ...of, text });

export const enterBill = (of: OfBill, act: { readonly sheet: BillSheet; readonly reason: string | null }): Promise<EnteredBill> =>
  trpc.purchase.enter.mutate({ ...of, sheet: sent(act.sheet), reason: act.reason });

export const takeBillBack = (of: OfBill): Promise<unknown> => trpc.purchase.takeBack.mutate(of);

/** `cells` null takes it back. */
export const enterReading = (of: OfMonth, act: { readonly point: string; readonly cells: ReadingCells | null }): Promise<EnteredReading> =>
  trpc.purchase.enterReading.mutate({ ...of, ...act });

export const saveResale = (of: OfMonth, resale: ResaleRule): Promise<{ readonly type: 'saved' | 'faults' }> =>
  trpc.purchase.saveResale.mutate({ ...of, resale });
