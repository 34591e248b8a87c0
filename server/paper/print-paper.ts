import { inLanguage } from '#domain/paper/columns.ts';
import { layOut } from '#domain/paper/lay-out.ts';
import type { PaperLanguage } from '#domain/paper/template.ts';
import type { FontStore } from './font-store.ts';
import type { LoadedPaper } from './load-paper.ts';
import { pdfOf } from './pdf.ts';

export interface PrintOrder {
  readonly fonts: FontStore;
  /** Null: the template's. */
  readonly language: PaperLanguage | null;
}

/** A bill as a PDF. */
export function printPaper({ bill, template, logo, at }: LoadedPaper, { fonts, language: asked }: PrintOrder): Promise<Buffer> {
  const language = asked ?? template.language;
  const pages = layOut(bill, { template, language, measure: fonts.measure });
  const what = inLanguage(template.titles[bill.kind], language);
  const title = [what, bill.number, inLanguage(bill.name, language), bill.from.slice(0, 7)].filter((part) => part !== null).join(' ');
  return pdfOf(pages, {
    fonts,
    language,
    title,
    author: inLanguage(template.issuer, language) || inLanguage(bill.park, language),
    at,
    logo,
  });
}

/** "A-001-2026-10-2026-000123": whose, of which month, which. A draft says so. */
export const paperName = ({
  account,
  month,
  number,
}: {
  readonly account: string;
  readonly month: string;
  readonly number: string | null;
}): string => [account.replace(/[^\p{L}\p{N}._-]/gu, '_'), month.slice(0, 7), number ?? 'draft'].join('-');
