import PDFDocument from 'pdfkit';
import { type Mark, PAGE, type Page, TONES, type Weight } from '#domain/paper/mark.ts';
import type { PaperLanguage } from '#domain/paper/template.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { FontStore } from './font-store.ts';
import { subsetFont } from './subset-font.ts';

export interface PdfOrder {
  readonly fonts: FontStore;
  readonly language: PaperLanguage;
  readonly title: string;
  readonly author: string;
  /** When the bill went out: a paper printed again is the same file. */
  readonly at: InstantMs;
  /** PNG or JPEG. */
  readonly logo: Buffer | null;
}

const WEIGHTS = ['regular', 'bold'] as const satisfies readonly Weight[];
/** What lies across a page lets the figures through. */
const ACROSS_OPACITY = 0.08;

/** Pages as a PDF, with the letters it uses and no others; some 40 KB a page of Chinese. The same bytes for the same pages. */
export async function pdfOf(pages: readonly Page[], { fonts, language, title, author, at, logo }: PdfOrder): Promise<Buffer> {
  const made = new Date(at);
  const document = new PDFDocument({
    autoFirstPage: false,
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: made, ModDate: made, Producer: 'ParkTwin', Creator: 'ParkTwin' },
  });
  for (const weight of WEIGHTS) document.registerFont(weight, subsetFont(fonts, lettersOf(pages, weight), weight));
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  for (const page of pages) {
    document.addPage();
    for (const mark of page.marks) draw(document, mark, logo);
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Never empty: a font has one letter at least. */
const lettersOf = (pages: readonly Page[], weight: Weight): Set<string> => {
  const letters = new Set(' ');
  for (const { marks } of pages)
    for (const mark of marks) {
      const text =
        mark.type === 'text' && mark.weight === weight ? mark.text : mark.type === 'across' && weight === 'bold' ? mark.text : '';
      for (const letter of text) letters.add(letter);
    }
  return letters;
};

const draw = (document: PDFKit.PDFDocument, mark: Mark, logo: Buffer | null): void => {
  switch (mark.type) {
    case 'text':
      document.font(mark.weight).fontSize(mark.size).fillColor(TONES[mark.tone]);
      document.text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic' });
      return;
    case 'rule':
      document.moveTo(mark.x1, mark.y).lineTo(mark.x2, mark.y).lineWidth(mark.width).strokeColor(TONES[mark.tone]).stroke();
      return;
    case 'box':
      document.rect(mark.x, mark.y, mark.width, mark.height);
      if (mark.hollow) document.lineWidth(0.8).strokeColor(TONES[mark.tone]).stroke();
      else document.fillColor(TONES[mark.tone]).fill();
      return;
    case 'logo':
      if (logo !== null) document.image(logo, mark.x, mark.y, { width: mark.width, height: mark.height });
      return;
    case 'across': {
      document.save().rotate(-mark.degrees, { origin: [mark.x, mark.y] });
      document.font('bold').fontSize(mark.size).fillColor(TONES.warn, ACROSS_OPACITY);
      const width = document.widthOfString(mark.text);
      document.text(mark.text, mark.x - width / 2, mark.y + mark.size * 0.35, { lineBreak: false, baseline: 'alphabetic' });
      document.fillOpacity(1).restore();
      return;
    }
  }
};
