import type { BillKind } from '#domain/bill/states.ts';
import type { Page, Tone } from '#domain/paper/mark.ts';
import type { PaperColumn, PaperLanguage, PaperLogo, PaperSection, PaperTemplate, TemplateFault } from '#domain/paper/template.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** In the order in which the editor offers what a template does not name. */
export const PAPER_COLUMNS = [
  'item',
  'days',
  'quantity',
  'price',
  'excl',
  'rate',
  'tax',
  'amount',
] as const satisfies readonly PaperColumn[];
export const PAPER_SECTIONS = ['capital', 'use', 'meters', 'taxes', 'payment', 'note'] as const satisfies readonly PaperSection[];
export const PAPER_LANGUAGES = ['zh', 'en'] as const satisfies readonly PaperLanguage[];
export const PAPER_KINDS = ['bill', 'statement', 'reversal'] as const satisfies readonly BillKind[];

export interface TemplateRevision {
  readonly revision: number;
  readonly savedAt: InstantMs;
  readonly savedBy: string;
}

/** A template, and its logo as a page may show it. */
export interface DressedTemplate {
  readonly template: PaperTemplate;
  readonly logo: string | null;
}

export interface TemplateInForce extends DressedTemplate {
  /** 0: none was saved. */
  readonly revision: number;
  readonly revisions: readonly TemplateRevision[];
}

export type SaveAnswer =
  | { readonly type: 'saved'; readonly revision: number }
  /** Somebody else has saved one meanwhile. */
  | { readonly type: 'overtaken' }
  | { readonly type: 'faults'; readonly faults: readonly TemplateFault[] };

export type LogoAnswer =
  | { readonly type: 'logo'; readonly logo: PaperLogo; readonly address: string }
  | { readonly type: 'refused'; readonly because: 'tooLarge' | 'tooManyPixels' | 'unreadable' | 'tooMany' };

export type PreviewAnswer =
  | { readonly type: 'faults'; readonly faults: readonly TemplateFault[] }
  | {
      readonly type: 'pages';
      /** Points. */
      readonly size: { readonly width: number; readonly height: number };
      readonly tones: Readonly<Record<Tone, string>>;
      readonly pages: readonly Page[];
    };
