import type { OfMonth } from './allocation-api.ts';
import type {
  BeginAnswer,
  BillHead,
  BillMonthShape,
  BillRow,
  BillRunShape,
  BillWhole,
  IssueAnswer,
  LineWhy,
  PayAnswer,
  ReverseAnswer,
} from './bills-shapes.ts';
import { trpc } from './client.ts';

// What the pages about bills ask, one line each.

export interface OfBill {
  readonly park: string;
  readonly id: string;
}

export const askBillMonth = (question: OfMonth, signal: AbortSignal): Promise<BillMonthShape> =>
  trpc.bills.month.query(question, { signal });

const PAGE = 1_000;

/** All bills of a month, page by page: 15,000 accounts are fifteen. */
export const askBills = async (question: OfMonth, signal: AbortSignal): Promise<readonly BillRow[]> => {
  const rows: BillRow[] = [];
  for (let after: { account: string; id: string } | null = null; ; ) {
    const page: readonly BillRow[] = await trpc.bills.list.query({ ...question, after, limit: PAGE }, { signal });
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    after = { account: last.account, id: last.id };
  }
};

export const startBills = (question: OfMonth): Promise<BillRunShape | null> => trpc.bills.start.mutate(question);

export const advanceBills = (question: OfMonth): Promise<BillRunShape | null> => trpc.bills.advance.mutate(question);

/** Billing begins with this month: earlier ones without bills are stated as not billed. */
export const beginBilling = (act: OfMonth & { readonly reason: string }): Promise<BeginAnswer> => trpc.bills.begin.mutate(act);

/** `ids` null: all of the month. */
export const checkBills = (act: OfMonth & { readonly ids: string[] | null }): Promise<{ readonly checked: number }> =>
  trpc.bills.check.mutate(act);

export const issueBills = (act: OfMonth & { readonly ids: string[] | null }): Promise<IssueAnswer> => trpc.bills.issue.mutate(act);

export const askBill = (question: OfBill, signal: AbortSignal): Promise<BillWhole> => trpc.bills.one.query(question, { signal });

export const askWhy = (question: OfBill & { readonly line: number }, signal: AbortSignal): Promise<LineWhy> =>
  trpc.bills.why.query(question, { signal });

export const askIssued = (account: string, signal: AbortSignal): Promise<readonly BillHead[]> =>
  trpc.bills.ofAccount.query({ account }, { signal });

export const reverseBill = (act: OfBill & { readonly reason: string }): Promise<ReverseAnswer> => trpc.bills.reverse.mutate(act);

/** `amountYuan` null: all that is open. */
export const payBill = (act: OfBill & { readonly key: string; readonly amountYuan: string | null }): Promise<PayAnswer> =>
  trpc.bills.pay.mutate(act);
