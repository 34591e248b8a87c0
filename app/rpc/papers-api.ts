import type { BillKind } from '#domain/bill/states.ts';
import type { PaperLanguage, PaperTemplate } from '#domain/paper/template.ts';
import { trpc } from './client.ts';
import type { DressedTemplate, LogoAnswer, PreviewAnswer, SaveAnswer, TemplateInForce } from './papers-shapes.ts';

// What the pages about papers ask, one line each.

export const askTemplate = (park: string, signal: AbortSignal): Promise<TemplateInForce> =>
  trpc.papers.template.query({ park }, { signal });

export const askRevision = (park: string, revision: number): Promise<DressedTemplate> => trpc.papers.revision.query({ park, revision });

/** As a mutation sends it: lists of its own. */
const sent = (template: PaperTemplate) => ({ ...template, columns: [...template.columns], sections: [...template.sections] });

export const saveTemplate = (act: {
  readonly park: string;
  readonly base: number;
  readonly template: PaperTemplate;
}): Promise<SaveAnswer> => trpc.papers.save.mutate({ ...act, template: sent(act.template) });

export const uploadLogo = (act: { readonly park: string; readonly base64: string }): Promise<LogoAnswer> =>
  trpc.papers.uploadLogo.mutate(act);

export interface PreviewQuestion {
  readonly park: string;
  readonly template: PaperTemplate;
  readonly language: PaperLanguage;
  readonly kind: BillKind;
}

export const askPreview = (question: PreviewQuestion, signal: AbortSignal): Promise<PreviewAnswer> =>
  trpc.papers.preview.mutate({ ...question, template: sent(question.template) }, { signal });

export const askPrintRun = (park: string, ticket: string): Promise<{ readonly done: number; readonly total: number } | null> =>
  trpc.papers.progress.query({ park, ticket });
