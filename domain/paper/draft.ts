import type { Measure } from './mark.ts';
import type { PaperBill } from './paper-bill.ts';
import type { PaperLanguage, PaperTemplate } from './template.ts';
import type { PaperWords } from './words.ts';

/** What every part of a paper is written from. */
export interface Draft {
  readonly bill: PaperBill;
  readonly template: PaperTemplate;
  readonly language: PaperLanguage;
  readonly words: PaperWords;
  readonly measure: Measure;
}
