import type { Draft } from './draft.ts';
import { flow } from './flow.ts';
import { acrossMark, firstHead, footOf, runningHead } from './head.ts';
import { lineBlocks } from './lines.ts';
import type { Measure, Page } from './mark.ts';
import type { PaperBill } from './paper-bill.ts';
import { sectionBlocks } from './sections.ts';
import type { PaperLanguage, PaperTemplate } from './template.ts';
import { totalsBlock } from './totals.ts';
import { PAPER_WORDS } from './words.ts';

export interface PaperOrder {
  readonly template: PaperTemplate;
  readonly language: PaperLanguage;
  readonly measure: Measure;
}

/** A bill on its pages: the same marks for the same bill, template and language, whenever it is printed. */
export function layOut(bill: PaperBill, { template, language, measure }: PaperOrder): readonly Page[] {
  const draft: Draft = { bill, template, language, measure, words: PAPER_WORDS[language] };
  const head = firstHead(draft);
  const running = runningHead(draft);
  const across = acrossMark(draft);
  // The sum stands with the last of what it sums.
  const lines = lineBlocks(draft).map((block, i, all) => (i === all.length - 1 ? { ...block, keepsNext: true } : block));
  const bodies = flow([...lines, totalsBlock(draft), ...sectionBlocks(draft)], { first: head.bottom, next: running.bottom });
  return bodies.map((body, i) => ({
    marks: [...across, ...(i === 0 ? head : running).marks, ...body, ...footOf(draft, i + 1, bodies.length)],
  }));
}
