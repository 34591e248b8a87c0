import type { AllocationRules } from '#domain/allocation/rules.ts';
import type { Finding } from '#domain/lawful-price/finding.ts';
import type { AllocationMonth, MoneyKind, Preview, RulesOfMonth, RunAnswer, Saved } from './allocation-shapes.ts';
import { trpc } from './client.ts';

// What the pages about sharing ask, one line each.

export interface OfMonth {
  readonly park: string;
  /** "2026-10" */
  readonly month: string;
}

export const askAllocation = (question: OfMonth, signal: AbortSignal): Promise<AllocationMonth> =>
  trpc.allocation.month.query(question, { signal });

export const askLawful = (question: OfMonth, signal: AbortSignal): Promise<readonly Finding[]> =>
  trpc.allocation.lawful.query(question, { signal });

export const runAllocation = (question: OfMonth): Promise<RunAnswer> => trpc.allocation.run.mutate(question);

export const askRules = (question: OfMonth, signal: AbortSignal): Promise<RulesOfMonth> =>
  trpc.allocation.rules.query(question, { signal });

export const previewRules = (question: OfMonth & { readonly rules: AllocationRules }): Promise<Preview> =>
  trpc.allocation.preview.mutate(sent(question));

export const saveRules = (question: OfMonth & { readonly rules: AllocationRules }): Promise<Saved> =>
  trpc.allocation.saveRules.mutate(sent(question));

/** `yuan` null takes it back. */
export const enterMoney = (
  act: OfMonth & { readonly kind: MoneyKind; readonly yuan: string | null; readonly source: string },
): Promise<unknown> => trpc.allocation.enterMoney.mutate(act);

type Sent = Parameters<typeof trpc.allocation.saveRules.mutate>[0];

/** The form's own rules as the procedure takes them: lists that may be written to. */
const sent = ({ park, month, rules }: OfMonth & { readonly rules: AllocationRules }): Sent => ({
  park,
  month,
  rules: JSON.parse(JSON.stringify(rules)) as Sent['rules'],
});
